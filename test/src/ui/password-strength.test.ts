import { expect, test } from 'vitest'
import { strengthOf } from '#src/ui/password-strength.ts'

test.each([
  ['', 0],
  ['abc', 0],
  ['aaaaaaaaaaaaaaaaaaaa', 0],
  ['12345678901234567890', 0],
  ['abcdefghijkl', 0],
  ['kd7Qw', 1],
  ['kd7Qw2mZ', 2],
  ['kd7!Qw2mZ', 3],
  ['four lonely nightjars', 4],
] as const)('%j has strength %i', (password, strength) => {
  expect(strengthOf(password)).toBe(strength)
})

test('a common password is as weak as can be', () => {
  expect(strengthOf('four lonely nightjars', true)).toBe(0)
})

test('more of the same kind is never weaker', () => {
  const password = 'q7Zt!m2Kx9Wd#p'
  const scores = Array.from(password, (_, index) => strengthOf(password.slice(0, index + 1)))
  expect(scores).toEqual(scores.toSorted((a, b) => a - b))
})
