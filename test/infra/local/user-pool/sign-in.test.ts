import { CognitoJwtVerifier } from 'aws-jwt-verify'
import type { Jwks } from 'aws-jwt-verify/jwk'
import { expect, test } from 'vitest'

import {
  call,
  password,
  refusal,
  sessionOf,
  signInBy,
  startCognito,
} from '#test/support/cognito.ts'
import { withStockArithmetic } from '#test/support/quick-library.ts'
import { startSrp, timestamp } from '#test/support/srp-client.ts'
import type { Challenge } from '#test/support/srp-client.ts'

import { startWith } from './pool.ts'

// The library's own arithmetic is slow, and slower beside other tests.
const email = 'ada@example.com'

const payload = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object

test('a person signs in by SRP, and the tokens are what Cognito makes', async () => {
  const { addUser, browser, aws, userPoolId, ClientId, clock } = await startCognito()
  const sub = await addUser(email)
  const asked = Math.floor(clock.now() / 1000)
  const session = await withStockArithmetic(() => sessionOf(browser(email).user))

  const response = await fetch(`${aws.origin}/${userPoolId}/.well-known/jwks.json`)
  const jwks = (await response.json()) as Jwks
  expect(jwks.keys).toHaveLength(2)
  const verify = async (tokenUse: 'id' | 'access', token: string) => {
    const verifier = CognitoJwtVerifier.create({ userPoolId, clientId: ClientId, tokenUse })
    verifier.cacheJwks(jwks)
    return verifier.verify(token)
  }
  const id = await verify('id', session.getIdToken().getJwtToken())
  const access = await verify('access', session.getAccessToken().getJwtToken())
  expect(id).toMatchObject({
    sub,
    email,
    email_verified: true,
    'cognito:username': sub,
    'custom:agentName': 'Bond',
    token_use: 'id',
    aud: ClientId,
  })
  expect(access).toMatchObject({
    sub,
    username: sub,
    client_id: ClientId,
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin',
    origin_jti: id['origin_jti'],
    device_key: expect.stringMatching(/^us-east-1_[0-9a-f-]{36}$/) as string,
  })
  expect(access.auth_time).toBeGreaterThanOrEqual(asked)
  expect(access.auth_time).toBeLessThanOrEqual(clock.now() / 1000)
  expect(access.exp - access.iat).toBe(900)
  expect(access.jti).not.toBe(id.jti)
  // Neither can pass for the other.
  await expect(verify('access', session.getIdToken().getJwtToken())).rejects.toThrow('use')
  expect(session.getRefreshToken().getToken().split('.')).toHaveLength(5)
})

test('groups and their roles are in the tokens, in the order of precedence', async () => {
  const { addUser, aws, tokens, userPoolId } = await startCognito()
  const sub = await addUser(email)
  const { userPool } = aws.aws
  const dated = { createdAt: 0, modifiedAt: 0 }
  const groups = userPool.groups(userPoolId)
  groups.set('late', { name: 'late', precedence: 9, roleArn: 'arn:late', ...dated })
  groups.set('early', { name: 'early', precedence: 1, roleArn: 'arn:early', ...dated })
  groups.set('plain', { name: 'plain', ...dated })
  userPool
    .users(userPoolId)
    .change(sub, (user) => ({ ...user, groups: ['plain', 'late', 'early'] }))
  const { AccessToken, IdToken } = await tokens(email)
  expect(payload(IdToken)).toMatchObject({
    'cognito:groups': ['early', 'late', 'plain'],
    'cognito:roles': ['arn:early', 'arn:late'],
    'cognito:preferred_role': 'arn:early',
  })
  expect(payload(AccessToken)).toMatchObject({ 'cognito:groups': ['early', 'late', 'plain'] })
  expect(payload(AccessToken)).not.toHaveProperty('cognito:roles')
})

test('a wrong password, an unknown person and a half-made account', async () => {
  const { addUser, signIn, signUp } = await startCognito()
  await addUser(email)
  await signUp('new@example.com')
  const attempt = (name: string, secret = password) => refusal(signIn(name, secret))
  const wrong = 'NotAuthorizedException: Incorrect username or password.'
  expect(await attempt(email, 'Wrong-password-1')).toBe(wrong)
  expect(await attempt('nobody@example.com')).toBe(wrong)
  expect(await attempt('new@example.com', 'Wrong-password-1')).toBe(wrong)
  expect(await attempt('new@example.com')).toBe('UserNotConfirmedException: User is not confirmed.')
  expect(await attempt('ADA@EXAMPLE.COM')).toBe('no refusal')
})

