import { expect, test } from 'vitest'

import { claimsOf, signInIdOf, tokensOf, userOf } from '#src/aws/tokens.ts'
import { tokensFor } from '#test/support/tokens.ts'

test('the user is read from the tokens, without what belongs to the protocol', () => {
  const tokens = tokensFor('ada', {
    'cognito:username': 'ada-name',
    'cognito:groups': ['admins', 7],
    'custom:agentName': 'Ägent 007 🎩',
    email_verified: true,
    iat: 100,
    exp: 400,
    aud: 'client',
  })
  expect(userOf(tokens)).toEqual({
    sub: 'ada',
    username: 'ada-name',
    email: 'ada@example.com',
    attributes: {
      email: 'ada@example.com',
      'custom:agentName': 'Ägent 007 🎩',
      email_verified: 'true',
    },
    groups: ['admins'],
    signedInAt: 1,
    issuedAt: 100,
    expiresAt: 400,
  })
})

test('a refresh keeps what the answer leaves out', () => {
  const before = { ...tokensFor('ada'), deviceKey: 'device' }
  const { idToken, accessToken } = tokensFor('ada', { iat: 9 })
  const after = tokensOf({ IdToken: idToken, AccessToken: accessToken }, before)
  expect(after).toEqual({
    idToken,
    accessToken,
    refreshToken: before.refreshToken,
    deviceKey: 'device',
  })
})

test('a sign-in is known by its origin, or by who and when where revocation is off', () => {
  expect(signInIdOf(tokensFor('ada'))).toBe('origin-ada')
  expect(signInIdOf(tokensFor('ada', { origin_jti: undefined }))).toBe('ada.1')
})

test.each(['', 'a.b', 'a.bm90IGpzb24.c', `a.${btoa('7')}.c`])('%j is no token', (text) => {
  expect(() => claimsOf(text)).toThrow('unknown')
})
