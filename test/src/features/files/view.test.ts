import { expect, test } from 'vitest'
import type { Entry } from '#src/aws/file-store/listing.ts'
import { arrange } from '#src/features/files/view.ts'

const file = (name: string, size = 0, modified = 0): Entry => ({
  kind: 'file',
  path: name,
  name,
  size,
  modified,
})
const folder = (name: string): Entry => ({ kind: 'folder', path: `${name}/`, name })
const all = [file('b10', 1, 3), file('b9', 3, 1), folder('z'), file('Ä', 2, 2), folder('a')]
const names = (...[sort, filter = '']: [Parameters<typeof arrange>[1], string?]) =>
  arrange(all, sort, filter, 'en').map(({ name }) => name)

test.each([
  [{ by: 'name', descending: false }, ['a', 'z', 'Ä', 'b9', 'b10']],
  [{ by: 'name', descending: true }, ['z', 'a', 'b10', 'b9', 'Ä']],
  [{ by: 'size', descending: true }, ['z', 'a', 'b9', 'Ä', 'b10']],
  [{ by: 'modified', descending: false }, ['a', 'z', 'b9', 'Ä', 'b10']],
] as const)('%j', (sort, expected) => {
  // Folders keep the order of their names: they have neither size nor time.
  expect(names(sort)).toEqual(expected)
})

test('a filter looks for a part of the name, whatever its case', () => {
  expect(names({ by: 'name', descending: false }, ' B ')).toEqual(['b9', 'b10'])
})
