import { Secret, TOTP } from 'otpauth'
import { afterEach, expect, test } from 'vitest'

import type { User } from '#infra/local/user-pool/model.ts'
import { digits } from '#src/aws/sign-in.ts'
import { sessionKey } from '#src/aws/storage-keys.ts'
import { createUserPoolApi } from '#src/aws/user-pool-api.ts'
import { createBrowser } from '#test/support/browser.ts'
import { eventually } from '#test/support/eventually.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

let backend: TestBackend
afterEach(() => backend.close())

const totp = (secret: string, now: number) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now })

async function opened(changes: Parameters<typeof startBackend>[0] = {}) {
  backend = await startBackend(changes)
  const app = openApp(backend)
  return { ...app, engine: await app.services.engine() }
}

const keep = true

const withEmail = ({ preferredMfa, ...user }: User): User => ({
  ...user,
  mfa: [...(preferredMfa ? [preferredMfa] : []), 'EMAIL_OTP'],
})
const emailMfa = {
  MfaConfiguration: 'OPTIONAL',
  EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP', 'SMS_MFA'],
}

test('signing up, confirming and being signed in takes the password once', async () => {
  const { engine } = await opened()
  const email = 'ada@example.com'
  const asked = await engine.signUp.signUp({
    email: ' Ada@Example.com ',
    password: 'analytical-1843',
    keep,
    attributes: { 'custom:agentName': 'Ada', given_name: ' ' },
  })
  expect(asked).toEqual({ status: 'step', step: { type: 'confirm-sign-up', email } })
  const code = backend.code(email)
  const done = await engine.signUp.confirm({ email, code: ` ${code.slice(0, 3)} ${code.slice(3)}` })
  expect(done).toEqual({ status: 'signed-in' })
  expect(engine.session.snapshot()).toMatchObject({
    status: 'signed-in',
    user: { email, attributes: { 'custom:agentName': 'Ada' } },
  })
  expect(backend.asked()).toEqual([
    'SignUp',
    'ConfirmSignUp',
    'InitiateAuth',
    'RespondToAuthChallenge',
    'ConfirmDevice',
  ])
})

test('after a reload the password is not known, and confirming says so', async () => {
  const { engine, tab } = await opened()
  const seed = backend.make('unconfirmed')
  await expect(engine.signIn.withPassword({ ...seed, keep })).rejects.toMatchObject({
    code: 'user-not-confirmed',
  })
  await engine.signUp.continueSignUp({ ...seed, keep })

  const reloaded = openApp(backend, tab)
  expect(reloaded.services.opening.step).toEqual({ type: 'confirm-sign-up', email: seed.email })
  const again = await reloaded.services.engine()
  const given = { email: seed.email, code: backend.code(seed.email) }
  expect(await again.signUp.confirm(given)).toEqual({ status: 'signed-out' })
})

test('a taken address looks like a new one', async () => {
  const { engine } = await opened()
  const { email } = backend.make('confirmed')
  const progress = await engine.signUp.signUp({
    email,
    password: 'another-1',
    keep,
    attributes: { 'custom:agentName': 'Eve' },
  })
  expect(progress).toEqual({ status: 'step', step: { type: 'confirm-sign-up', email } })
})

test('confirmed already leads onward', async () => {
  const { engine } = await opened()
  const { email } = backend.make('confirmed')
  expect(await engine.signUp.confirm({ email, code: '123456' })).toEqual({ status: 'signed-out' })
  expect(await engine.signUp.resend({ email })).toEqual({ status: 'signed-out' })
})

