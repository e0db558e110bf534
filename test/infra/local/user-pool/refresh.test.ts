import { expect, test } from 'vitest'

import { readTemplate } from '#infra/template.ts'
import { call, refusal, sessionOf, startCognito } from '#test/support/cognito.ts'
import type { TestCognito } from '#test/support/cognito.ts'

import { startWith } from './pool.ts'

const email = 'ada@example.com'
const noDevices = { DeviceConfiguration: undefined }
const rotating = {
  RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
  ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
}
const still = {
  RefreshTokenRotation: undefined,
  ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
}

const byFlow =
  ({ api, ClientId }: TestCognito) =>
  (REFRESH_TOKEN: string, more: Record<string, string> = {}) =>
    api.initiateAuth({
      ClientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN, ...more },
    })

const claims = (token: string | undefined) =>
  JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >

test('a browser refreshes its session with the library', async () => {
  const { addUser, browser, clock, api } = await startWith({}, still)
  await addUser(email)
  const { user } = browser(email)
  const session = await sessionOf(user)
  clock.advance(3600)
  const AccessToken = session.getAccessToken().getJwtToken()
  expect(await refusal(api.getUser({ AccessToken }))).toBe(
    'NotAuthorizedException: Access Token has expired',
  )
  await call((done) => user.refreshSession(session.getRefreshToken(), done))
  const renewed = user.getSignInUserSession()?.getAccessToken().getJwtToken()
  expect(renewed).not.toBe(AccessToken)
  expect((await api.getUser({ AccessToken: renewed })).Username).toBeDefined()
})

test('new tokens speak of the same sign-in, and of attributes as they are now', async () => {
  const cognito = await startWith(noDevices, still)
  await cognito.addUser(email)
  const first = await cognito.tokens(email)
  cognito.clock.advance(60)
  await cognito.api.updateUserAttributes({
    AccessToken: first.AccessToken,
    UserAttributes: [{ Name: 'custom:agentName', Value: 'Changed' }],
  })
  const { AuthenticationResult } = await byFlow(cognito)(first.RefreshToken)
  expect(AuthenticationResult?.RefreshToken).toBeUndefined()
  const [before, after] = [claims(first.IdToken), claims(AuthenticationResult?.IdToken)]
  for (const name of ['auth_time', 'origin_jti', 'sub']) expect(after[name]).toBe(before[name])
  // The clock goes on by itself meanwhile.
  expect(after['iat']).toBeGreaterThanOrEqual(Number(before['iat']) + 60)
  expect(after['iat']).toBeLessThanOrEqual(cognito.clock.now() / 1000)
  expect(after['jti']).not.toBe(before['jti'])
  expect(after['custom:agentName']).toBe('Changed')
})

test('a refresh token is refused when run out, revoked, foreign or made up', async () => {
  const cognito = await startWith(noDevices, {
    ...still,
    RefreshTokenValidity: 2,
    TokenValidityUnits: { RefreshToken: 'days' },
  })
  const { addUser, tokens, api, clock, ClientId } = cognito
  await addUser(email)
  const refresh = (token: string) => refusal(byFlow(cognito)(token))
  const first = await tokens(email)
  const second = await tokens(email)
  expect(await refresh('made.up')).toBe('NotAuthorizedException: Invalid Refresh Token')
  expect(await refresh(`${first.RefreshToken}A`)).toBe(
    'NotAuthorizedException: Invalid Refresh Token',
  )
  await api.revokeToken({ ClientId, Token: first.RefreshToken })
  expect(await refresh(first.RefreshToken)).toBe(
    'NotAuthorizedException: Refresh Token has been revoked',
  )
  expect(await refusal(api.getUser({ AccessToken: first.AccessToken }))).toBe(
    'NotAuthorizedException: Access Token has been revoked',
  )
  // The other sign-in goes on.
  expect(await refresh(second.RefreshToken)).toBe('no refusal')
  clock.advance(2 * 86_400)
  expect(await refresh(second.RefreshToken)).toBe(
    'NotAuthorizedException: Refresh Token has expired',
  )
})

