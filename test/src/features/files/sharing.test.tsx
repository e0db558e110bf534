import { fireEvent, waitFor } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'

import { put } from '#test/src/aws/file-store/files-support.ts'
import { choose, dialog, expectRows, press, says, startFilesPage } from './files-page.tsx'

const link = () => document.querySelector('dialog code')?.textContent ?? ''

test('a link has the lifetime that was chosen, says when it ends, and is copied', async () => {
  const { backend, ada, open } = await startFilesPage()
  await put(ada, 'a.txt')
  await open()
  await choose('a.txt', 'Share link')
  fireEvent.change(dialog().getByLabelText('The link works for'), { target: { value: '300' } })
  await press('Make the link')
  const end = new Intl.DateTimeFormat('en', { timeStyle: 'short' })
  const times = [299, 300, 301].map((after) => end.format(ada.tab.now() + after * 1000))
  await says(/Works until/)
  expect(times.some((time) => dialog().queryByText(`Works until ${time}`))).toBe(true)
  expect(document.activeElement).toBe(dialog().getByRole('button', { name: 'Copy the link' }))
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  await press('Copy the link')
  expect(copied).toHaveBeenCalledExactlyOnceWith(link())
  backend.clock.advance(200)
  const alive = await fetch(link())
  expect(await alive.text()).toBe('a.txt')
  expect(alive.headers.get('content-disposition')).toContain('attachment')
  backend.clock.advance(101)
  expect((await fetch(link())).status).toBe(403)
  // Another lifetime is another link.
  fireEvent.change(dialog().getByLabelText('The link works for'), { target: { value: '3600' } })
  await waitFor(() => expect(link()).toBe(''))
})

test('where settings forbid links there is none to be made', async () => {
  const { ada, open } = await startFilesPage({ shareLinks: false })
  await put(ada, 'a.txt')
  await open()
  await expectRows('a.txt')
  await press('Actions for a.txt')
  const items = () =>
    [...document.querySelectorAll('[role=menuitem]')].map(({ textContent }) => textContent)
  await waitFor(() => expect(items()).toContain('Download'))
  expect(items()).not.toContain('Share link')
  await userEvent.keyboard('{Escape}')
})