test('an authenticator app’s code, answered after a reload', async () => {
  const { engine, tab } = await opened()
  const seed = backend.make('totp')
  const step = { type: 'code', purpose: 'mfa', kind: 'totp' }
  expect(await engine.signIn.withPassword({ ...seed, keep })).toEqual({ status: 'step', step })

  const reloaded = openApp(backend, tab)
  expect(reloaded.services.opening.step).toEqual(step)
  const { signIn, session } = await reloaded.services.engine()
  await expect(signIn.answerCode('000000')).rejects.toMatchObject({ code: 'code-mismatch' })
  const code = totp(seed.totp?.secret ?? '', backend.clock.now())
  expect(await signIn.answerCode(code)).toEqual({ status: 'signed-in' })
  expect(session.snapshot()).toMatchObject({ status: 'signed-in', user: { email: seed.email } })
  expect(tab.stored()).not.toHaveProperty('step.challenge')
})

test('a code by text message', async () => {
  const { engine } = await opened({ pool: emailMfa })
  const seed = backend.make('sms', (user) => ({ ...user, mfa: ['SMS_MFA', 'EMAIL_OTP'] }))
  const first = await engine.signIn.withPassword({ ...seed, keep })
  expect(first).toMatchObject({ step: { type: 'code', kind: 'sms' } })
  expect(await engine.signIn.answerCode(backend.code(seed.phone ?? ''))).toEqual({
    status: 'signed-in',
  })
})

test('choosing among second steps', async () => {
  const { engine } = await opened({ pool: emailMfa })
  const seed = backend.make('sms', withEmail)
  const asked = await engine.signIn.withPassword({ ...seed, keep })
  expect(asked).toEqual({ status: 'step', step: { type: 'choose-mfa', kinds: ['sms', 'email'] } })
  const chosen = await engine.signIn.chooseMfa('email')
  expect(chosen).toMatchObject({ step: { type: 'code', purpose: 'mfa', kind: 'email' } })
  expect(await engine.signIn.answerCode(backend.code(seed.email))).toEqual({ status: 'signed-in' })
  const answers = backend.heard.flatMap(({ input }) => input['ChallengeResponses'] ?? [])
  const whose = answers.map((it) => (it as Record<string, string>)['USERNAME'])
  expect(new Set(whose)).toEqual(new Set([seed.username]))
})

test('an authenticator app set up because the pool demands it, across a reload', async () => {
  const { engine, tab } = await opened({
    pool: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
  })
  const seed = backend.make('confirmed')
  const asked = await engine.signIn.withPassword({ ...seed, keep })
  expect(asked).toEqual({ status: 'step', step: { type: 'set-up-totp' } })
  const { secret } = engine.signIn.totpSetup()

  const { signIn } = await openApp(backend, tab).services.engine()
  expect(signIn.totpSetup()).toEqual({
    secret,
    uri: `otpauth://totp/Agent%20Desk:${encodeURIComponent(seed.email)}?secret=${secret}&issuer=Agent%20Desk`,
  })
  await expect(signIn.verifyTotp('000000', 'phone')).rejects.toMatchObject({
    code: 'code-mismatch',
  })
  const code = totp(secret, backend.clock.now())
  expect(await signIn.verifyTotp(code, 'phone')).toEqual({ status: 'signed-in' })
})

test('a new password with the attributes that are missing', async () => {
  const { engine, tab } = await opened()
  const seed = backend.make('new-password')
  const asked = await engine.signIn.withPassword({ ...seed, keep })
  expect(asked).toEqual({ status: 'step', step: { type: 'new-password', missing: [] } })
  const { signIn, session } = await openApp(backend, tab).services.engine()
  await expect(signIn.newPassword('short', {})).rejects.toMatchObject({ code: 'password-policy' })
  const attributes = { 'custom:agentName': 'Changed' }
  expect(await signIn.newPassword('my-own-password-1', attributes)).toEqual({ status: 'signed-in' })
  expect(session.snapshot()).toMatchObject({ user: { attributes } })
})

test('a forgotten password, and straight in with the new one', async () => {
  const { engine, tab } = await opened()
  const { email } = backend.make('confirmed')
  await engine.signUp.requestReset({ email: email.toUpperCase() })
  const step = { type: 'reset-password', email, required: false }
  expect(openApp(backend, tab).services.opening.step).toEqual(step)
  const given = { email, code: backend.code(email), keep }
  await expect(
    engine.signUp.reset({ ...given, code: '000000', password: 'new-password-1' }),
  ).rejects.toMatchObject({ code: 'code-mismatch' })
  await expect(engine.signUp.reset({ ...given, password: 'short' })).rejects.toMatchObject({
    code: 'password-policy',
  })
  expect(await engine.signUp.reset({ ...given, password: 'new-password-1' })).toEqual({
    status: 'signed-in',
  })
})

