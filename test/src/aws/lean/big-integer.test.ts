import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

import { BigInteger } from '#src/aws/lean/big-integer.ts'

const { default: Stock } = createRequire(import.meta.url)(
  'amazon-cognito-identity-js/lib/BigInteger',
) as { default: typeof BigInteger }

const edges = ['0', '1', '-1', 'f', '10', '-10', 'ff', '00ff', '-ff8', 'ffffffff', '-0']
const random = (bytes: number, sign = '') => `${sign}${randomBytes(bytes).toString('hex')}`
const numbers = [
  ...edges,
  ...[4, 16, 128, 384].flatMap((size) => [random(size), random(size, '-')]),
]

const operations = ['add', 'subtract', 'multiply'] as const

/** Everything the library asks of two numbers. */
const answers = (Number: typeof BigInteger, first: string, second: string) => {
  const [a, b] = [new Number(first, 16), new Number(second, 16)]
  return {
    text: a.toString(16),
    abs: a.abs().toString(16),
    order: Math.sign(a.compareTo(b)),
    equal: a.equals(b),
    mod: second.startsWith('-') || /^0*$/.test(second) ? '' : a.mod(b).toString(16),
    results: operations.map((operation) => a[operation](b).toString(16)),
  }
}

test('numbers do as the library’s do', () => {
  for (const first of numbers)
    for (const second of numbers)
      expect([first, second, answers(BigInteger, first, second)]).toEqual([
        first,
        second,
        answers(Stock, first, second),
      ])
})

test('so do its constants', () => {
  for (const name of ['ZERO', 'ONE'] as const)
    expect(BigInteger[name].toString(16)).toBe(Stock[name].toString(16))
})

test('what is no number is refused', () => {
  expect(() => new BigInteger('xyz', 16)).toThrow(SyntaxError)
  expect(() => new BigInteger('11', 2)).toThrow(RangeError)
})
