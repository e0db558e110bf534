import { expect, test } from 'vitest'
import { stepPath } from '#src/features/auth/step-path.ts'
import { paths } from '#src/paths.ts'

test('every step has a screen of its own', () => {
  expect(stepPath({ type: 'code', purpose: 'mfa', kind: 'totp' })).toBe(paths.signInCode)
  expect(stepPath({ type: 'set-up-totp' })).toBe(paths.signInSetUpMfa)
  expect(stepPath({ type: 'choose-factor', factors: [] })).toBe(paths.signInChoose)
  expect(stepPath({ type: 'confirm-sign-up', email: 'a@b.example' })).toBe(paths.confirmSignUp)
})