test('someone who does not exist is asked the same questions with the same salt', async () => {
  const { addUser, api, ClientId } = await startCognito()
  await addUser(email)
  const ask = async (USERNAME: string) => {
    const { SRP_A } = startSrp('x')
    const answer = await api.initiateAuth({
      ClientId,
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME, SRP_A },
    })
    return { ...answer, $metadata: undefined, parameters: answer.ChallengeParameters ?? {} }
  }
  const [known, ghost, again] = [await ask(email), await ask('no@x.org'), await ask('NO@x.org')]
  expect(ghost.ChallengeName).toBe(known.ChallengeName)
  expect(Object.keys(ghost.parameters)).toEqual(Object.keys(known.parameters))
  expect(ghost.Session).toBeUndefined()
  expect(again.parameters['SALT']).toBe(ghost.parameters['SALT'])
  expect(again.parameters['USER_ID_FOR_SRP']).toBe(ghost.parameters['USER_ID_FOR_SRP'])
  const lengths = ({ parameters }: typeof known) =>
    ['SALT', 'SRP_B', 'SECRET_BLOCK', 'USERNAME'].map(
      (name) => Math.ceil((parameters[name] ?? '').length / 8) * 8,
    )
  expect(lengths(ghost)).toEqual(lengths(known))
})

test('a proof counts once, for the time it names, and for the client it was asked by', async () => {
  const { addUser, api, ClientId, userPoolId, clock } = await startWith(
    {},
    { AuthSessionValidity: 3 },
  )
  await addUser(email)
  const ask = async () => {
    const srp = startSrp(userPoolId.split('_')[1] ?? '')
    const { ChallengeParameters } = await api.initiateAuth({
      ClientId,
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: email, SRP_A: srp.SRP_A },
    })
    return (at?: string) => srp.answer(ChallengeParameters as unknown as Challenge, password, at)
  }
  const respond = (ChallengeResponses: Record<string, string>) =>
    refusal(
      api.respondToAuthChallenge({
        ClientId,
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeResponses,
      }),
    )
  const answers = (await ask())()
  expect(await respond(answers)).toBe('no refusal')
  expect(await respond(answers)).toBe(
    'NotAuthorizedException: Invalid session for the user, session can only be used once.',
  )
  const padded = (await ask())(
    timestamp(new Date('2026-11-07T01:02:03Z')).replace('Nov 7', 'Nov 07'),
  )
  expect(await respond(padded)).toBe('NotAuthorizedException: Incorrect username or password.')
  const late = (await ask())()
  clock.advance(181)
  expect(await respond(late)).toContain('session is expired')
  expect(await respond({ ...(await ask())(), PASSWORD_CLAIM_SIGNATURE: '' })).toBe(
    'InvalidParameterException: Missing required parameter PASSWORD_CLAIM_SIGNATURE',
  )
  const { SRP_A: _gone, ...rest } = { USERNAME: email, SRP_A: '' }
  expect(
    await refusal(api.initiateAuth({ ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: rest })),
  ).toBe('InvalidParameterException: Missing required parameter SRP_A')
  expect(
    await refusal(
      api.initiateAuth({
        ClientId,
        AuthFlow: 'USER_SRP_AUTH',
        AuthParameters: { ...rest, SRP_A: '0' },
      }),
    ),
  ).toContain('InvalidParameterException')
})

test.each([email, 'nobody@example.com'])(
  'after five failures %s is locked out, each time for twice as long',
  async (name) => {
    const { addUser, signIn: attempt, clock } = await startCognito()
    await addUser(email)
    const fail = () => refusal(attempt(name, 'Wrong-password-1'))
    const wrong = 'NotAuthorizedException: Incorrect username or password.'
    const locked = 'NotAuthorizedException: Password attempts exceeded'
    for (let failures = 0; failures < 5; failures += 1) expect(await fail()).toBe(wrong)
    clock.advance(1)
    expect(await fail()).toBe(wrong)
    expect(await fail()).toBe(locked)
    clock.advance(2)
    expect(await fail()).toBe(wrong)
    clock.advance(3)
    // Not made longer by trying meanwhile.
    expect(await fail()).toBe(locked)
    clock.advance(1)
    expect(await refusal(attempt(name))).toBe(name === email ? 'no refusal' : wrong)
    expect(await fail()).toBe(name === email ? wrong : locked)
  },
)

test('a quarter of an hour without trying makes all as before', async () => {
  const { addUser, signIn: attempt, clock } = await startCognito()
  await addUser(email)
  for (let failures = 0; failures < 5; failures += 1) await refusal(attempt(email, 'Wrong-1'))
  clock.advance(15 * 60)
  expect(await refusal(attempt(email, 'Wrong-1'))).toContain('Incorrect username')
  expect(await refusal(attempt(email))).toBe('no refusal')
})

