import { expect, test } from 'vitest'
import { codeIn } from '#src/ui/code.ts'

test.each([
  ['123456', '123456'],
  ['123 456', '123456'],
  [' 123-456\n', '123456'],
  ['Your code is 123456', '123456'],
  ['Your code is 123 456. It is good for 10 minutes.', '123456'],
  ['Starter 2: 123456 is your code', '123456'],
  ['１２３４５６', '123456'],
  ['1234567', '123456'],
  ['12a3', '123'],
  ['no digits', ''],
])('%j gives %j', (text, code) => {
  expect(codeIn(text, 6)).toBe(code)
})

test('takes as many digits as are wanted', () => {
  expect(codeIn('12345678', 8)).toBe('12345678')
})
