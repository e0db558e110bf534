import { expect, test } from 'vitest'
import { passwordRulesAttribute, unmetRules } from '#src/ui/password-rules.ts'

const strict = {
  minimumLength: 8,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
}
const lax = {
  minimumLength: 6,
  requireLowercase: false,
  requireUppercase: false,
  requireNumbers: false,
  requireSymbols: false,
}

test('names what is missing, in the order of the rules', () => {
  expect(unmetRules(strict, '')).toEqual(['length', 'lowercase', 'uppercase', 'number', 'symbol'])
  expect(unmetRules(strict, 'abcdefgh')).toEqual(['uppercase', 'number', 'symbol'])
  expect(unmetRules(strict, 'Abcdef1!')).toEqual([])
  expect(unmetRules(lax, 'aaaaaa')).toEqual([])
})

test.each('^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+-'.split(''))('%s is a symbol', (symbol) => {
  expect(unmetRules(strict, `Abcdef1${symbol}`)).toEqual([])
})

test('a space is a symbol within a password, not at its ends', () => {
  expect(unmetRules(strict, 'Abc def1')).toEqual([])
  expect(unmetRules(strict, ' Abcdef1')).toEqual(['symbol'])
  expect(unmetRules(strict, 'Abcdef1 ')).toEqual(['symbol'])
})

test('letters and digits of other scripts, and other signs, do not count', () => {
  expect(unmetRules(strict, 'ÄÖÜäöü١€')).toEqual(['lowercase', 'uppercase', 'number', 'symbol'])
})

test('tells password managers the same rules', () => {
  expect(passwordRulesAttribute(lax)).toBe('minlength: 6')
  expect(passwordRulesAttribute(strict)).toMatch(
    /^minlength: 8; required: lower; required: upper; required: digit; required: \[.+\]$/,
  )
})
