import { expect, test } from 'vitest'
import { checkFiles } from '#src/features/files/check-files.ts'

const limits = { maxFileBytes: 4, maxFiles: 3, types: [] as string[], shareLinks: true }
const file = (path: string, content = '', type = '') => ({
  file: new File([content], path.split('/').at(-1) ?? '', { type }),
  path,
})
const refused = (...args: Parameters<typeof checkFiles>) =>
  checkFiles(...args).refused.map(({ name, reason }) => `${name}: ${reason}`)

test('size, number and names are checked, and the rest goes on', () => {
  const chosen = [
    file('a', '1234'),
    file('b', '12345'),
    file('x/../c'),
    file('\u0001'),
    file('d'),
    file('n'.repeat(1000)),
  ]
  expect(refused(chosen, '', limits)).toEqual([
    'b: too-large',
    'x/../c: name',
    '\u0001: name',
    `${'n'.repeat(1000)}: name-too-long`,
  ])
  expect(checkFiles(chosen, '', limits).accepted.map(({ path }) => path)).toEqual(['a', 'd'])
  expect(refused([file('a'), file('b')], '', limits, 2)).toEqual(['b: too-many'])
})

test.each([
  [['image/*'], 'a.png', 'image/png', true],
  [['image/*'], 'a.png', 'text/html', false],
  [['.PDF'], 'a.pdf', '', true],
  [['.pdf'], 'a.pdf.exe', 'application/pdf', false],
  [['text/plain'], 'a.txt', 'text/plain', true],
  [['image/*', '.txt'], 'a.txt', '', true],
])('of %j, %s (%s) is let in: %s', (types, name, type, isIn) => {
  const { accepted } = checkFiles([file(name, '', type)], '', { ...limits, types })
  expect(accepted.length === 1).toBe(isIn)
})
