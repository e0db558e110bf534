import { expect, test } from 'vitest'

import { stepOf } from '#src/aws/challenges.ts'

const challenge = (ChallengeName: string, ChallengeParameters: Record<string, string> = {}) => ({
  ChallengeName,
  ChallengeParameters,
  Session: 's',
})

test('an e-mailed code is a second step after a password, and the way in without one', () => {
  const answer = challenge('EMAIL_OTP', { CODE_DELIVERY_DESTINATION: 'a***@e***' })
  const step = { type: 'code', kind: 'email', destination: 'a***@e***' }
  expect(stepOf(answer, true)).toEqual({ ...step, purpose: 'mfa' })
  expect(stepOf(answer, false)).toEqual({ ...step, purpose: 'sign-in' })
})

test('a new password asks for the attributes that are missing and that a person can give', () => {
  const answer = challenge('NEW_PASSWORD_REQUIRED', {
    userAttributes: '{"email":"a@example.com"}',
    requiredAttributes: '["userAttributes.custom:agentName","userAttributes.email_verified"]',
  })
  expect(stepOf(answer, true)).toEqual({ type: 'new-password', missing: ['custom:agentName'] })
})

test('choices are those this app can carry out', () => {
  expect(
    stepOf(
      challenge('SELECT_MFA_TYPE', { MFAS_CAN_CHOOSE: '["SMS_MFA","EMAIL_OTP","NEW"]' }),
      true,
    ),
  ).toEqual({ type: 'choose-mfa', kinds: ['sms', 'email'] })
  expect(
    stepOf(challenge('MFA_SETUP', { MFAS_CAN_SETUP: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]' }), true),
  ).toEqual({ type: 'set-up-mfa', kinds: ['totp'] })
  expect(
    stepOf(
      {
        ...challenge('SELECT_CHALLENGE'),
        AvailableChallenges: ['PASSWORD_SRP', 'PASSWORD', 'WEB_AUTHN'],
      },
      false,
    ),
  ).toEqual({ type: 'choose-factor', factors: ['PASSWORD', 'WEB_AUTHN'] })
})

test.each(['CUSTOM_CHALLENGE', 'SOMETHING_NEW', 'constructor', ''])(
  'a challenge that is not supported is said to be so: %j',
  (name) => {
    expect(() => stepOf(challenge(name), true)).toThrow('unsupported-challenge')
  },
)

test('so is a set-up of nothing this app can set up', () => {
  expect(() => stepOf(challenge('MFA_SETUP', { MFAS_CAN_SETUP: '["SMS_MFA"]' }), true)).toThrow(
    'unsupported-challenge',
  )
  expect(() => stepOf(challenge('SELECT_MFA_TYPE', { MFAS_CAN_CHOOSE: 'no json' }), true)).toThrow(
    'unsupported-challenge',
  )
  const unknown = { ...challenge('SELECT_CHALLENGE'), AvailableChallenges: ['RETINA'] }
  expect(() => stepOf(unknown, false)).toThrow('unsupported-challenge')
})