test('asking for a reset says the same whoever exists', async () => {
  const { engine } = await opened()
  for (const email of [
    'nobody@example.com',
    backend.make('unconfirmed').email,
    backend.make('disabled').email,
    backend.make('new-password').email,
  ])
    expect(await engine.signUp.requestReset({ email })).toEqual({
      status: 'step',
      step: { type: 'reset-password', email, required: false },
    })
})

test('a reset that an administrator demands', async () => {
  const { engine } = await opened()
  const seed = backend.make('reset-required')
  await expect(engine.signIn.withPassword({ ...seed, keep })).rejects.toMatchObject({
    code: 'password-reset-required',
  })
})

test.each(['disabled', 'locked'] as const)(
  '%s people are told why and nothing else',
  async (kind) => {
    const { engine, tab } = await opened()
    const seed = backend.make(kind)
    const error = await engine.signIn.withPassword({ ...seed, keep }).catch((it: unknown) => it)
    expect(error).toMatchObject(
      kind === 'locked' ? { code: 'too-many-attempts' } : { code: 'user-disabled' },
    )
    expect(tab.stored()).toEqual({})
  },
)

test('wrong password and unknown address are one and the same', async () => {
  const { engine } = await opened()
  const { email } = backend.make('confirmed')
  for (const given of [email, 'nobody@example.com'])
    await expect(
      engine.signIn.withPassword({ email: given, password: 'wrong-1', keep }),
    ).rejects.toMatchObject({ code: 'wrong-credentials' })
})

test('the wait doubles with every failure after the fifth', async () => {
  const { engine } = await opened()
  const { email } = backend.make('confirmed')
  const waits: unknown[] = []
  for (let attempt = 0; attempt < 7; attempt += 1)
    await engine.signIn
      .withPassword({ email, password: 'wrong-1', keep })
      .catch((error: { retryAfterSeconds?: number }) => waits.push(error.retryAfterSeconds))
  expect(waits.slice(0, 5)).toEqual(Array.from({ length: 5 }))
  expect(waits.at(-1)).toBeGreaterThan(0)
})

test('a code by e-mail instead of a password, across a reload', async () => {
  const { engine, tab } = await opened({
    pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
    client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH'] },
  })
  const { email } = backend.make('confirmed')
  const asked = await engine.signIn.withFactor({ email, keep, factor: 'EMAIL_OTP' })
  expect(asked).toMatchObject({ step: { type: 'code', purpose: 'sign-in', kind: 'email' } })
  const { signIn } = await openApp(backend, tab).services.engine()
  expect(await signIn.answerCode(backend.code(email))).toEqual({ status: 'signed-in' })
})

test('choosing a way in among those there are', async () => {
  const { engine, tab } = await opened({
    pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
    client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH'] },
  })
  const { email } = backend.make('confirmed')
  const asked = await engine.signIn.withFactor({ email, keep: false })
  expect(asked).toEqual({
    status: 'step',
    step: { type: 'choose-factor', factors: ['PASSWORD', 'EMAIL_OTP'] },
  })
  expect(await engine.signIn.chooseFactor('EMAIL_OTP')).toMatchObject({ step: { type: 'code' } })
  expect(await engine.signIn.answerCode(backend.code(email))).toEqual({ status: 'signed-in' })
  expect(tab.tab.get(sessionKey)).not.toBeNull()
  expect(tab.local.get(sessionKey)).toBeNull()
})

