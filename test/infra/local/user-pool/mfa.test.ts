import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'

import type { User } from '#infra/local/user-pool/model.ts'
import { call, callbacks, refusal, sessionOf, signInBy } from '#test/support/cognito.ts'
import type { SignInOutcome, TestCognito } from '#test/support/cognito.ts'

import { startWith } from './pool.ts'

const email = 'ada@example.com'
const phone = '+4915112345678'

const codeOf = (secret: string, timestamp: number) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })

const everything = {
  MfaConfiguration: 'OPTIONAL',
  EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'],
  DeviceConfiguration: undefined,
}

function change({ aws, userPoolId }: TestCognito, how: (user: User) => User) {
  const users = aws.aws.userPool.users(userPoolId)
  const user = users.find(email)
  if (user) users.save(how(user))
}

const withPhone = (user: User): User => ({
  ...user,
  attributes: { ...user.attributes, phone_number: phone, phone_number_verified: 'true' },
})

test('an authenticator app is set up and asked for, with the library', async () => {
  const { addUser, browser, clock } = await startWith(everything)
  await addUser(email)
  const { user } = browser(email)
  await sessionOf(user)
  const secret = await new Promise<string>((resolve, reject) =>
    user.associateSoftwareToken({ associateSecretCode: resolve, onFailure: reject }),
  )
  expect(secret).toMatch(/^[A-Z2-7]{52}$/)
  const verify = (code: string) =>
    refusal(
      new Promise<unknown>((resolve, reject) =>
        user.verifySoftwareToken(code, 'My phone', { onSuccess: resolve, onFailure: reject }),
      ),
    )
  const right = codeOf(secret, clock.now())
  expect(await verify(right === '000000' ? '111111' : '000000')).toBe(
    'EnableSoftwareTokenMFAException: Code mismatch',
  )
  expect(await verify(right)).toBe('no refusal')
  await call((done) => user.setUserMfaPreference(null, { Enabled: true, PreferredMfa: true }, done))
  const data = await call<{ PreferredMfaSetting: string; UserMFASettingList: string[] }>((done) =>
    user.getUserData(done, { bypassCache: true }),
  )
  expect(data).toMatchObject({
    PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
    UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
  })

  const later = browser(email).user
  expect(await signInBy(later)).toMatchObject({
    kind: 'totpRequired',
    details: { FRIENDLY_DEVICE_NAME: 'My phone' },
  })
  const answer = (code: string) =>
    new Promise<SignInOutcome>((resolve, reject) =>
      later.sendMFACode(code, callbacks(resolve, reject), 'SOFTWARE_TOKEN_MFA'),
    )
  // The code that set it up has been used.
  expect(await refusal(answer(right))).toBe(
    'ExpiredCodeException: Your software token has already been used once.',
  )
  clock.advance(30)
  expect(await refusal(answer('000000'))).toBe(
    'CodeMismatchException: Invalid code received for user',
  )
  expect(await answer(codeOf(secret, clock.now()))).toMatchObject({ kind: 'session' })
})

test('codes of a second factor cannot be guessed without end', async () => {
  const cognito = await startWith(everything)
  await cognito.addUser(email)
  change(cognito, (user) => ({ ...withPhone(user), mfa: ['SMS_MFA'] }))
  const { signIn, api, aws, ClientId } = cognito
  const { Session, ChallengeName, ChallengeParameters } = await signIn(email)
  expect(ChallengeName).toBe('SMS_MFA')
  expect(ChallengeParameters).toMatchObject({
    CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS',
    CODE_DELIVERY_DESTINATION: '+*********5678',
  })
  expect(aws.inbox(phone)[0]).toMatchObject({ medium: 'sms', kind: 'mfa' })
  const right = aws.code(phone)
  const answer = (SMS_MFA_CODE: string) =>
    refusal(
      api.respondToAuthChallenge({
        ClientId,
        Session,
        ChallengeName: 'SMS_MFA',
        ChallengeResponses: { USERNAME: email, SMS_MFA_CODE },
      }),
    )
  for (let tries = 0; tries < 5; tries += 1)
    expect(await answer(right === '000000' ? '1' : '000000')).toBe(
      'CodeMismatchException: Invalid code or auth state for the user.',
    )
  expect(await answer(right)).toBe('NotAuthorizedException: Password attempts exceeded')
  cognito.clock.advance(2)
  expect(await answer(right)).toBe('no refusal')
  expect(await answer(right)).toContain('session can only be used once')
})

