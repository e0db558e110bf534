import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

import { Sha256 } from '#src/aws/lean/sha256.ts'

const library = createRequire(
  createRequire(import.meta.url).resolve('amazon-cognito-identity-js/package.json'),
)
const { Sha256: Stock } = library('@aws-crypto/sha256-js') as { Sha256: typeof Sha256 }

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
function hash(Hash: typeof Sha256, pieces: readonly (string | Uint8Array)[], key?: Uint8Array) {
  const made = new Hash(key)
  for (const piece of pieces) made.update(piece)
  return hex(made.digestSync())
}

// Every way the padding can fall, and past the first blocks.
const lengths = [...Array.from({ length: 140 }, (_, length) => length), 767, 768, 5000]

test('a hash is that of the library and of OpenSSL, for every length', () => {
  for (const length of lengths) {
    const bytes = randomBytes(length)
    const ours = hash(Sha256, [bytes])
    expect(ours).toBe(hash(Stock, [bytes]))
    expect(ours).toBe(createHash('sha256').update(bytes).digest('hex'))
  }
})

test('so is an HMAC, with keys below, at and above a block', () => {
  for (const length of [1, 16, 32, 63, 64, 65, 384]) {
    const [key, bytes] = [randomBytes(length), randomBytes(length * 3)]
    const ours = hash(Sha256, [bytes], key)
    expect(ours).toBe(hash(Stock, [bytes], key))
    expect(ours).toBe(createHmac('sha256', key).update(bytes).digest('hex'))
  }
})

test('it comes in pieces, as text too, and can be asked for twice', () => {
  const pieces = ['pool', 'Ünïcode-🔑', randomBytes(60), '', ':password']
  expect(hash(Sha256, pieces)).toBe(hash(Stock, pieces))
  const made = new Sha256(randomBytes(32))
  made.update('once')
  expect(hex(made.digestSync())).toBe(hex(made.digestSync()))
})
