import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

import { Buffer as Ours } from '#src/aws/lean/buffer.ts'

// The one that amazon-cognito-identity-js brings; without the slash it would be Node's.
const library = createRequire(
  createRequire(import.meta.url).resolve('amazon-cognito-identity-js/package.json'),
)
const { Buffer: Stock } = library('buffer/') as { Buffer: typeof Buffer }

const encodings = ['hex', 'base64'] as const
const texts = [
  '',
  'a',
  'Caldera Derived Key',
  String.fromCharCode(1),
  'Ünïcode-1',
  '密码🔑',
  'a\ud800b',
  '\ufeffa',
]
const lengths = Array.from({ length: 70 }, (_, length) => length)

test('text is the same bytes, and the same text again', () => {
  for (const text of texts) {
    const bytes = Stock.from(text, 'utf8')
    expect([...Ours.from(text)]).toEqual([...bytes])
    expect(Ours.from(bytes).toString('utf8')).toBe(bytes.toString('utf8'))
  }
})

test.each(encodings)('bytes are the same text and back: %s', (encoding) => {
  for (const length of lengths) {
    const bytes = randomBytes(length)
    const text = Ours.from(bytes).toString(encoding)
    expect(text).toBe(Stock.from(bytes).toString(encoding))
    expect([...Ours.from(text, encoding)]).toEqual([...Stock.from(text, encoding)])
  }
})

test('the payload of a token is read without padding and with the letters of addresses', () => {
  for (const length of lengths) {
    const payload = randomBytes(length).toString('base64url')
    expect([...Ours.from(payload, 'base64')]).toEqual([...Stock.from(payload, 'base64')])
  }
})

test('pieces are put together', () => {
  const pieces = [3, 0, 64, 1].map((length) => randomBytes(length))
  const [ours, stock] = [pieces.map((it) => Ours.from(it)), pieces.map((it) => Stock.from(it))]
  expect(Ours.concat(ours).toString('hex')).toBe(Stock.concat(stock).toString('hex'))
})

test('half a byte in hex is refused by both', () => {
  expect(() => Ours.from('abc', 'hex')).toThrow('Invalid hex string')
  expect(() => Stock.from('abc', 'hex')).toThrow('Invalid hex string')
})
