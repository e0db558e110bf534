import { waitFor } from '@testing-library/dom'
import { expect, test } from 'vitest'

import { openFiles } from '#src/features/files/files-services.ts'
import { codeOf, put } from '#test/src/aws/file-store/files-support.ts'
import { openApp } from '#test/support/services.ts'
import {
  alertSays,
  choose,
  closeDialog,
  dialog,
  expectRows,
  file,
  heading,
  isAsked,
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
  const letGo = backend.hold('PutObject')
  backend.asked()
  pick(file('under way.txt'))
  await says('0 of 1 uploaded')
  await waitFor(() => expect(backend.asked()).toContain('PutObject'))
  expect(isAsked()).toBe(true)
  const other = await openApp(backend, ada.browser.openTab()).services.engine()
  await other.signOut()
  await waitFor(() => expect(heading().textContent).not.toBe('Files'))
  expect(document.body.textContent).not.toContain('secret.txt')
  expect(JSON.stringify(store.getState())).not.toContain('secret.txt')
  expect(backend.asked().filter((operation) => /Object|Credentials/.test(operation))).toEqual([])
  expect(isAsked()).toBe(false)
  letGo()
})

test('the next person on the same page is not taken for the one before', async () => {
  const { backend, ada, open } = await startFilesPage()
  const { services } = await open()
  await says('Nothing here yet')
  const before = await openFiles(services)
  expect(before.owner).toBe(ada.identityId)
  const { signOut, signIn } = await services.engine()
  await signOut()
  await signIn.withPassword({ ...backend.make('confirmed'), keep: true })
  const after = await openFiles(services)
  expect(after.owner).not.toBe(ada.identityId)
})

test('what one person opened is of no use to the next, and not in their way', async () => {
  const { backend, ada } = await startFilesPage()
  const { services } = openApp(backend, ada.browser.openTab())
  const { signIn, session } = await services.engine()
  const before = await openFiles(services)
  await signIn.withPassword({ ...backend.make('confirmed'), keep: true })
  expect(await codeOf(before.files.list(''))).toBe('signed-out')

  const letGo = backend.hold('GetCredentialsForIdentity')
  backend.asked()
  const opening = openFiles(services)
  await waitFor(() => expect(backend.asked()).toContain('GetCredentialsForIdentity'))
  await signIn.withPassword({ ...backend.make('confirmed'), keep: true })
  const theirs = openFiles(services)
  letGo()
  expect(await codeOf(opening)).toBe('signed-out')
  const { files, owner } = await theirs
  expect(await codeOf(files.list(''))).toBe('no error')
  expect(owner).not.toBe(before.owner)
  expect(session.snapshot().status).toBe('signed-in')
  expect(await openFiles(services)).toBe(await theirs)
})

test('a change that is under way ends with the session', async () => {
  const { backend, ada, open } = await startFilesPage()
  await backend.seed(ada.identityId, ['many/a', 'many/b', 'to/c'])
  const { services } = await open()
  await expectRows('many', 'to')
  const letGo = backend.hold('ListObjectsV2')
  await choose('many', 'Delete')
  await press('Delete')
  await says('Deleting…')
  const { running } = await openFiles(services)
  const [control] = await waitFor(() => {
    expect(running.size).toBe(1)
    return [...running.values()]
  })
  await (await services.engine()).signOut()
  expect(control?.signal.aborted).toBe(true)
  letGo()
})
