import { expect, test } from 'vitest'

import { password, refusal } from '#test/support/cognito.ts'
import type { TestCognito } from '#test/support/cognito.ts'
import { createAuthenticator } from '#test/support/authenticator.ts'
import { startSrp } from '#test/support/srp-client.ts'
import type { Challenge } from '#test/support/srp-client.ts'

import { startWith } from './pool.ts'

const email = 'ada@example.com'
const start = (pool: object = {}, client: object = {}) =>
  startWith(
    {
      MfaConfiguration: 'OFF',
      DeviceConfiguration: undefined,
      WebAuthnRelyingPartyID: 'localhost',
      WebAuthnUserVerification: 'preferred',
      Policies: {
        PasswordPolicy: { MinimumLength: 8 },
        SignInPolicy: {
          AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'],
        },
      },
      ...pool,
    },
    { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH'], ...client },
  )

const begin =
  ({ api, ClientId }: TestCognito) =>
  (USERNAME: string, more: Record<string, string> = {}) =>
    api.initiateAuth({
      ClientId,
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME, ...more },
    })

type Respond = Parameters<TestCognito['api']['respondToAuthChallenge']>[0]

const answer =
  ({ api, ClientId }: TestCognito) =>
  (
    ChallengeName: Respond['ChallengeName'],
    Session: string | undefined,
    answers: Record<string, string>,
    name = email,
  ) =>
    api.respondToAuthChallenge({
      ClientId,
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME: name, ...answers },
    })

test('what a person can begin with is offered, and a password is one of it', async () => {
  const cognito = await start()
  await cognito.addUser(email)
  const offered = await begin(cognito)(email)
  expect(offered.ChallengeName).toBe('SELECT_CHALLENGE')
  expect(offered.AvailableChallenges).toEqual(['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP'])
  const choose = answer(cognito)
  expect(
    await refusal(choose('SELECT_CHALLENGE', offered.Session, { ANSWER: 'WEB_AUTHN' })),
  ).toContain('InvalidParameterException')
  const { AuthenticationResult } = await choose('SELECT_CHALLENGE', offered.Session, {
    ANSWER: 'PASSWORD',
    PASSWORD: password,
  })
  expect(AuthenticationResult?.AccessToken).toBeDefined()
  expect(
    await refusal(choose('SELECT_CHALLENGE', offered.Session, { ANSWER: 'PASSWORD' })),
  ).toContain('session can only be used once')
})

test('the password can be proved without being sent', async () => {
  const cognito = await start()
  await cognito.addUser(email)
  const srp = startSrp(cognito.userPoolId.split('_')[1] ?? '')
  const asked = await begin(cognito)(email, {
    PREFERRED_CHALLENGE: 'PASSWORD_SRP',
    SRP_A: srp.SRP_A,
  })
  expect(asked.ChallengeName).toBe('PASSWORD_VERIFIER')
  const proof = srp.answer(asked.ChallengeParameters as unknown as Challenge, password)
  const { AuthenticationResult } = await answer(cognito)('PASSWORD_VERIFIER', undefined, proof)
  expect(AuthenticationResult?.AccessToken).toBeDefined()

  const bare = await begin(cognito)(email, { PREFERRED_CHALLENGE: 'PASSWORD_SRP' })
  expect(bare.ChallengeName).toBe('PASSWORD_SRP')
  const again = startSrp(cognito.userPoolId.split('_')[1] ?? '')
  const verifier = await answer(cognito)('PASSWORD_SRP', bare.Session, { SRP_A: again.SRP_A })
  expect(verifier.ChallengeName).toBe('PASSWORD_VERIFIER')
})

test('a code by mail signs in without a password', async () => {
  const cognito = await start()
  await cognito.addUser(email)
  const asked = await begin(cognito)(email, { PREFERRED_CHALLENGE: 'EMAIL_OTP' })
  expect(asked.ChallengeName).toBe('EMAIL_OTP')
  expect(asked.ChallengeParameters).toMatchObject({
    CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL',
    CODE_DELIVERY_DESTINATION: 'a***@e***',
  })
  expect(cognito.aws.inbox(email)[0]?.kind).toBe('sign-in-code')
  const EMAIL_OTP_CODE = cognito.aws.code(email)
  expect(
    await refusal(answer(cognito)('EMAIL_OTP', asked.Session, { EMAIL_OTP_CODE: 'wrong' })),
  ).toContain('CodeMismatchException')
  const { AuthenticationResult } = await answer(cognito)('EMAIL_OTP', asked.Session, {
    EMAIL_OTP_CODE,
  })
  expect(AuthenticationResult?.AccessToken).toBeDefined()
})

test('nobody who is not there is asked any differently', async () => {
  const cognito = await start()
  await cognito.addUser(email)
  const ghost = 'nobody@example.com'
  const offered = await begin(cognito)(ghost)
  expect(offered.AvailableChallenges).toEqual(['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP'])
  const asked = await begin(cognito)(ghost, { PREFERRED_CHALLENGE: 'EMAIL_OTP' })
  expect(asked.ChallengeParameters).toMatchObject({ CODE_DELIVERY_DESTINATION: 'n***@e***' })
  expect(cognito.aws.inbox(ghost)).toEqual([])
  expect(
    await refusal(answer(cognito)('EMAIL_OTP', asked.Session, { EMAIL_OTP_CODE: '123456' }, ghost)),
  ).toContain('CodeMismatchException')
  expect(
    await refusal(begin(cognito)(ghost, { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'x' })),
  ).toContain('Incorrect username or password.')
})

