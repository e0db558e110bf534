import { expect, test } from 'vitest'
import type { Entry } from '#src/aws/file-store/listing.ts'
import { inNameOrder } from '#src/features/files/name-order.ts'
import { arrange, find } from '#src/features/files/view.ts'

const file = (name: string, size = 0, modified = 0): Entry => ({
  kind: 'file',
  path: name,
  name,
  size,
  modified,
})
const folder = (name: string): Entry => ({ kind: 'folder', path: `${name}/`, name })
const all = [file('b10', 1, 3), file('b9', 3, 1), folder('z'), file('Ä', 2, 2), folder('a')]
const page = (entries: readonly Entry[]) => ({ entries, next: undefined })
const byName = inNameOrder([page(all)], 'en')
const names = (...[sort, filter = '']: [Parameters<typeof arrange>[1], string?]) =>
  arrange(find(byName, filter), sort).map(({ name }) => name)

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

test('a filter is text and no pattern', () => {
  const odd = [file('a.b'), file('axb'), file('(1) [2] ^$*+?|\\{}/-')]
  const found = (filter: string) =>
    arrange(find(odd, filter), { by: 'name', descending: false }).map(({ name }) => name)
  expect(found('a.b')).toEqual(['a.b'])
  expect(found('(1) [2] ^$*+?|\\{}/-')).toEqual(['(1) [2] ^$*+?|\\{}/-'])
})

test.each([false, true])('what is equal keeps the order of names, descending: %j', (descending) => {
  const some = ['a', 'b', 'c', 'd'].map((name, index) => file(name, index % 2))
  const sorted = arrange(find(some, ''), { by: 'size', descending }).map(({ name }) => name)
  expect(sorted).toEqual(descending ? ['b', 'd', 'a', 'c'] : ['a', 'c', 'b', 'd'])
})

test('pages that come, change and go leave the same order as sorting all of them', () => {
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
  const sorted = (pages: readonly ReturnType<typeof page>[]) =>
    pages.flatMap(({ entries }) => entries.map(({ name }) => name)).toSorted(compare)
  const some = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => file(`f${((from + index) * 7919) % 1000}`))
  let pages = [page(some(0, 50))]
  const steps: readonly (() => typeof pages)[] = [
    () => [...pages, page(some(50, 50))],
    () => [...pages, page([file('a'), folder('f500'), file('zz')])],
    // One replaced in the middle, most of its entries the same.
    () => pages.with(1, page([...(pages[1]?.entries.slice(5) ?? []), file('between')])),
    () => pages.slice(1),
    () => [page(some(200, 30))],
    () => [],
  ]
  for (const step of steps) {
    pages = step()
    const found = inNameOrder(pages, 'en')
    expect(found.map(({ name }) => name)).toEqual(sorted(pages))
    expect(inNameOrder(pages, 'en')).toEqual(found)
  }
  expect(inNameOrder([page([file('ö'), file('z')])], 'sv').map(({ name }) => name)).toEqual([
    'z',
    'ö',
  ])
})
