import { randomBytes } from 'node:crypto'
import { crc32 as native } from 'node:zlib'
import { expect, test } from 'vitest'

import { crc32 } from '#src/aws/file-store/crc32.ts'

const bytes = randomBytes(1_000_003)
const copyOf = (from: number, to: number) => new Uint8Array(bytes.subarray(from, to)).buffer
/** From here on words are folded before the tables are asked. */
const folding = 4 * 91_639

test.each([
  ...Array.from({ length: 18 }, (_, size) => size),
  ...Array.from({ length: 10 }, (_, more) => folding - 3 + more),
  bytes.length,
])('of %d bytes it is what zlib says', (size) => {
  expect(crc32(copyOf(0, size))).toBe(native(bytes.subarray(0, size)))
})

test.each([3, 1000, folding + 1])('after %d bytes it goes on', (size) => {
  const before = crc32(copyOf(0, size))
  expect(crc32(copyOf(size, bytes.length), before)).toBe(native(bytes))
})