test('a remembered device skips the second step, and a forgotten one does not', async () => {
  const browser = createBrowser()
  backend = await startBackend()
  const engine = await openApp(backend, browser.openTab()).services.engine()
  const { signIn, session } = engine
  const seed = backend.make('totp')
  const code = () => totp(seed.totp?.secret ?? '', backend.clock.now())
  await signIn.withPassword({ ...seed, keep })
  await signIn.answerCode(code())
  expect(signIn.step()).toBeUndefined()
  await engine.rememberDevice()
  await engine.signOut()
  const secrets = () => Object.keys(browser.shared()).filter((key) => key.startsWith('Cognito'))
  expect(secrets()).toHaveLength(3)

  expect(await signIn.withPassword({ ...seed, keep })).toEqual({ status: 'signed-in' })
  expect(await session.refresh()).toMatchObject({ email: seed.email })
  await engine.signOut({ forgetDevice: true })
  expect(secrets()).toEqual([])

  backend.clock.advance(60)
  expect(await signIn.withPassword({ ...seed, keep })).toMatchObject({ step: { kind: 'totp' } })
})

test('a device forgotten from elsewhere costs the second step, not the sign-in', async () => {
  const { engine } = await opened()
  const seed = backend.make('totp')
  const code = () => totp(seed.totp?.secret ?? '', backend.clock.now())
  await engine.signIn.withPassword({ ...seed, keep })
  await engine.signIn.answerCode(code())
  await engine.rememberDevice()
  const deviceKey = engine.session.deviceKey() ?? ''
  await engine.session.call('ForgetDevice', { DeviceKey: deviceKey })
  await engine.signOut()

  backend.clock.advance(60)
  expect(await engine.signIn.withPassword({ ...seed, keep })).toMatchObject({ status: 'step' })
  expect(await engine.signIn.answerCode(code())).toEqual({ status: 'signed-in' })
  // Cognito would not take the `DEVICE_KEY: null` of the library's second attempt.
  expect(JSON.stringify(backend.heard.map(({ input }) => input))).not.toContain(':null')
})

test('so does one whose secret is not the one that Cognito knows', async () => {
  const { engine, tab } = await opened()
  const seed = backend.make('totp')
  const code = () => totp(seed.totp?.secret ?? '', backend.clock.now())
  await engine.signIn.withPassword({ ...seed, keep })
  await engine.signIn.answerCode(code())
  await engine.rememberDevice()
  await engine.signOut()
  const prefix = `CognitoIdentityServiceProvider.${backend.config.userPoolClientId}`
  tab.local.set(`${prefix}.${seed.username}.randomPasswordKey`, 'another')

  backend.clock.advance(60)
  expect(await engine.signIn.withPassword({ ...seed, keep })).toMatchObject({ status: 'step' })
  expect(await engine.signIn.answerCode(code())).toEqual({ status: 'signed-in' })
})

test('the newer of two attempts wins, whoever is answered last', async () => {
  const { engine } = await opened()
  const ada = backend.make('confirmed')
  const bob = backend.make('admin')
  const [first, second] = await Promise.allSettled([
    engine.signIn.withPassword({ ...ada, keep }, new AbortController().signal),
    engine.signIn.withPassword({ ...bob, keep }),
  ])
  expect(first).toMatchObject({ status: 'rejected', reason: { code: 'aborted' } })
  expect(second).toMatchObject({ status: 'fulfilled' })
  expect(engine.session.snapshot()).toMatchObject({
    user: { email: bob.email, groups: ['admins'] },
  })
})

test('tokens that come for somebody who has gone are given back', async () => {
  const { engine } = await opened()
  const seed = backend.make('confirmed')
  const leaving = new AbortController()
  const confirming = backend.keepBack('ConfirmDevice')
  const attempt = engine.signIn.withPassword({ ...seed, keep }, leaving.signal)
  await confirming.reached
  const AccessToken = String(backend.heard.at(-1)?.input['AccessToken'])
  leaving.abort()
  confirming.release()
  await expect(attempt).rejects.toMatchObject({ code: 'aborted' })
  expect(engine.session.snapshot()).toMatchObject({ status: 'signed-out' })
  const api = createUserPoolApi({ endpoint: backend.origin, clock: engine.clock })
  await eventually(() =>
    expect(api.call('GetUser', { AccessToken })).rejects.toMatchObject({ code: 'signed-out' }),
  )
})

