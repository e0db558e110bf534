import { fireEvent, waitFor } from '@testing-library/dom'
import { expect, onTestFinished, test, vi } from 'vitest'

import { put } from '#test/src/aws/file-store/files-support.ts'
import {
  alertSays,
  button,
  expectRows,
  file,
  isAsked,
  pick,
  press,
  rows,
  says,
  startFilesPage,
} from './files-page.tsx'

/** As browsers describe what is dropped: files by themselves, folders to be walked through. */
const fileEntry = (dropped: File) => ({
  isFile: true,
  name: dropped.name,
  file: (resolve: (file: File) => void) => resolve(dropped),
})
const folderEntry = (name: string, ...batches: readonly object[][]) => ({
  isFile: false,
  name,
  createReader() {
    const left = [...batches]
    return { readEntries: (resolve: (some: object[]) => void) => resolve(left.shift() ?? []) }
  },
})

function bring(type: string, entries: readonly object[]) {
  const items = entries.map((entry) => ({
    kind: 'file',
    webkitGetAsEntry: () => (entry instanceof File ? null : entry),
    getAsFile: () => entry,
  }))
  const data = { types: ['Files'], items, files: entries }
  const event = new Event(type, { bubbles: true, cancelable: true })
  Object.assign(event, { dataTransfer: data, clipboardData: data })
  fireEvent(document.body, event)
  return event
}

/** The browser says that there is no network, until it is called. */
function disconnect() {
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  onTestFinished(() => onLine.mockRestore())
  return () => {
    onLine.mockReturnValue(true)
    window.dispatchEvent(new Event('online'))
  }
}

test('a folder that is dropped comes with all it holds, in as many readings as it takes', async () => {
  const { ada, open } = await startFilesPage()
  await open()
  await says('Nothing here yet')
  bring('dragenter', [])
  await says('Drop to upload to My files')
  const inner = folderEntry('inner', [fileEntry(file('c.txt'))])
  const dropped = bring('drop', [
    folderEntry('photos', [fileEntry(file('a.txt'))], [fileEntry(file('b.txt')), inner]),
    fileEntry(file('beside.txt')),
  ])
  expect(dropped.defaultPrevented).toBe(true)
  await expectRows('photos', 'beside.txt')
  await waitFor(async () => {
    const all = await ada.files.everything()
    expect(all.map(({ name }) => name).toSorted()).toEqual([
      'beside.txt',
      'photos/a.txt',
      'photos/b.txt',
      'photos/inner/c.txt',
    ])
  })
})

test('what is pasted is uploaded; text that is pasted is none of the page’s business', async () => {
  const { open } = await startFilesPage()
  await open('/files/notes/')
  await says('Nothing here yet')
  expect(bring('paste', []).defaultPrevented).toBe(false)
  expect(bring('paste', [file('image.png', 'x', 'image/png')]).defaultPrevented).toBe(true)
  await expectRows('image.png')
})

test('what settings do not allow is refused, each with the reason, and the rest goes on', async () => {
  const limits = { maxFileBytes: 10, maxFiles: 2, types: ['.txt', 'image/*'] }
  const { open } = await startFilesPage({ limits })
  await open()
  await says('Nothing here yet')
  pick(
    file('long.txt', 'x'.repeat(11)),
    file('a.exe', 'x', 'application/x-msdownload'),
    file('a.txt'),
    file('b.png', 'x', 'image/png'),
    file('c.txt'),
  )
  await alertSays('3 files not uploaded')
  await alertSays('long.txt: larger than 10 bytes')
  await alertSays('a.exe: only these types are accepted: .txt, image/*')
  await alertSays('c.txt: a folder takes at most 2 files at a time')
  await expectRows('a.txt', 'b.png')
})

test('leaving is asked about while uploads run, and only then', async () => {
  const { backend, open } = await startFilesPage()
  await open()
  await says('Nothing here yet')
  expect(isAsked()).toBe(false)
  const letGo = backend.hold('PutObject')
  pick(file('a.txt'))
  await says('0 of 1 uploaded')
  expect(isAsked()).toBe(true)
  letGo()
  await says('1 file uploaded')
  expect(isAsked()).toBe(false)
})

test('an upload is paused, resumed and cancelled; the rest goes on', async () => {
  const { ada, open } = await startFilesPage()
  const connect = disconnect()
  await open()
  await says('Nothing here yet')
  pick(file('a.txt'), file('b.txt'), file('c.txt'))
  await press('Pause a.txt')
  await press('Cancel b.txt')
  connect()
  await expectRows('c.txt')
  await press('Resume a.txt')
  await expectRows('a.txt', 'c.txt')
  expect((await ada.files.everything()).map(({ name }) => name)).toEqual(['a.txt', 'c.txt'])
})

test('what failed says why, and is tried again', async () => {
  const { open } = await startFilesPage()
  await open()
  await says('Nothing here yet')
  const moved = file('a.txt')
  vi.spyOn(moved, 'arrayBuffer').mockRejectedValueOnce(new DOMException('', 'NotFoundError'))
  pick(moved)
  await says('The file on your device was changed or removed since you chose it')
  await press('Try a.txt again')
  await expectRows('a.txt')
})

test('offline it waits, says so, and goes on by itself', async () => {
  const { open } = await startFilesPage()
  await open()
  await says('Nothing here yet')
  const connect = disconnect()
  pick(file('a.txt'))
  await says('Waiting for the network')
  expect(rows()).toEqual([])
  connect()
  await expectRows('a.txt')
})

test('a taken name: keep both, skip, replace, and what was replaced is brought back', async () => {
  const { ada, open } = await startFilesPage()
  await put(ada, 'a.txt', 'old')
  await open()
  await expectRows('a.txt')
  const content = async () => (await ada.files.read('a.txt')).text()
  const again = async (answer: string) => {
    pick(file('a.txt', 'new'))
    await says('1 name is taken already')
    await press(answer)
  }
  await again('Keep both')
  await expectRows('a (1).txt', 'a.txt')
  await again('Skip')
  await waitFor(() => button('Clear the list'))
  expect(await content()).toBe('old')
  await again('Replace')
  await says('1 file replaced')
  expect(await content()).toBe('new')
  await press('Undo')
  await says('1 file brought back')
  expect(await content()).toBe('old')
})

test('a name that another tab took meanwhile is not overwritten unseen', async () => {
  const { backend, ada, open } = await startFilesPage()
  await open()
  await says('Nothing here yet')
  let isFirst = true
  backend.watch(async (operation) => {
    if (operation !== 'PutObject' || !isFirst) return
    isFirst = false
    await put(ada, 'a.txt', 'of the other tab')
  })
  pick(file('a.txt', 'mine'))
  await says('1 name is taken already')
  expect(await (await ada.files.read('a.txt')).text()).toBe('of the other tab')
})