test('with a second factor, only a password can be the first', async () => {
  const cognito = await start({ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['EMAIL_OTP'] })
  await cognito.addUser(email)
  const users = cognito.aws.aws.userPool.users(cognito.userPoolId)
  const user = users.find(email)
  if (user) users.save({ ...user, mfa: ['EMAIL_OTP'] })
  const { AvailableChallenges } = await begin(cognito)(email)
  expect(AvailableChallenges).toEqual(['PASSWORD', 'PASSWORD_SRP'])
})

test('whoever has just signed up goes on without signing in', async () => {
  const cognito = await start()
  const { api, ClientId, aws } = cognito
  const UserAttributes = [{ Name: 'custom:agentName', Value: 'x' }]
  // Without a password, too.
  const made = await api.signUp({ ClientId, Username: email, UserAttributes })
  expect(made.Session).toBeDefined()
  const begun = (Session: string | undefined) =>
    api.initiateAuth({
      ClientId,
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME: email },
      Session,
    })
  expect(await refusal(begun(made.Session))).toContain('NotAuthorizedException')
  const { Session } = await api.confirmSignUp({
    ClientId,
    Username: email,
    ConfirmationCode: aws.code(email),
    Session: made.Session,
  })
  expect((await begun(Session)).AuthenticationResult?.AccessToken).toBeDefined()
  expect(await refusal(begun(Session))).toContain('NotAuthorizedException')
  expect((await begin(cognito)(email)).AvailableChallenges).toEqual(['EMAIL_OTP'])
})

test('a passkey is registered, signs in, and is taken away', async () => {
  const cognito = await start()
  await cognito.addUser(email)
  const { api } = cognito
  const { AccessToken } = await cognito.tokens(email)
  const passkey = createAuthenticator()
  const creation = async () =>
    (await api.startWebAuthnRegistration({ AccessToken })).CredentialCreationOptions as {
      challenge: string
      rp: { id: string }
      authenticatorSelection: object
    }
  const options = await creation()
  expect(options).toMatchObject({
    rp: { id: 'localhost' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  })
  const complete = (Credential: object) =>
    refusal(
      api.completeWebAuthnRegistration({
        AccessToken,
        Credential: Credential as Record<string, string>,
      }),
    )
  expect(await complete(passkey.create({ challenge: 'b3RoZXI' }))).toContain(
    'WebAuthnChallengeNotFoundException',
  )
  const foreign = createAuthenticator({ origin: 'https://evil.example' })
  expect(await complete(foreign.create(options))).toContain('WebAuthnOriginNotAllowedException')
  const other = createAuthenticator({ rpId: 'other.example' })
  expect(await complete(other.create(options))).toContain('WebAuthnRelyingPartyMismatchException')
  expect(await complete({ ...passkey.create(options), response: {} })).toContain('WebAuthn')
  expect(await complete(passkey.create(options))).toBe('no refusal')
  expect(await complete(passkey.create(options))).toContain('WebAuthnChallengeNotFoundException')

  const { Credentials } = await api.listWebAuthnCredentials({ AccessToken })
  expect(Credentials).toMatchObject([
    {
      CredentialId: passkey.id,
      RelyingPartyId: 'localhost',
      AuthenticatorTransports: ['internal'],
    },
  ])
  const factors = await api.getUserAuthFactors({ AccessToken })
  expect(factors.ConfiguredUserAuthFactors).toEqual(['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'])

  const ask = () => begin(cognito)(email, { PREFERRED_CHALLENGE: 'WEB_AUTHN' })
  const signInWith = async (key: typeof passkey) => {
    const asked = await ask()
    expect(asked.ChallengeName).toBe('WEB_AUTHN')
    const request = JSON.parse(asked.ChallengeParameters?.['CREDENTIAL_REQUEST_OPTIONS'] ?? '') as {
      challenge: string
      allowCredentials: { id: string }[]
    }
    expect(request.allowCredentials.map(({ id }) => id)).toEqual([passkey.id])
    return answer(cognito)('WEB_AUTHN', asked.Session, {
      CREDENTIAL: JSON.stringify({ ...key.get(request), id: passkey.id, rawId: passkey.id }),
    })
  }
  expect((await signInWith(passkey)).AuthenticationResult?.AccessToken).toBeDefined()
  // Another key under the same name, and one whose counter went back.
  expect(await refusal(signInWith(createAuthenticator()))).toContain('Incorrect username')

  await api.deleteWebAuthnCredential({ AccessToken, CredentialId: passkey.id })
  expect(
    await refusal(api.deleteWebAuthnCredential({ AccessToken, CredentialId: passkey.id })),
  ).toContain('ResourceNotFoundException')
  expect((await ask()).ChallengeName).toBe('SELECT_CHALLENGE')
})

const refusedBy = async (pool: object) => {
  const { addUser, tokens, api } = await start(pool)
  await addUser(email)
  const { AccessToken } = await tokens(email)
  return refusal(api.startWebAuthnRegistration({ AccessToken }))
}

test('passkeys need a pool that has them and says whose they are', async () => {
  expect(await refusedBy({ Policies: { PasswordPolicy: { MinimumLength: 8 } } })).toContain(
    'WebAuthnNotEnabledException',
  )
  expect(await refusedBy({ WebAuthnRelyingPartyID: undefined })).toContain(
    'WebAuthnConfigurationMissingException',
  )
})
