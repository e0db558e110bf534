import { waitFor } from '@testing-library/dom'
import { expect, test } from 'vitest'

import { put } from '#test/src/aws/file-store/files-support.ts'
import { openApp } from '#test/support/services.ts'
import {
  alertSays,
  choose,
  closeDialog,
  dialog,
  expectRows,
  file,
  heading,
  pick,
  press,
  says,
  startFilesPage,
} from './files-page.tsx'

const refusal = 'The storage refused: you do not have the right to do this.'

test('who may not list is told so, and can ask again', async () => {
  const { open } = await startFilesPage({ without: 'ListOwnFiles' })
  await open()
  await says('You may not open this folder')
  await press('Try again')
  await says('The storage refused. Access may have changed')
  expect(document.querySelector('[role=grid]')).toBeNull()
})

test('who may list and no more is told so, whatever is asked', async () => {
  const { backend, ada, open } = await startFilesPage({ without: 'OwnFiles' })
  await backend.seed(ada.identityId, ['a.txt', 'b.png', 'to/c.txt'], 'content')
  const { user } = await open()
  await expectRows('to', 'a.txt', 'b.png')
  await press('a.txt')
  await alertSays(refusal)
  await closeDialog()
  await choose('a.txt', 'Delete')
  await press('Delete')
  await alertSays(`a.txt: ${refusal}`)
  await press('Dismiss')
  await choose('b.png', 'Copy to…')
  await press('to')
  await press('Here')
  await alertSays(`b.png: ${refusal}`)
  await press('Dismiss')
  await press('New folder')
  await waitFor(() => dialog())
  const name = dialog().getByRole<HTMLInputElement>('textbox', { hidden: true })
  await user.type(name, 'new')
  await press('Create folder')
  await waitFor(() => expect(dialog().getAllByText(refusal)).not.toHaveLength(0))
  await press('Cancel')
  pick(file('mine.txt'))
  await says(refusal)
  await expectRows('to', 'a.txt', 'b.png')
})

test('signing out in another tab takes files, uploads and credentials away from this one', async () => {
  const { backend, ada, open } = await startFilesPage()
  await put(ada, 'secret.txt')
  const { store } = await open()
  await expectRows('secret.txt')
  backend.asked()
  const other = await openApp(backend, ada.browser.openTab()).services.engine()
  await other.signOut()
  await waitFor(() => expect(heading().textContent).not.toBe('Files'))
  expect(document.body.textContent).not.toContain('secret.txt')
  expect(JSON.stringify(store.getState())).not.toContain('secret.txt')
  expect(backend.asked().filter((operation) => /Object|Credentials/.test(operation))).toEqual([])
})