test('a code by message is good for three minutes', async () => {
  const cognito = await startWith(everything, { AuthSessionValidity: 15 })
  await cognito.addUser(email)
  change(cognito, (user) => ({ ...user, mfa: ['EMAIL_OTP'] }))
  const { Session, ChallengeName } = await cognito.signIn(email)
  expect(ChallengeName).toBe('EMAIL_OTP')
  cognito.clock.advance(180)
  expect(
    await refusal(
      cognito.api.respondToAuthChallenge({
        ClientId: cognito.ClientId,
        Session,
        ChallengeName: 'EMAIL_OTP',
        ChallengeResponses: { USERNAME: email, EMAIL_OTP_CODE: cognito.aws.code(email) },
      }),
    ),
  ).toContain('ExpiredCodeException')
})

test('with several factors and no preference the person chooses', async () => {
  const cognito = await startWith(everything)
  await cognito.addUser(email)
  change(cognito, (user) => ({ ...withPhone(user), mfa: ['SMS_MFA', 'EMAIL_OTP'] }))
  const { signIn, api, ClientId, aws } = cognito
  const { Session, ChallengeName, ChallengeParameters } = await signIn(email)
  expect(ChallengeName).toBe('SELECT_MFA_TYPE')
  expect(ChallengeParameters?.['MFAS_CAN_CHOOSE']).toBe('["SMS_MFA","EMAIL_OTP"]')
  const select = (ANSWER: string) =>
    api.respondToAuthChallenge({
      ClientId,
      Session,
      ChallengeName: 'SELECT_MFA_TYPE',
      ChallengeResponses: { USERNAME: email, ANSWER },
    })
  expect(await refusal(select('SOFTWARE_TOKEN_MFA'))).toContain('InvalidParameterException')
  const chosen = await select('EMAIL_OTP')
  expect(chosen.ChallengeName).toBe('EMAIL_OTP')
  const { AuthenticationResult } = await api.respondToAuthChallenge({
    ClientId,
    Session: chosen.Session,
    ChallengeName: 'EMAIL_OTP',
    ChallengeResponses: { USERNAME: email, EMAIL_OTP_CODE: aws.code(email) },
  })
  expect(AuthenticationResult?.AccessToken).toBeDefined()
})

test('where a second factor is required, it is set up at sign-in', async () => {
  const { addUser, browser, clock, signIn } = await startWith({
    ...everything,
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
  })
  await addUser(email)
  const { user } = browser(email)
  expect(await signInBy(user)).toMatchObject({ kind: 'mfaSetup' })
  const secret = await new Promise<string>((resolve, reject) =>
    user.associateSoftwareToken({ associateSecretCode: resolve, onFailure: reject }),
  )
  const session = await new Promise<unknown>((resolve, reject) =>
    user.verifySoftwareToken(codeOf(secret, clock.now()), 'Phone', {
      onSuccess: resolve,
      onFailure: reject,
    }),
  )
  expect(session).toHaveProperty('accessToken')
  expect((await signIn(email)).ChallengeName).toBe('SOFTWARE_TOKEN_MFA')
})

test('the setup is not skipped, and a session is for its own step', async () => {
  const cognito = await startWith({
    ...everything,
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
  })
  await cognito.addUser(email)
  const { api, ClientId } = cognito
  const { Session } = await cognito.signIn(email)
  const respond = (ChallengeName: 'MFA_SETUP' | 'SOFTWARE_TOKEN_MFA', session = Session) =>
    refusal(
      api.respondToAuthChallenge({
        ClientId,
        Session: session,
        ChallengeName,
        ChallengeResponses: { USERNAME: email, SOFTWARE_TOKEN_MFA_CODE: '123456' },
      }),
    )
  expect(await respond('MFA_SETUP')).toContain('NotAuthorizedException')
  expect(await respond('SOFTWARE_TOKEN_MFA')).toContain('NotAuthorizedException')
  expect(await respond('MFA_SETUP', 'x'.repeat(40))).toBe(
    'NotAuthorizedException: Invalid session for the user.',
  )
  const { Session: next } = await api.associateSoftwareToken({ Session })
  expect(await respond('MFA_SETUP', next)).toContain('NotAuthorizedException')
})

