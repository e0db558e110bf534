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
    iss: 'pool',
    jti: 'token',
    event_id: 'event',
    identities: [{ providerName: 'Other' }],
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
  expect(userOf(tokens)).toBe(userOf(tokens))
})

test('what is in neither base64 nor ASCII is read as well', () => {
  const note = 'ÿ?>~ÿ?>~ÿÿ?>~ÿÿÿ?>~'
  const tokens = tokensFor('ada', { note, 'cognito:groups': 'admins', auth_time: undefined })
  expect(tokens.idToken.split('.')[1]).toMatch(/-.*_|_.*-/)
  expect(userOf(tokens)).toMatchObject({ attributes: { note }, groups: [], signedInAt: 0 })
})

test('tokens end with the first of them', () => {
  const [sooner, later] = [tokensFor('ada', { exp: 300 }), tokensFor('ada', { exp: 400 })]
  for (const [id, access] of [
    [sooner, later],
    [later, sooner],
  ] as const)
    expect(userOf({ ...id, accessToken: access.accessToken }).expiresAt).toBe(300)
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

test('and takes what it brings', () => {
  const before = { ...tokensFor('ada'), deviceKey: 'device' }
  const { idToken: IdToken, accessToken: AccessToken } = before
  const NewDeviceMetadata = { DeviceKey: 'another', DeviceGroupKey: 'group' }
  const result = { IdToken, AccessToken, RefreshToken: 'rotated', NewDeviceMetadata }
  const taken = { refreshToken: 'rotated', deviceKey: 'another' }
  expect(tokensOf(result, before)).toMatchObject(taken)
  expect(() => tokensOf({ ...result, IdToken: 'a' }, before)).toThrow('unknown')
})

test('a sign-in is known by its origin, or by who and when where revocation is off', () => {
  expect(signInIdOf(tokensFor('ada'))).toBe('origin-ada')
  expect(signInIdOf(tokensFor('ada', { origin_jti: undefined }))).toBe('ada.1')
})

test.each(['', 'a.b', 'a.bm90IGpzb24.c', `a.${btoa('7')}.c`, `a.${btoa('null')}.c`])(
  '%j is no token',
  (text) => {
    expect(() => claimsOf(text)).toThrow('unknown')
  },
)
