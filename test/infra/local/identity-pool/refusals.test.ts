import { generateKeyPairSync } from 'node:crypto'
import { decodeJwt, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { changedProvider, keysOf, startIdentity } from './clients.ts'

const email = 'alice@example.com'
const unsupported = 'Token is not from a supported provider of this identity pool.'
const noGuests = 'Unauthenticated access is not supported for this identity pool.'
const refused = (message: string) => ({ name: 'NotAuthorizedException', message })

async function withAlice(options: Parameters<typeof startIdentity>[0] = {}) {
  const started = await startIdentity(options)
  await started.addUser(email)
  return { ...started, token: await started.idTokenOf(email) }
}

test('guests are refused where the pool has none', async () => {
  const { identity, IdentityPoolId } = await startIdentity()
  await expect(identity.getId({ IdentityPoolId })).rejects.toMatchObject(refused(noGuests))
})

test('what is not a good token of the configured client is refused, and says why', async () => {
  const { clock, identity, IdentityPoolId, provider, token, signIn } = await withAlice()
  const claims = decodeJwt(token)
  const ask = (given: string, name = provider) =>
    identity.getId({ IdentityPoolId, Logins: { [name]: given } })
  const forged = (changes: object) =>
    new SignJWT({ ...claims, ...changes })
      .setProtectedHeader({ alg: 'RS256', kid: 'mine' })
      .sign(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)

  await expect(ask(token, 'graph.facebook.com')).rejects.toMatchObject(refused(unsupported))
  await expect(ask(token, `${provider}0`)).rejects.toMatchObject(refused(unsupported))
  await expect(ask('not a token')).rejects.toMatchObject(
    refused('Invalid login token. Not a valid OpenId Connect identity token.'),
  )
  await expect(ask(await forged({ iss: 'https://accounts.google.com' }))).rejects.toMatchObject(
    refused("Invalid login token. Issuer doesn't match providerName"),
  )
  await expect(ask(await forged({}))).rejects.toMatchObject(
    refused("Invalid login token. Couldn't verify signed token."),
  )
  const [header = '', payload = ''] = token.split('.')
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  for (const unsigned of [`${none}.${payload}.`, `${header}.${payload}.`])
    await expect(ask(unsigned)).rejects.toMatchObject(
      refused("Invalid login token. Couldn't verify signed token."),
    )

  await expect(ask((await signIn(email)).AccessToken)).rejects.toMatchObject(
    refused('Invalid login token. Missing a required claim: aud'),
  )

  clock.advance(24 * 3600)
  const asked = Math.floor(clock.now() / 1000)
  const late = (await ask(token).catch((error: unknown) => error)) as Error
  expect(late.name).toBe('NotAuthorizedException')
  const [, at] = /^Invalid login token\. Token expired: (\d+) >= (\d+)$/.exec(late.message) ?? []
  expect(late.message).toBe(`Invalid login token. Token expired: ${at} >= ${claims.exp}`)
  expect(Number(at)).toBeGreaterThanOrEqual(asked)
  expect(Number(at)).toBeLessThanOrEqual(clock.now() / 1000)
})

test('a token for another client of the user pool is refused', async () => {
  const template = await changedProvider({ ClientId: 'anotherclient' })
  const { identity, IdentityPoolId, provider, token } = await withAlice({ template })
  await expect(
    identity.getId({ IdentityPoolId, Logins: { [provider]: token } }),
  ).rejects.toMatchObject(refused(unsupported))
})

test('who was signed out everywhere, disabled or deleted gets no new credentials', async () => {
  const { api, userPoolId, identity, IdentityPoolId, provider, idTokenOf, token, aws, signIn } =
    await withAlice()
  const user = { UserPoolId: userPoolId, Username: email }
  const ask = (given: string) => identity.getId({ IdentityPoolId, Logins: { [provider]: given } })

  await expect(ask(token)).resolves.toHaveProperty('IdentityId')
  await api.globalSignOut({ AccessToken: (await signIn(email)).AccessToken })
  await expect(ask(token)).rejects.toMatchObject(refused('Token has been revoked.'))

  const second = await idTokenOf(email)
  await expect(ask(second)).resolves.toHaveProperty('IdentityId')
  await api.adminDisableUser(user)
  await expect(ask(second)).rejects.toHaveProperty('name', 'NotAuthorizedException')
  await api.adminEnableUser(user)

  const third = await idTokenOf(email)
  await expect(ask(third)).resolves.toHaveProperty('IdentityId')
  await api.adminDeleteUser(user)
  await expect(ask(third)).rejects.toMatchObject(refused('User does not exist.'))
  expect(aws.store.collection('identities').size).toBe(1)
})

test('without the server-side token check a token is good until it expires', async () => {
  const template = await changedProvider({ ServerSideTokenCheck: false })
  const { api, exchange, provider, token, userPoolId } = await withAlice({ template })
  await api.adminDeleteUser({ UserPoolId: userPoolId, Username: email })
  await expect(exchange({ [provider]: token })).resolves.toHaveProperty('Credentials')
})

test('an identity opens only to its own login', async () => {
  const { addUser, identity, IdentityPoolId, loginsOf } = await withAlice()
  await addUser('bob@example.com')
  const [hers, his] = await Promise.all([loginsOf(email), loginsOf('bob@example.com')])
  const { IdentityId } = await identity.getId({ IdentityPoolId, Logins: hers })
  const forbidden = refused(`Access to Identity '${IdentityId}' is forbidden.`)
  const ask = (Logins?: Record<string, string>) =>
    identity.getCredentialsForIdentity({ IdentityId, Logins })

  await expect(ask(hers)).resolves.toHaveProperty('IdentityId', IdentityId)
  await expect(ask(his)).rejects.toMatchObject(forbidden)
  await expect(ask()).rejects.toMatchObject(forbidden)
  // Whoever is seen for the first time must not slip into a foreign identity, either.
  await identity.getId({ IdentityPoolId, Logins: his })
  await expect(ask(his)).rejects.toMatchObject(forbidden)
})

test('pools and identities that do not exist, and ids that cannot', async () => {
  const { identity, loginsOf } = await withAlice()
  const IdentityId = 'us-east-1:00000000-0000-4000-8000-000000000000'
  await expect(identity.getId({ IdentityPoolId: IdentityId })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: `IdentityPool '${IdentityId}' not found.`,
  })
  const Logins = await loginsOf(email)
  await expect(identity.getCredentialsForIdentity({ IdentityId, Logins })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: `Identity '${IdentityId}' not found.`,
  })
  await expect(identity.getId({ IdentityPoolId: 'us-east-1_Wrong' })).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining("Value 'us-east-1_Wrong' at 'identityPoolId'") as string,
  })
})

test('credentials work until they expire', async () => {
  const { clock, exchange, provider, token, whoAmI } = await withAlice()
  const asked = clock.now()
  const given = await exchange({ [provider]: token })
  const keys = keysOf(given)
  expect(keys.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
  expect(keys.secretAccessKey).toHaveLength(40)
  const until = Number(given.Credentials?.Expiration)
  // In whole seconds.
  expect(until).toBeGreaterThan(asked + 3599_000)
  expect(until).toBeLessThanOrEqual(clock.now() + 3600_000)

  clock.advance(3500)
  await expect(whoAmI(keys)).resolves.toHaveProperty('Account', '000000000000')
  clock.advance(100)
  await expect(whoAmI(keys)).rejects.toHaveProperty('name', 'ExpiredToken')
})
