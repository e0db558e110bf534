import { randomBytes } from 'node:crypto'
import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, test, vi } from 'vitest'

import { checksumOf } from '#src/aws/file-store/checksum.ts'
import { createUploads } from '#src/aws/file-store/uploads.ts'
import type { UploadItem } from '#src/aws/file-store/upload-item.ts'
import { blob, names, put, signIn, startFiles } from './files-support.ts'
import type { TestFiles, TestPerson } from './files-support.ts'
import { eventually } from '#test/support/eventually.ts'
import { patience } from '#test/support/patience.ts'

/** The smallest that S3 takes. */
const partSize = 5 * 1024 ** 2
/** Two parts and a third of one byte. */
const bytes = randomBytes(2 * partSize + 1)
const modified = { lastModified: 1_700_000_000_000 }
const bigFile = (content: BlobPart = bytes, name = 'big.bin') => new File([content], name, modified)
const small = (text: string, name = 'a.txt') => new File([text], name)

/** The queue of a page that somebody has open. */
/** Waits between attempts, up to half a minute, take a fraction of it. */
function hastily(milliseconds: number, run: () => void) {
  const timer = setTimeout(run, milliseconds / 50)
  return () => clearTimeout(timer)
}

function open(person: TestPerson, size = partSize) {
  const items = new Map<number, UploadItem>()
  const waiting = new Set<() => void>()
  let isOnline = true
  const uploads = createUploads({
    files: person.files,
    owner: () => person.identityId,
    platform: { ...person.tab, after: hastily },
    partSize: size,
    network: {
      online: () => isOnline,
      onceOnline(run) {
        waiting.add(run)
        return () => void waiting.delete(run)
      },
    },
    report({ items: changed }) {
      for (const item of changed) items.set(item.id, item)
    },
  })
  return {
    uploads,
    items,
    setOnline(value: boolean) {
      isOnline = value
      if (value) for (const run of waiting) run()
    },
    until: (id: number, status: UploadItem['status']) =>
      // The SDK's own waits between attempts are real ones.
      vi.waitFor(() => expect(items.get(id)?.status).toBe(status), {
        timeout: patience.step,
        interval: 10,
      }),
    add: (path: string, file: File, ...more: [] | [Parameters<typeof uploads.add>[1]]) =>
      uploads.add([{ file, path }], ...more)[0]?.id ?? 0,
  }
}

const count = (calls: readonly string[], operation: string) =>
  calls.filter((call) => call === operation).length

async function unfinishedUploads({ config }: TestFiles) {
  const root = new S3Client({
    region: config.region,
    endpoint: config.endpoints?.s3 ?? '',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  const { Uploads = [] } = await root.send(
    new ListMultipartUploadsCommand({ Bucket: config.bucket }),
  )
  return Uploads.length
}

const isSame = async (person: TestPerson, path: string, expected: Uint8Array) => {
  const read = await person.files.read(path)
  return Buffer.compare(Buffer.from(await read.arrayBuffer()), expected) === 0
}

test('a small file is one request, an empty one too', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const { add, until, items } = open(ada)
  const [first, empty] = [add('a.txt', small('hello')), add('empty', new File([], 'empty'))]
  await until(first, 'done')
  await until(empty, 'done')
  expect(items.get(first)).toMatchObject({ sent: 5, size: 5 })
  expect(backend.asked()).toEqual(['PutObject', 'PutObject'])
  expect(await names(ada)).toEqual(['a.txt', 'empty'])
})

test('a large file goes in parts and arrives whole', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const { add, until } = open(ada)
  await until(add('big.bin', bigFile()), 'done')
  expect(count(backend.asked(), 'UploadPart')).toBe(3)
  expect(await isSame(ada, 'big.bin', bytes)).toBe(true)
  expect(ada.tab.local.get('uploads')).toBeNull()
})

test('as many parts are read ahead as are on their way', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const page = open(ada, 1024 ** 2)
  const letGo = backend.hold('UploadPart')
  const file = bigFile()
  const slice = vi.spyOn(file, 'slice')
  const begun = () => new Set(slice.mock.calls.map(([start]) => start)).size
  const id = page.add('big.bin', file)
  await eventually(() => expect(begun()).toBe(8))
  page.uploads.cancel([id])
  letGo()
  await page.until(id, 'cancelled')
  await eventually(async () => expect(await unfinishedUploads(backend)).toBe(0))
  expect(begun()).toBe(8)
})