test('a challenge that took too long leads back to the start', async () => {
  const { engine, tab } = await opened()
  const seed = backend.make('totp')
  await engine.signIn.withPassword({ ...seed, keep })
  backend.clock.advance(16 * 60)
  await expect(engine.signIn.answerCode('123456')).rejects.toMatchObject({
    code: 'session-expired',
  })
  expect(openApp(backend, tab).services.opening.step).toBeUndefined()
})

test('that a step took too long is told once', async () => {
  const browser = createBrowser()
  backend = await startBackend()
  const tab = browser.openTab()
  const { signIn } = await openApp(backend, tab).services.engine()
  await signIn.withPassword({ ...backend.make('totp'), keep })
  browser.advance(16 * 60)
  const { opening, engine } = openApp(backend, tab).services
  expect(opening.step).toBe('expired')
  await engine()
  expect(openApp(backend, tab).services.opening.step).toBeUndefined()
})

test('nothing but a challenge of Cognito’s is answered', async () => {
  const { engine } = await opened()
  const { signIn, signUp } = engine
  await signUp.requestReset({ email: 'nobody@example.com' })
  const answers = [
    signIn.answerCode('123456'),
    signIn.answerPasskey(),
    signIn.chooseFactor('EMAIL_OTP'),
    signIn.chooseMfa('email'),
    signIn.newPassword('my-own-password-1', {}),
    signIn.setUpMfa('totp'),
    signIn.verifyTotp('123456', 'phone'),
    (async () => signIn.totpSetup())(),
  ]
  const expired = {
    status: 'rejected',
    reason: expect.objectContaining({ code: 'session-expired' }),
  }
  expect(await Promise.allSettled(answers)).toEqual(answers.map(() => expired))
  expect(backend.asked()).toEqual(['ForgotPassword'])
  expect(signIn.step()).toMatchObject({ type: 'reset-password' })
})

test.each([
  [['EMAIL_OTP'], ['email']],
  [
    ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
    ['totp', 'email'],
  ],
])('where %j can be set up, nobody is led to an app at once', async (offered, kinds) => {
  const { engine } = await opened()
  backend.answer('RespondToAuthChallenge', {
    ChallengeName: 'MFA_SETUP',
    Session: 's'.repeat(20),
    ChallengeParameters: { MFAS_CAN_SETUP: JSON.stringify(offered) },
  })
  expect(await engine.signIn.withPassword({ ...backend.make('confirmed'), keep })).toEqual({
    status: 'step',
    step: { type: 'set-up-mfa', kinds },
  })
})

test('a device that is known and not remembered speaks after the second step', async () => {
  const { engine } = await opened()
  const { signIn } = engine
  const seed = backend.make('totp')
  const code = () => totp(seed.totp?.secret ?? '', backend.clock.now())
  for (let round = 0; round < 2; round += 1) {
    backend.clock.advance(60)
    await engine.signOut()
    expect(await signIn.withPassword({ ...seed, keep })).toMatchObject({ status: 'step' })
    backend.heard.length = 0
    expect(await signIn.answerCode(code())).toEqual({ status: 'signed-in' })
  }
  const devices = backend.heard.map(({ name }) => name.split(' ').at(-1))
  expect(devices).toEqual(['SOFTWARE_TOKEN_MFA', 'DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER'])
  const DEVICE_KEY = engine.session.deviceKey() ?? 'none'
  expect(backend.heard[0]?.input).toMatchObject({ ChallengeResponses: { DEVICE_KEY } })
  expect(await engine.session.refresh()).toMatchObject({ email: seed.email })
})

test('a code is taken however it was typed or pasted', () => {
  expect(digits(' 123-456 ')).toBe('123456')
  expect(digits('１２３　４５６')).toBe('123456')
})