test('preferences name only what the pool offers and the person has', async () => {
  const cognito = await startWith({ ...everything, EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'] })
  await cognito.addUser(email)
  const { api } = cognito
  const { AccessToken } = await cognito.tokens(email)
  const on = { Enabled: true, PreferredMfa: true }
  const set = (input: object) => refusal(api.setUserMFAPreference({ AccessToken, ...input }))
  for (const input of [
    { SoftwareTokenMfaSettings: on },
    { SMSMfaSettings: on },
    { EmailMfaSettings: on },
    { SMSMfaSettings: { Enabled: false, PreferredMfa: true } },
  ])
    expect(await set(input)).toContain('InvalidParameterException')
  change(cognito, withPhone)
  expect(await set({ SMSMfaSettings: on })).toBe('no refusal')
  expect(await api.getUser({ AccessToken })).toMatchObject({
    PreferredMfaSetting: 'SMS_MFA',
    UserMFASettingList: ['SMS_MFA'],
  })
  expect(await set({ SMSMfaSettings: { Enabled: false } })).toBe('no refusal')
  expect((await api.getUser({ AccessToken })).UserMFASettingList).toBeUndefined()
})

test('where the pool has no second factors there are none to set up', async () => {
  const { addUser, tokens, api } = await startWith({ MfaConfiguration: 'OFF' })
  await addUser(email)
  const { AccessToken } = await tokens(email)
  expect(await refusal(api.associateSoftwareToken({ AccessToken }))).toContain(
    'SoftwareTokenMFANotFoundException',
  )
  expect(await refusal(api.verifySoftwareToken({ AccessToken, UserCode: '123456' }))).toContain(
    'SoftwareTokenMFANotFoundException',
  )
})

test('a remembered device is known again and stands in for the second factor', async () => {
  const cognito = await startWith({
    ...everything,
    DeviceConfiguration: {
      ChallengeRequiredOnNewDevice: true,
      DeviceOnlyRememberedOnUserPrompt: true,
    },
  })
  const { addUser, browser, api } = cognito
  await addUser(email)
  const { user, Storage } = browser(email)
  const first = await signInBy(user)
  expect(first).toMatchObject({ kind: 'session', confirmDevice: true })
  const AccessToken = (await sessionToken(first)) ?? ''
  await new Promise<string>((resolve, reject) =>
    user.setDeviceStatusRemembered({ onSuccess: resolve, onFailure: reject }),
  )
  const { Devices = [] } = await api.listDevices({ AccessToken })
  expect(Devices).toHaveLength(1)
  expect(Devices[0]?.DeviceAttributes).toContainEqual({
    Name: 'dev:device_remembered_status',
    Value: 'remembered',
  })
  change(cognito, (known) => ({ ...withPhone(known), mfa: ['SMS_MFA'] }))

  // The same browser proves its device instead; another one is asked for a code.
  const again = await signInBy(browser(email, Storage).user)
  expect(again).toMatchObject({ kind: 'session', confirmDevice: false })
  expect(await signInBy(browser(email).user)).toMatchObject({ kind: 'mfaRequired' })

  const DeviceKey = Devices[0]?.DeviceKey ?? ''
  expect((await api.getDevice({ AccessToken, DeviceKey })).Device?.DeviceKey).toBe(DeviceKey)
  const forgotten = { AccessToken, DeviceKey }
  await api.updateDeviceStatus({ ...forgotten, DeviceRememberedStatus: 'not_remembered' })
  expect(await signInBy(browser(email, Storage).user)).toMatchObject({ kind: 'mfaRequired' })
  await api.forgetDevice(forgotten)
  expect(await refusal(api.getDevice(forgotten))).toBe(
    'ResourceNotFoundException: Device does not exist.',
  )
  // The library gives a device up that the pool has forgotten.
  expect(await signInBy(browser(email, Storage).user)).toMatchObject({ kind: 'mfaRequired' })
})

async function sessionToken(outcome: SignInOutcome) {
  return 'session' in outcome ? outcome.session.getAccessToken().getJwtToken() : undefined
}

test('devices are not to be had where the pool does not track them', async () => {
  const { addUser, tokens, api } = await startWith({ DeviceConfiguration: undefined })
  await addUser(email)
  const { AccessToken, DeviceKey } = await tokens(email)
  expect(DeviceKey).toBe('')
  const key = 'us-east-1_11111111-2222-3333-4444-555555555555'
  for (const attempt of [
    () => api.listDevices({ AccessToken }),
    () => api.getDevice({ AccessToken, DeviceKey: key }),
    () => api.confirmDevice({ AccessToken, DeviceKey: key }),
  ])
    expect(await refusal(attempt())).toContain('InvalidUserPoolConfigurationException')
})