test('paused and resumed, only what is missing is sent', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const page = open(ada)
  const id = page.add('big.bin', bigFile())
  let parts = 0
  backend.watch((operation) => {
    if (operation === 'UploadPart' && (parts += 1) === 3) page.uploads.pause([id])
  })
  await page.until(id, 'paused')
  const sentBefore = 3
  expect(await names(ada)).toEqual([])
  backend.asked()
  page.uploads.resume([id])
  await page.until(id, 'done')
  expect(count(backend.asked(), 'UploadPart')).toBeLessThanOrEqual(sentBefore)
  expect(await isSame(ada, 'big.bin', bytes)).toBe(true)
})

test('cancelled, nothing stays behind', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const page = open(ada)
  const id = page.add('big.bin', bigFile())
  backend.watch((operation) => {
    if (operation === 'UploadPart') page.uploads.cancel([id])
  })
  await page.until(id, 'cancelled')
  await eventually(async () => expect(await unfinishedUploads(backend)).toBe(0))
  expect(await names(ada)).toEqual([])
  expect(ada.tab.local.get('uploads')).toBeNull()
})

test('after a reload the same file goes on where it was', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const before = open(ada)
  let parts = 0
  backend.watch((operation) => {
    if (operation === 'UploadPart' && (parts += 1) === 3) before.uploads.close()
  })
  before.add('big.bin', bigFile())
  await eventually(() => expect(parts).toBe(3))
  await eventually(async () => expect(await unfinishedUploads(backend)).toBe(1))
  // As if the first part had made it before the page went away.
  const kept = JSON.parse(ada.tab.local.get('uploads') ?? '[]') as { id: string }[]
  const upload = { path: 'big.bin', id: kept[0]?.id ?? '' }
  const first = bigFile().slice(0, partSize)
  await ada.files.sendPart(upload, 1, first, await checksumOf(first), {})
  const arrived = (await ada.files.partsOf(upload)).size
  backend.asked()
  const after = open(ada)
  await after.until(after.add('big.bin', bigFile()), 'done')
  const asked = backend.asked()
  expect(count(asked, 'CreateMultipartUpload')).toBe(0)
  expect(count(asked, 'UploadPart')).toBe(3 - arrived)
  expect(await isSame(ada, 'big.bin', bytes)).toBe(true)
})

test('a file that only looks the same is not mixed with the other', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const upload = await ada.files.begin('big.bin', '')
  const other = new Blob([new Uint8Array(partSize)])
  await ada.files.sendPart(upload, 1, other, await checksumOf(other), {})
  const begun = {
    owner: ada.identityId,
    path: 'big.bin',
    size: bytes.length,
    modified: modified.lastModified,
    id: upload.id,
    at: ada.tab.now(),
  }
  ada.tab.local.set('uploads', JSON.stringify([begun]))
  const { add, until } = open(ada)
  backend.asked()
  await until(add('big.bin', bigFile()), 'done')
  expect(count(backend.asked(), 'UploadPart')).toBe(3)
  expect(await isSame(ada, 'big.bin', bytes)).toBe(true)
})

test('an upload that S3 has dropped is begun anew', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const upload = await ada.files.begin('big.bin', '')
  await ada.files.abort(upload)
  const begun = { owner: ada.identityId, path: 'big.bin', size: bytes.length, id: upload.id }
  ada.tab.local.set(
    'uploads',
    JSON.stringify([{ ...begun, modified: modified.lastModified, at: ada.tab.now() }]),
  )
  const { add, until } = open(ada)
  await until(add('big.bin', bigFile()), 'done')
  expect(await isSame(ada, 'big.bin', bytes)).toBe(true)
})

test.each([
  ['small', () => small('new')],
  ['large', () => bigFile()],
])('a %s file does not replace what is there unless told to', async (_, make) => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await put(ada, 'a.txt', 'old')
  const { add, until, uploads, items } = open(ada)
  const id = add('a.txt', make())
  await until(id, 'conflict')
  expect(await (await ada.files.read('a.txt')).text()).toBe('old')
  const skipped = add('a.txt', make(), 'skip')
  await until(skipped, 'skipped')
  const both = add('a.txt', make(), 'keep-both')
  await until(both, 'done')
  expect(items.get(both)?.path).toBe('a (1).txt')
  const third = add('a.txt', make(), 'keep-both')
  await until(third, 'done')
  expect(items.get(third)?.path).toBe('a (2).txt')
  uploads.resolve([id], 'replace')
  await until(id, 'done')
  expect((await ada.files.read('a.txt')).size).toBe(make().size)
  expect(await names(ada)).toEqual(['a (1).txt', 'a (2).txt', 'a.txt'])
  expect(await unfinishedUploads(backend)).toBe(0)
})

