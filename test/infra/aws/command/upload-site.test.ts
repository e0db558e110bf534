import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'

import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { uploadSite } from '#infra/aws/command/upload-site.ts'
import { startAws } from '#test/support/aws.ts'

let dist = ''
let bucket = ''
let s3: S3Client
let aws: Awaited<ReturnType<typeof startAws>>
/** What was put, in the order in which it arrived. */
let arrivals: string[] = []

beforeEach(async () => {
  arrivals = []
  aws = await startAws({
    wrap: (handler) => (request) => {
      if (request.method === 'PUT') arrivals.push(request.path.split('/').slice(2).join('/'))
      return handler(request)
    },
  })
  bucket = aws.aws.stack().outputs['SiteBucket'] ?? ''
  s3 = new S3Client({
    region: aws.config.region,
    endpoint: aws.origin,
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  dist = await mkdtemp(join(tmpdir(), 'dist-'))
})
afterEach(async () => {
  s3.destroy()
  await aws.close()
  await rm(dist, { recursive: true })
})

async function build(files: Readonly<Record<string, string>>) {
  await rm(dist, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(dist, name)), { recursive: true })
    await writeFile(join(dist, name), content)
  }
}

const upload = (config: string) => uploadSite({ s3, bucket, dist, config })

async function read(Key: string) {
  const { Body, ContentType, CacheControl } = await s3.send(
    new GetObjectCommand({ Bucket: bucket, Key }),
  )
  return [await Body?.transformToString(), ContentType, CacheControl]
}

const html = 'text/html; charset=utf-8'
const script = 'text/javascript; charset=utf-8'
const forever = 'public, max-age=31536000, immutable'
const first = {
  'index.html': 'home 1',
  'sign-in/index.html': 'sign in 1',
  'app.html': 'shell 1',
  'favicon.svg': '<svg/>',
  'assets/index-aaaa.js': 'one',
  'assets/style-bbbb.css': 'p{}',
  'config.json': 'a developer’s own',
}

test('every file is typed, hashed ones for good and the others to be asked for each time', async () => {
  await build(first)
  expect(await upload('{"appName":"Test"}')).toEqual({ uploaded: 7, kept: 0 })
  expect(await read('assets/index-aaaa.js')).toEqual(['one', script, forever])
  expect(await read('assets/style-bbbb.css')).toEqual(['p{}', 'text/css; charset=utf-8', forever])
  expect(await read('index.html')).toEqual(['home 1', html, 'no-cache'])
  expect(await read('sign-in/index.html')).toEqual(['sign in 1', html, 'no-cache'])
  expect(await read('favicon.svg')).toEqual(['<svg/>', 'image/svg+xml', 'no-cache'])
  expect(await read('config.json')).toEqual([
    '{"appName":"Test"}',
    'application/json; charset=utf-8',
    'no-cache',
  ])
})

test('what the build has compressed goes up compressed, and not twice', async () => {
  await build({ 'index.html': 'home', 'assets/index-aaaa.js': 'one' })
  await writeFile(join(dist, 'assets/index-aaaa.js.br'), brotliCompressSync('one'))
  expect(await upload('{}')).toEqual({ uploaded: 3, kept: 0 })
  const Key = 'assets/index-aaaa.js'
  const { Body, ...rest } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))
  expect(rest).toMatchObject({ ContentEncoding: 'br', ContentType: script, CacheControl: forever })
  const bytes = (await Body?.transformToByteArray()) ?? []
  expect(brotliDecompressSync(Buffer.from(bytes)).toString()).toBe('one')
  const page = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'index.html' }))
  expect(page.ContentEncoding).toBeUndefined()
})

test('pages come last, after everything they refer to', async () => {
  await build(first)
  await upload('{}')
  const kinds = arrivals.map((key) =>
    key.startsWith('assets/') ? 'asset' : key.endsWith('.html') ? 'page' : key,
  )
  expect(kinds).toEqual(['asset', 'asset', 'favicon.svg', 'config.json', 'page', 'page', 'page'])
})

test('a later build leaves the parts of open tabs, and sends no part twice', async () => {
  await build(first)
  await upload('{}')
  await build({
    'index.html': 'home 2',
    'assets/index-cccc.js': 'two',
    'assets/style-bbbb.css': 'p{}',
  })
  arrivals = []
  expect(await upload('{}')).toEqual({ uploaded: 3, kept: 2 })
  expect(arrivals).toEqual(['assets/index-cccc.js', 'config.json', 'index.html'])
  expect(await read('index.html')).toEqual(['home 2', html, 'no-cache'])
  expect(await read('assets/index-aaaa.js')).toEqual(['one', script, forever])
})
