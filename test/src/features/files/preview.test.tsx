import { fireEvent, waitFor } from '@testing-library/dom'
import { expect, onTestFinished, test, vi } from 'vitest'

import { put, takeAway } from '#test/src/aws/file-store/files-support.ts'
import {
  alertSays,
  closeDialog,
  dialog,
  expectRows,
  press,
  says,
  startFilesPage,
} from './files-page.tsx'

const shown = <T extends HTMLElement>(selector: string) =>
  waitFor(() => {
    const element = document.querySelector<T & { readonly src: string }>(`dialog ${selector}`)
    if (!element?.src) throw new Error(`no ${selector} is shown`)
    return element
  })

test('media and PDFs are read in the bucket by the browser itself, under their own type', async () => {
  vi.stubGlobal('navigator', Object.create(navigator, { pdfViewerEnabled: { value: true } }))
  const { backend, ada, open } = await startFilesPage()
  const kinds = [
    ['film.mp4', 'video', 'video/mp4'],
    ['paper.pdf', 'iframe', 'application/pdf'],
    ['picture.png', 'img', 'image/png'],
    ['song.mp3', 'audio', 'audio/mpeg'],
  ] as const
  const bomb = new Blob(['<script>1</script>'], { type: 'text/html' })
  for (const [name] of kinds) await ada.files.put(name, bomb, { replace: false, type: 'text/html' })
  await open()
  for (const [name, tag, type] of kinds) {
    await press(name)
    const { src } = await shown(tag)
    const address = new URL(src)
    // Another origin, in which nothing of the app's can be reached.
    expect(address.origin).toBe(backend.config.endpoints?.s3)
    expect(address.origin).not.toBe(location.origin)
    const response = await fetch(src, { headers: { range: 'bytes=1-6' } })
    const { status, headers } = response
    expect([status, headers.get('content-type'), await response.text()]).toEqual([
      206,
      type,
      'script',
    ])
    await closeDialog()
  }
})

test('text is text, whatever it was uploaded as, and a long one only its beginning', async () => {
  const { ada, open } = await startFilesPage()
  const page = '<script>document.title = "run"</script>'
  await ada.files.put('page.html', new Blob([page]), { replace: false, type: 'text/html' })
  await put(ada, 'long.txt', 'x'.repeat(1024 ** 2 + 1))
  await put(ada, 'empty.txt', '')
  await put(ada, 'archive.zip')
  await open()
  await press('page.html')
  await waitFor(() => expect(document.querySelector('pre')?.textContent).toBe(page))
  await closeDialog()
  await press('long.txt')
  await says('Only the beginning is shown')
  expect(document.querySelector('pre')?.textContent).toHaveLength(1024 ** 2)
  await closeDialog()
  await press('empty.txt')
  await says('This file is empty')
  await closeDialog()
  await press('archive.zip')
  await says('There is no preview for this kind of file')
})

test('a browser without a reader of PDFs says so', async () => {
  vi.stubGlobal('navigator', Object.create(navigator, { pdfViewerEnabled: { value: false } }))
  const { ada, open } = await startFilesPage()
  await put(ada, 'paper.pdf')
  await open()
  await press('paper.pdf')
  await says('This browser shows no PDFs')
  expect(document.querySelector('dialog iframe')).toBeNull()
})

test('a film that outlives its address goes on where it was with another', async () => {
  const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue()
  const { backend, ada, open } = await startFilesPage()
  await put(ada, 'film.mp4')
  await open()
  await press('film.mp4')
  const video = await shown<HTMLVideoElement>('video')
  const { src } = video
  video.currentTime = 42
  backend.clock.advance(3601)
  ada.browser.advance(3601)
  expect((await fetch(src)).status).toBe(403)
  fireEvent.error(video)
  await waitFor(() => expect(video.src).not.toBe(src))
  expect((await fetch(video.src)).status).toBe(200)
  video.currentTime = 0
  fireEvent.loadedMetadata(video)
  expect(video.currentTime).toBe(42)
  expect(play).toHaveBeenCalledOnce()
  // Broken at the same place again, it is not the address.
  fireEvent.error(video)
  await alertSays('This browser cannot show it')
})

test('what cannot be shown says why, and is asked for again', async () => {
  const { ada, open } = await startFilesPage()
  await put(ada, 'a.png')
  await put(ada, 'b.txt')
  await open()
  await expectRows('a.png', 'b.txt')
  await press('a.png')
  fireEvent.error(await shown('img'))
  await alertSays('This browser cannot show it')
  await closeDialog()
  const { removal } = await takeAway(ada, 'b.txt')
  await press('b.txt')
  await alertSays('It is not there any more')
  await ada.files.restore(removal)
  await press('Try again')
  await waitFor(() => expect(dialog().getByText('b.txt', { selector: 'pre' })).toBeTruthy())
})

test('where settings forbid links, the file comes into memory and leaves it', async () => {
  const held = new Map<string, Blob>()
  Object.assign(URL, {
    createObjectURL: (blob: Blob) => {
      held.set('blob:1', blob)
      return 'blob:1'
    },
    revokeObjectURL: (address: string) => held.delete(address),
  })
  onTestFinished(() => {
    Reflect.deleteProperty(URL, 'createObjectURL')
    Reflect.deleteProperty(URL, 'revokeObjectURL')
  })
  const { ada, open } = await startFilesPage({ shareLinks: false })
  await ada.files.put('a.png', new Blob(['x']), { replace: false, type: 'text/html' })
  await open()
  await press('a.png')
  expect((await shown('img')).src).toBe('blob:1')
  expect(held.get('blob:1')?.type).toBe('image/png')
  await closeDialog()
  await waitFor(() => expect(held.size).toBe(0))
})
