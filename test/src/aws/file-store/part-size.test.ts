import { expect, test } from 'vitest'
import { partSizeOf } from '#src/aws/file-store/send-file.ts'

const [mega, giga, tera] = [1024 ** 2, 1024 ** 3, 1024 ** 4]

test.each([
  ['just more than a part', 8 * mega + 1],
  ['the most that one request may carry', 5 * giga],
  ['just more than ten thousand of the usual parts', 80_000 * mega + 1],
  ['the most that S3 keeps', 5 * tera],
])('a file of %s goes within the limits of S3', (_, size) => {
  const part = partSizeOf(size)
  expect(part).toBeGreaterThanOrEqual(5 * mega)
  expect(part).toBeLessThanOrEqual(5 * giga)
  expect(Math.ceil(size / part)).toBeLessThanOrEqual(10_000)
})

test('what is usual stays as long as it can, so that a resumed upload finds its parts', () => {
  expect(partSizeOf(5 * giga)).toBe(8 * mega)
  expect(partSizeOf(80_000 * mega)).toBe(8 * mega)
  expect(partSizeOf(80_000 * mega + 1)).toBe(9 * mega)
})
