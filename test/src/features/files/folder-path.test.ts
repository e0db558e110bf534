import { expect, test } from 'vitest'
import { addressOf, ancestors, folderOf } from '#src/features/files/folder-path.ts'

test.each(['', 'a/', 'a/b c/', '50% #1?/&+/', '日本/🦊/', 'photos.old/', '%2f/'])(
  'the folder %j survives its address',
  (folder) => {
    const { pathname } = new URL(addressOf(folder), 'https://example.com')
    expect(folderOf(pathname)).toBe(folder)
  },
)

test.each([
  '/files/%',
  '/files/a%00/',
  '/files/a%2fb/',
  '/files/a//b/',
  `/files/${'a'.repeat(999)}`,
])('%s is no folder', (address) => expect(folderOf(address)).toBeUndefined())

test('the way to a folder', () => {
  expect(ancestors('a/b/')).toEqual([
    ['a', 'a/'],
    ['b', 'a/b/'],
  ])
  expect(ancestors('')).toEqual([])
})
