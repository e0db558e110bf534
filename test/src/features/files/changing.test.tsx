import { waitFor } from '@testing-library/dom'
import { expect, test } from 'vitest'

import { put } from '#test/src/aws/file-store/files-support.ts'
import {
  alertSays,
  choose,
  dialog,
  expectRows,
  press,
  pressItem,
  row,
  says,
  selected,
  startFilesPage,
} from './files-page.tsx'

async function withFiles(...names: readonly string[]) {
  const started = await startFilesPage()
  for (const name of names) await put(started.ada, name)
  const { user } = await started.open()
  await expectRows(...names.map((name) => name.replace(/\/.*/, '')))
  return { ...started, user }
}

test('selecting as in a file manager: control, shift, space, and all of it', async () => {
  const { user } = await withFiles('a', 'b', 'c', 'd')
  await user.click(row('b'))
  expect(selected()).toEqual(['b'])
  await user.keyboard('{Control>}')
  await user.click(row('d'))
  await user.click(row('a'))
  await user.keyboard('{/Control}')
  expect(selected()).toEqual(['a', 'b', 'd'])
  await says('3 items selected')
  await user.keyboard('{Shift>}')
  await user.click(row('c'))
  await user.keyboard('{/Shift}')
  expect(selected()).toEqual(['a', 'b', 'c'])
  await user.keyboard('{ArrowUp}{ }')
  expect(selected()).toEqual(['a', 'c'])
  await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
  expect(selected()).toEqual(['b', 'c', 'd'])
  await user.keyboard('{Control>}a{/Control}')
  expect(selected()).toEqual(['a', 'b', 'c', 'd'])
  await user.keyboard('{Escape}')
  expect(selected()).toEqual([])
  expect(document.activeElement).toBe(row('d'))
})

test('by touch: a tap on the checkbox adds, one on the name opens', async () => {
  const { user } = await withFiles('a.txt', 'b.txt')
  const tap = (target: Element) => user.pointer({ keys: '[TouchA]', target })
  for (const name of ['a.txt', 'b.txt'])
    await tap(row(name).querySelector('[type=checkbox]') ?? row(name))
  expect(selected()).toEqual(['a.txt', 'b.txt'])
  await tap(row('a.txt').querySelector('button') ?? row('a.txt'))
  await waitFor(() => expect(dialog().getByText('a.txt', { selector: 'pre' })).toBeTruthy())
})

test('what is deleted comes back, even where Stop came too late', async () => {
  const { backend, ada, user } = await withFiles('a', 'b', 'c')
  await user.click(row('b'))
  await user.keyboard('{Delete}')
  const letGo = backend.hold('DeleteObjects')
  await press('Delete')
  await press('Stop')
  letGo()
  await says('1 file deleted')
  await expectRows('a', 'c')
  await press('Undo')
  await says('1 file brought back')
  await expectRows('a', 'b', 'c')
  expect(await (await ada.files.read('b')).text()).toBe('b')
})

test('what is back already is not brought back, which is said', async () => {
  const { ada } = await withFiles('a', 'b')
  await choose('b', 'Delete')
  await press('Delete')
  await expectRows('a')
  await put(ada, 'b', 'of another tab')
  await press('Undo')
  await says('There was nothing left to do.')
  await expectRows('a', 'b')
  expect(await (await ada.files.read('b')).text()).toBe('of another tab')
})

test('what fails is said file by file, and the rest is done', async () => {
  const { ada, user } = await withFiles('a', 'b', 'c')
  await ada.files.makeFolder('to/')
  await put(ada, 'to/b', 'other')
  await press('Refresh')
  await expectRows('to', 'a', 'b', 'c')
  await user.click(row('a'))
  await user.keyboard('{Shift>}{End}{/Shift}')
  await press('More actions')
  await pressItem('Move to…')
  await press('to')
  await press('Here')
  await alertSays('1 file could not be changed')
  await alertSays('b: Something of this name is there already.')
  await expectRows('to', 'b')
  expect(await (await ada.files.read('to/b')).text()).toBe('other')
})

test('deleting that is stopped half way says how far it came, and is undone', async () => {
  const { backend, ada, open } = await startFilesPage()
  const names = Array.from({ length: 1001 }, (_, index) => `many/${index}`)
  await backend.seed(ada.identityId, names)
  await open()
  await expectRows('many')
  await choose('many', 'Delete')
  let pages = 0
  const letGo = backend.hold('ListObjectsV2', () => (pages += 1) === 2)
  await press('Delete')
  await says('1000 of 1000')
  await press('Stop')
  await says('Stopped: 1000 files deleted')
  letGo()
  expect(await ada.files.everything()).toHaveLength(1)
  await press('Undo')
  await says(/Bringing back…[^\d]*[1-9]\d* of 1000/)
  await press('Stop')
  await says(/Stopped: \d+ files? brought back/)
  const [, count] = /Stopped: (\d+) files? brought/.exec(document.body.textContent) ?? []
  expect(await ada.files.everything()).toHaveLength(1 + Number(count))
})

test('moving that is stopped leaves no file in two places, and says how many were moved', async () => {
  const names = Array.from({ length: 9 }, (_, index) => `${index}`)
  const { backend, ada, user } = await withFiles(...names)
  await ada.files.makeFolder('to/')
  await press('Refresh')
  await expectRows('to', ...names)
  await user.click(row('0'))
  await user.keyboard('{Shift>}{End}{/Shift}')
  await press('More actions')
  await pressItem('Move to…')
  await press('to')
  const letGo = backend.hold('CopyObject')
  await press('Here')
  await press('Stop')
  letGo()
  await says('Stopped: 6 files moved')
  await expectRows('to', '6', '7', '8')
  expect(await ada.files.everything()).toHaveLength(1 + 9)
})

test('what is stopped before it began says so', async () => {
  const { backend, ada } = await withFiles('f/a')
  const letGo = backend.hold('ListObjectsV2', () => true)
  await choose('f', 'Delete')
  await press('Delete')
  await press('Stop')
  letGo()
  await says('Stopped before anything was changed.')
  expect(await ada.files.everything()).toHaveLength(1)
})
