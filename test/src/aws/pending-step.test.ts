import { expect, test } from 'vitest'

import type { SignInStep } from '#src/aws/challenges.ts'
import { createPendingSteps, readPendingStep } from '#src/aws/pending-step.ts'
import { createMemory } from '#src/aws/platform.ts'
import { stepKey } from '#src/aws/storage-keys.ts'

const challenge = {
  name: 'EMAIL_OTP',
  session: 's',
  username: 'u',
  email: 'a@example.com',
  keep: true,
  passwordGiven: true,
}
const code = { type: 'code', purpose: 'mfa', kind: 'email' } as const

const steps: readonly SignInStep[] = [
  code,
  { ...code, purpose: 'sign-in', kind: 'totp' },
  { ...code, kind: 'sms' },
  { ...code, destination: 'a***@e***' },
  { type: 'choose-mfa', kinds: ['totp', 'sms'] },
  { type: 'set-up-mfa', kinds: ['email'] },
  { type: 'set-up-totp' },
  { type: 'new-password', missing: [] },
  { type: 'new-password', missing: ['custom:agentName'] },
  { type: 'choose-factor', factors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] },
  { type: 'passkey' },
  { type: 'confirm-sign-up', email: 'a@example.com' },
  { type: 'reset-password', email: 'a@example.com', required: true },
]

test.each(steps)('$type is read as it was written', (step) => {
  const pending = createPendingSteps({ tab: createMemory(), now: () => 0 })
  expect(pending.read()).toBeUndefined()
  pending.write({ step })
  expect(pending.read()).toEqual({ step })
  pending.write({ step, challenge })
  expect(pending.read()).toEqual({ step, challenge })
  pending.clear()
  expect(pending.read()).toBeUndefined()
})

function read(value: unknown, now = 0) {
  const tab = createMemory()
  tab.set(stepKey, JSON.stringify(value))
  return readPendingStep(tab, now)
}
const stored = { version: 1, at: 0, step: code, challenge }

test.each([
  null,
  'code',
  [],
  {},
  { type: 'nonsense' },
  { ...stored, version: 2 },
  { ...stored, at: 'now' },
  { ...stored, step: null },
  { ...stored, step: { type: 'nonsense' } },
  { ...stored, step: { type: 'constructor' } },
  { ...stored, step: { type: 'code' } },
  { ...stored, step: { ...code, type: ['code'] } },
  { ...stored, step: { ...code, purpose: 'fun' } },
  { ...stored, step: { ...code, kind: 'pigeon' } },
  { ...stored, step: { ...code, destination: {} } },
  { ...stored, step: { type: 'choose-mfa' } },
  { ...stored, step: { type: 'choose-mfa', kinds: [] } },
  { ...stored, step: { type: 'set-up-mfa', kinds: [] } },
  { ...stored, step: { type: 'new-password', missing: 'email' } },
  { ...stored, step: { type: 'choose-factor', factors: ['SECRET'] } },
  { ...stored, step: { type: 'choose-factor', factors: [] } },
  { ...stored, step: { type: 'confirm-sign-up' } },
  { ...stored, step: { type: 'reset-password', email: 'a@example.com' } },
  { ...stored, step: { type: 'reset-password', required: true } },
  { ...stored, challenge: null },
  { ...stored, challenge: {} },
  ...[...Object.keys(challenge), 'requestOptions', 'totpSecret', 'totpVerified'].map((name) => ({
    ...stored,
    challenge: { ...challenge, [name]: 5 },
  })),
])('what nobody here has written is no step: %j', (value) => {
  expect(read(value)).toBeUndefined()
})

test('a challenge that Cognito no longer knows has expired', () => {
  expect(read(stored, 15 * 60_000)).toEqual({ step: code, challenge })
  expect(read(stored, 15 * 60_000 + 1)).toBe('expired')
  expect(read(stored, -15 * 60_000 - 1)).toBe('expired')

  let now = 1_000_000_000_000
  const pending = createPendingSteps({ tab: createMemory(), now: () => now })
  pending.write({ step: code, challenge })
  now += 15 * 60_000
  expect(pending.read()).toEqual({ step: code, challenge })
  now += 1
  expect(pending.read()).toBe('expired')
})

test('a step that Cognito has no part in does not', () => {
  const { challenge: _, ...step } = stored
  expect(read(step, 15 * 60_000 + 1)).toEqual({ step: code })
})

test('what is cut off is no step', () => {
  const tab = createMemory()
  tab.set(stepKey, JSON.stringify(stored).slice(0, -1))
  expect(readPendingStep(tab, 0)).toBeUndefined()
})