test('flows that the client does not have are refused, each in its words', async () => {
  const { addUser, api, ClientId } = await startWith(
    {},
    { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH'] },
  )
  await addUser(email)
  const attempt = (
    AuthFlow:
      | 'USER_SRP_AUTH'
      | 'USER_PASSWORD_AUTH'
      | 'USER_AUTH'
      | 'REFRESH_TOKEN_AUTH'
      | 'CUSTOM_AUTH'
      | 'ADMIN_USER_PASSWORD_AUTH',
  ) =>
    refusal(
      api.initiateAuth({
        ClientId,
        AuthFlow,
        AuthParameters: { USERNAME: email, PASSWORD: password },
      }),
    )
  expect(await attempt('USER_SRP_AUTH')).toBe(
    'InvalidParameterException: USER_SRP_AUTH is not enabled for the client.',
  )
  expect(await attempt('USER_PASSWORD_AUTH')).toBe(
    'InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client',
  )
  expect(await attempt('USER_AUTH')).toContain('InvalidParameterException')
  expect(await attempt('REFRESH_TOKEN_AUTH')).toContain('InvalidParameterException')
  expect(await attempt('CUSTOM_AUTH')).toContain('InvalidParameterException')
  expect(await attempt('ADMIN_USER_PASSWORD_AUTH')).toContain('InvalidParameterException')
})

test('a password sent as it is, where the client may', async () => {
  const { addUser, browser } = await startWith(
    {},
    { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
  )
  await addUser(email)
  const { user } = browser(email)
  user.setAuthenticationFlowType('USER_PASSWORD_AUTH')
  expect(await refusal(signInBy(user, 'Wrong-password-1'))).toContain('Incorrect username')
  expect((await sessionOf(user)).isValid()).toBe(true)
})

test('disabled, temporary password run out, reset by an administrator', async () => {
  const { addUser, signIn, aws, userPoolId, clock } = await startCognito()
  const sub = await addUser(email)
  const users = aws.aws.userPool.users(userPoolId)
  const attempt = () => refusal(signIn(email))
  users.change(sub, (user) => ({ ...user, enabled: false }))
  expect(await attempt()).toBe('NotAuthorizedException: User is disabled.')
  users.change(sub, (user) => ({ ...user, enabled: true, status: 'RESET_REQUIRED' }))
  expect(await attempt()).toBe(
    'PasswordResetRequiredException: Password reset required for the user',
  )
  users.change(sub, (user) => ({
    ...user,
    status: 'FORCE_CHANGE_PASSWORD',
    temporaryPasswordExpiresAt: clock.now(),
  }))
  expect(await attempt()).toContain('Temporary password has expired')
})

test('an invited person chooses a password of their own', async () => {
  const { addUser, browser, signIn, aws, userPoolId } = await startCognito()
  const sub = await addUser(email)
  aws.aws.userPool
    .users(userPoolId)
    .change(sub, (user) => ({ ...user, status: 'FORCE_CHANGE_PASSWORD' }))
  const { user } = browser(email)
  const asked = await signInBy(user)
  expect(asked).toMatchObject({ kind: 'newPasswordRequired' })
  const complete = (secret: string, attributes = {}) =>
    call<unknown>((done) =>
      user.completeNewPasswordChallenge(secret, attributes, {
        onSuccess: (session) => done(null, session),
        onFailure: (error: Error) => done(error),
      }),
    )
  expect(await refusal(complete('short'))).toContain('InvalidPasswordException')
  expect(await refusal(complete('Another-horse-8', { email: 'x@example.com' }))).toBe(
    'NotAuthorizedException: Cannot modify an already provided email',
  )
  expect(await refusal(complete('Another-horse-8', { 'custom:agentName': 'New' }))).toBe(
    'no refusal',
  )
  expect(aws.aws.userPool.users(userPoolId).find(email)).toMatchObject({
    status: 'CONFIRMED',
    attributes: { 'custom:agentName': 'New' },
  })
  expect(await refusal(signIn(email))).toContain('Incorrect username')
  expect(await refusal(signIn(email, 'Another-horse-8'))).toBe('no refusal')
})

test('a template applied while running keeps the people and takes the settings', async () => {
  const { addUser, aws, api, ClientId, signIn: attempt, signUp } = await startCognito()
  await addUser(email)
  const { templateWith } = await import('./pool.ts')
  const saltOfNobody = async () => {
    const AuthParameters = { USERNAME: 'nobody@example.com', SRP_A: 'abc' }
    const asked = await api.initiateAuth({ ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters })
    return asked.ChallengeParameters?.['SALT']
  }
  const before = await saltOfNobody()
  aws.aws.applyTemplate(
    await templateWith({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } }),
  )
  expect(await refusal(signUp('other@example.com'))).toContain('SignUp is not permitted')
  expect((await attempt(email)).AuthenticationResult).toBeDefined()
  expect(await saltOfNobody()).toBe(before)
})
