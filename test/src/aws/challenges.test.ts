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

test('a code by text message is asked for by one name or the other', () => {
  const step = { type: 'code', kind: 'sms' }
  expect(stepOf(challenge('SMS_MFA'), true)).toEqual({ ...step, purpose: 'mfa' })
  expect(stepOf(challenge('SMS_OTP'), false)).toEqual({ ...step, purpose: 'sign-in' })
})

test('a new password asks for the attributes that are missing and that a person can give', () => {
  const answer = challenge('NEW_PASSWORD_REQUIRED', {
    userAttributes: '{"email":"a@example.com"}',
    requiredAttributes: JSON.stringify([
      ...['custom:agentName', 'email_verified', 'phone_number_verified', 'updated_at'].map(
        (name) => `userAttributes.${name}`,
      ),
      7,
    ]),
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
        AvailableChallenges: ['WEB_AUTHN', 'SMS_OTP', 'EMAIL_OTP', 'PASSWORD_SRP'],
      },
      false,
    ),
  ).toEqual({
    type: 'choose-factor',
    factors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'],
  })
})

test.each(['CUSTOM_CHALLENGE', 'SOMETHING_NEW', 'constructor', ''])(
  'a challenge that is not supported is said to be so: %j',
  (name) => {
    const cause = expect.objectContaining({ message: `challenge ${name}` })
    const refusal = expect.objectContaining({ code: 'unsupported-challenge', cause })
    expect(() => stepOf(challenge(name), true)).toThrow(refusal)
  },
)

test('so is an answer that is neither tokens nor a challenge', () => {
  expect(() => stepOf({}, true)).toThrow('unsupported-challenge')
})

test('so is a set-up of nothing this app can set up', () => {
  expect(() => stepOf(challenge('MFA_SETUP', { MFAS_CAN_SETUP: '["SMS_MFA"]' }), true)).toThrow(
    'unsupported-challenge',
  )
  expect(() => stepOf(challenge('SELECT_MFA_TYPE', { MFAS_CAN_CHOOSE: 'no json' }), true)).toThrow(
    'unsupported-challenge',
  )
  expect(() => stepOf(challenge('MFA_SETUP', { MFAS_CAN_SETUP: '{}' }), true)).toThrow(
    'unsupported-challenge',
  )
  expect(() => stepOf(challenge('SELECT_CHALLENGE'), false)).toThrow('unsupported-challenge')
  const unknown = { ...challenge('SELECT_CHALLENGE'), AvailableChallenges: ['RETINA'] }
  expect(() => stepOf(unknown, false)).toThrow('unsupported-challenge')
})