test('what was replaced is brought back, unless it was changed again', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  await put(ada, 'a.txt', 'old')
  const { add, until, uploads, items } = open(ada)
  const replace = async (file: File) => {
    const id = add('a.txt', file)
    await until(id, 'conflict')
    uploads.resolve([id], 'replace')
    await until(id, 'done')
    return { path: 'a.txt', version: items.get(id)?.replacement ?? '' }
  }
  const content = async () => (await ada.files.read('a.txt')).text()
  const first = await replace(small('new'))
  expect(await ada.files.revert([first])).toMatchObject({ done: 1, failed: [] })
  expect(await content()).toBe('old')
  const large = await replace(bigFile())
  const changed = { done: 0, failed: [{ path: 'a.txt', code: 'changed-since' }] }
  // It is not the newest any more.
  expect(await ada.files.revert([first])).toMatchObject(changed)
  backend.watch(async (operation) => {
    if (operation === 'CopyObject') await ada.files.put('a.txt', blob('last'), { replace: true })
  })
  expect(await ada.files.revert([large])).toMatchObject(changed)
  expect(await content()).toBe('last')
  const fresh = add('b.txt', small('b'))
  await until(fresh, 'done')
  expect(items.get(fresh)?.replacement).toBeUndefined()
})

test('what another tab wrote meanwhile is not overwritten at the end either', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const { add, until, uploads } = open(ada)
  let isFirst = true
  backend.watch(async (operation) => {
    if (operation !== 'CompleteMultipartUpload' || !isFirst) return
    isFirst = false
    await put(ada, 'big.bin', 'other tab')
  })
  const id = add('big.bin', bigFile())
  await until(id, 'conflict')
  expect(await (await ada.files.read('big.bin')).text()).toBe('other tab')
  backend.asked()
  uploads.resolve([id], 'replace')
  await until(id, 'done')
  // All of it was there already.
  expect(count(backend.asked(), 'UploadPart')).toBe(0)
})

test('a network that comes and goes is waited for', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const page = open(ada)
  backend.fail('PutObject', 'drop', 5)
  await page.until(page.add('a.txt', small('hello')), 'done')
  page.setOnline(false)
  const id = page.add('b.txt', small('hello', 'b.txt'))
  await page.until(id, 'offline')
  page.setOnline(true)
  await page.until(id, 'done')
  expect(await names(ada)).toEqual(['a.txt', 'b.txt'])
})

test('what fails for good says why, and can be tried again', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const page = open(ada)
  backend.fail('PutObject', 'error', 21)
  const id = page.add('a.txt', small('hello'))
  await page.until(id, 'failed')
  expect(page.items.get(id)).toMatchObject({ code: 'server', sent: 0 })
  page.uploads.resume([id])
  await page.until(id, 'done')
})

test('an upload outlives its credentials and its tokens', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const { add, until } = open(ada)
  let parts = 0
  backend.watch((operation) => {
    if (operation !== 'UploadPart' || (parts += 1) !== 1) return
    backend.clock.advance(3600)
    ada.browser.advance(3600)
  })
  // Four parts are under way at once; the fifth and later need new ones.
  const long = new Uint8Array(4 * partSize + 1)
  await until(add('big.bin', bigFile(long)), 'done')
  const asked = backend.asked()
  expect(count(asked, 'GetCredentialsForIdentity')).toBe(1)
  expect(count(asked, 'GetTokensFromRefreshToken')).toBe(1)
})

test('whoever signs out uploads no more', async () => {
  const backend = await startFiles()
  const ada = await signIn(backend)
  const page = open(ada)
  page.setOnline(false)
  const id = page.add('a.txt', small('hello'))
  await page.until(id, 'offline')
  page.uploads.close()
  await ada.engine.signOut()
  backend.asked()
  page.setOnline(true)
  expect(page.uploads.isBusy()).toBe(false)
  expect(backend.asked()).toEqual([])
})