test('rotation: each token once, with a moment of grace, until the sign-in ends', async () => {
  const cognito = await startWith(noDevices, rotating)
  const { addUser, tokens, api, clock, ClientId } = cognito
  await addUser(email)
  const renew = async (RefreshToken: string) =>
    (await api.getTokensFromRefreshToken({ ClientId, RefreshToken })).AuthenticationResult
      ?.RefreshToken ?? ''
  const first = (await tokens(email)).RefreshToken
  const second = await renew(first)
  expect(second).not.toBe(first)
  clock.advance(9)
  // An answer that got lost may be asked for again.
  expect(await refusal(renew(first))).toBe('no refusal')
  clock.advance(1)
  expect(await refusal(renew(first))).toContain('RefreshTokenReuseException')
  const third = await renew(second)
  expect(await refusal(byFlow(cognito)(third))).toContain('InvalidParameterException')
  await api.revokeToken({ ClientId, Token: third })
  expect(await refusal(renew(third))).toContain('has been revoked')
  expect(await refusal(renew(second))).toContain('has been revoked')
})

test.each([true, false])(
  'signing out everywhere ends every sign-in, be there token revocation or not: %j',
  async (EnableTokenRevocation) => {
    const cognito = await startWith(noDevices, { ...still, EnableTokenRevocation })
    const { addUser, browser, tokens, api } = cognito
    await addUser(email)
    const other = await tokens(email)
    const { user } = browser(email)
    await sessionOf(user)
    await new Promise<void>((resolve, reject) =>
      user.globalSignOut({ onSuccess: () => resolve(), onFailure: reject }),
    )
    expect(await refusal(api.getUser({ AccessToken: other.AccessToken }))).toBe(
      'NotAuthorizedException: Access Token has been revoked',
    )
    expect(await refusal(byFlow(cognito)(other.RefreshToken))).toContain('revoked')
    const { AccessToken } = await tokens(email)
    expect(await refusal(api.getUser({ AccessToken }))).toBe('no refusal')
  },
)

test('a sign-in with a device refreshes with that device only', async () => {
  const cognito = await startWith({}, still)
  await cognito.addUser(email)
  const { RefreshToken, DeviceKey } = await cognito.tokens(email)
  const refresh = byFlow(cognito)
  expect(await refusal(refresh(RefreshToken))).toContain('Invalid Refresh Token')
  expect(await refusal(refresh(RefreshToken, { DEVICE_KEY: DeviceKey }))).toBe('no refusal')
})

test('what RevokeToken refuses', async () => {
  const { addUser, tokens, api, ClientId } = await startCognito()
  await addUser(email)
  const { AccessToken, RefreshToken } = await tokens(email)
  const revoke = (Token: string, client = ClientId) =>
    refusal(api.revokeToken({ ClientId: client, Token }))
  expect(await revoke(AccessToken)).toContain('UnsupportedTokenTypeException')
  expect(await revoke(RefreshToken, 'nothing')).toContain('InvalidParameterException')
  expect(await revoke('made.up')).toBe('no refusal')
  const without = await startWith({}, { EnableTokenRevocation: false })
  expect(
    await refusal(without.api.revokeToken({ ClientId: without.ClientId, Token: RefreshToken })),
  ).toContain('UnsupportedOperationException')
})

test('an access token counts for its own pool, as what it is, and unaltered', async () => {
  const { addUser, tokens, api } = await startCognito()
  const sub = await addUser(email)
  const { AccessToken, IdToken } = await tokens(email)
  const get = (token: string) => refusal(api.getUser({ AccessToken: token }))
  const invalid = 'NotAuthorizedException: Invalid Access Token'
  expect(await get(AccessToken)).toBe('no refusal')
  expect(await get(IdToken)).toBe(invalid)
  expect(await get('x')).toBe(invalid)
  const [head = '', body = '', signature = ''] = AccessToken.split('.')
  const altered = Buffer.from(
    Buffer.from(body, 'base64url').toString().replaceAll(sub, sub.toUpperCase()),
  ).toString('base64url')
  expect(await get(`${head}.${altered}.${signature}`)).toBe(invalid)
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  expect(await get(`${none}.${body}.`)).toBe(invalid)
})

test('users, sign-ins and keys outlive the process', async () => {
  const { createMemoryStore } = await import('#infra/local/store/memory-store.ts')
  const store = createMemoryStore()
  const template = await readTemplate()
  const first = await startCognito({ template, store })
  await first.addUser(email)
  const { AccessToken } = await first.tokens(email)
  const second = await startCognito({ template, store })
  expect(await refusal(second.api.getUser({ AccessToken }))).toBe('no refusal')
  expect(second.userPoolId).toBe(first.userPoolId)
  expect(await refusal(second.tokens(email))).toBe('no refusal')
})
