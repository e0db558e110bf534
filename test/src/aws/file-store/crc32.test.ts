import { randomBytes } from 'node:crypto'
import { crc32 as native } from 'node:zlib'
import { expect, test } from 'vitest'

import { crc32 } from '#src/aws/file-store/crc32.ts'

const bytes = new Uint8Array(randomBytes(10_003))

test.each([...Array.from({ length: 18 }, (_, size) => size), bytes.length])(
  'of %d bytes it is what zlib says',
  (size) => {
    expect(crc32(bytes.subarray(0, size))).toBe(native(bytes.subarray(0, size)))
  },
)

test.each([1, 2, 3, 4, 1000])('after %d bytes it goes on, wherever in memory', (size) => {
  const before = crc32(bytes.subarray(0, size))
  expect(crc32(bytes.subarray(size), before)).toBe(native(bytes))
})
