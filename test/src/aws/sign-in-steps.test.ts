import { Secret, TOTP } from 'otpauth'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'

import { sessionKey } from '#src/aws/storage-keys.ts'
import { registerPasskey } from '#src/aws/web-authn.ts'
import { createBrowser } from '#test/support/browser.ts'
import { plugInPasskey } from '#test/support/passkeys.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

let backend: TestBackend
afterEach(() => backend.close())

async function opened(changes: Parameters<typeof startBackend>[0] = {}) {
  backend = await startBackend(changes)
  const browser = createBrowser()
  const app = openApp(backend, browser.openTab())
  return { ...app, browser, engine: await app.services.engine() }
}

const keep = true
const withApp = { pool: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] } }
const codeNow = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: backend.clock.now() })

test('who starts again is not led on by an answer that was on its way', async () => {
  const { signIn } = (await opened()).engine
  await signIn.withPassword({ ...backend.make('totp'), keep })
  const { reached, release } = backend.keepBack('RespondToAuthChallenge SOFTWARE_TOKEN_MFA')
  const answering = signIn.answerCode('000000')
  await reached
  signIn.cancel()
  expect(signIn.step()).toBeUndefined()
  await expect(answering).rejects.toMatchObject({ code: 'aborted' })
  release()
})

test('who leaves while the page takes breath after the answer is at no step', async () => {
  const { signIn } = (await opened()).engine
  const leaving = new AbortController()
  const breathe = async () => {
    if (backend.heard.at(-1)?.name === 'RespondToAuthChallenge PASSWORD_VERIFIER') leaving.abort()
  }
  vi.stubGlobal('scheduler', { yield: breathe })
  onTestFinished(() => void vi.unstubAllGlobals())
  const signingIn = signIn.withPassword({ ...backend.make('totp'), keep }, leaving.signal)
  await expect(signingIn).rejects.toMatchObject({ code: 'aborted' })
  expect(signIn.step()).toBeUndefined()
})

test('a code is no answer to a question for something else', async () => {
  const { signIn } = (await opened()).engine
  await signIn.withPassword({ ...backend.make('new-password'), keep })
  backend.asked()
  await expect(signIn.answerCode('123456')).rejects.toMatchObject({ code: 'session-expired' })
  expect(backend.asked()).toEqual([])
  expect(signIn.step()).toMatchObject({ type: 'new-password' })
})

test('an authenticator app that Cognito does not take is told as a wrong code', async () => {
  const { signIn } = (await opened(withApp)).engine
  await signIn.withPassword({ ...backend.make('confirmed'), keep })
  backend.answer('VerifySoftwareToken', { Status: 'ERROR', Session: 's'.repeat(20) })
  const verifying = signIn.verifyTotp('123456', 'phone')
  await expect(verifying).rejects.toMatchObject({ code: 'code-mismatch' })
  const code = codeNow(signIn.totpSetup().secret)
  expect(await signIn.verifyTotp(` ${code.slice(0, 3)} ${code.slice(3)}`, 'phone')).toEqual({
    status: 'signed-in',
  })
  const said = backend.heard.filter(({ name }) => name === 'VerifySoftwareToken')
  expect(said.map(({ input }) => input['FriendlyDeviceName'])).toEqual(['phone', 'phone'])
})

test('an app that is set up is not asked for another code because what follows failed', async () => {
  const { signIn } = (await opened(withApp)).engine
  await signIn.withPassword({ ...backend.make('confirmed'), keep })
  const code = codeNow(signIn.totpSetup().secret)
  backend.fail('RespondToAuthChallenge', 'error')
  await expect(signIn.verifyTotp(code, 'phone')).rejects.toMatchObject({ code: 'server' })
  backend.asked()
  expect(await signIn.verifyTotp(code, 'phone')).toEqual({ status: 'signed-in' })
  expect(backend.asked()).toEqual(['RespondToAuthChallenge', 'ConfirmDevice'])
})

test('where Cognito names no new session, the one there is goes on', async () => {
  const { signIn } = (await opened(withApp)).engine
  backend.answer('AssociateSoftwareToken', { SecretCode: 'A'.repeat(16) })
  await signIn.withPassword({ ...backend.make('confirmed'), keep })
  backend.answer('VerifySoftwareToken', { Status: 'SUCCESS' })
  await signIn.verifyTotp('123456', 'phone').catch(() => undefined)
  const [first, ...others] = backend.heard.slice(-3).map(({ input }) => input['Session'])
  expect(first).toMatch(/.{20}/)
  expect(others).toEqual([first, first])
})

const expired = {
  __type: 'NotAuthorizedException',
  message: 'Invalid session for the user, session is expired.',
}

test('setting up an app, begun too late, leads back to the start', async () => {
  const { engine, tab } = await opened()
  backend.answer('RespondToAuthChallenge', {
    ChallengeName: 'MFA_SETUP',
    Session: 's'.repeat(20),
    ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA","EMAIL_OTP"]' },
  })
  await engine.signIn.withPassword({ ...backend.make('confirmed'), keep })
  backend.answer('AssociateSoftwareToken', expired, 400)
  await expect(engine.signIn.setUpMfa('totp')).rejects.toMatchObject({ code: 'session-expired' })
  expect(openApp(backend, tab).services.opening.step).toBeUndefined()
})

test('so does finishing it too late', async () => {
  const { engine, tab } = await opened(withApp)
  await engine.signIn.withPassword({ ...backend.make('confirmed'), keep })
  backend.answer('VerifySoftwareToken', expired, 400)
  const verifying = engine.signIn.verifyTotp('123456', 'phone')
  await expect(verifying).rejects.toMatchObject({ code: 'session-expired' })
  expect(openApp(backend, tab).services.opening.step).toBeUndefined()
})

test('tokens that come without a word about the device are of the one that was named', async () => {
  const { signIn, session, signOut } = (await opened()).engine
  const seed = backend.make('totp')
  await signIn.withPassword({ ...seed, keep })
  await signIn.answerCode(codeNow(seed.totp?.secret ?? ''))
  const AuthenticationResult = {
    IdToken: await session.idToken(),
    AccessToken: await session.accessToken(),
    RefreshToken: session.refreshToken(),
  }
  const deviceKey = session.deviceKey() ?? 'none'
  await signOut()
  await signIn.withPassword({ ...seed, keep })
  backend.answer('RespondToAuthChallenge', { AuthenticationResult })
  expect(await signIn.answerCode('123456')).toEqual({ status: 'signed-in' })
  expect(session.deviceKey()).toBe(deviceKey)
})

const AllowedFirstAuthFactors = ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN']
const byChoice = {
  pool: {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors } },
    WebAuthnRelyingPartyID: 'localhost',
  },
  client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH'] },
}

test('a device is one and the same, by whichever way somebody comes in', async () => {
  const { engine, browser } = await opened(byChoice)
  const { signIn, session } = engine
  const seed = backend.make('confirmed')
  // Until there are tokens, nobody says by which name the person is known.
  await signIn.withFactor({ ...seed, keep })
  await signIn.chooseFactor('EMAIL_OTP')
  await signIn.answerCode(backend.code(seed.email))
  const deviceKey = session.deviceKey()
  expect(deviceKey).toBeDefined()
  await engine.signOut()
  await signIn.withPassword({ ...seed, keep })
  expect(session.deviceKey()).toBe(deviceKey)
  await engine.signOut({ forgetDevice: true })
  expect(Object.keys(browser.shared()).filter((key) => key.startsWith('Cognito'))).toEqual([])
})

test.each(['USERNAME', 'USER_ID_FOR_SRP'])(
  'who it is by %s is who answers, whatever they typed',
  async (name) => {
    const { signIn } = (await opened(byChoice)).engine
    const { email } = backend.make('confirmed')
    const ChallengeParameters = { [name]: 'ada' }
    const Session = 's'.repeat(20)
    backend.answer('InitiateAuth', { ChallengeName: 'EMAIL_OTP', Session, ChallengeParameters })
    await signIn.withFactor({ email, keep, factor: 'EMAIL_OTP' })
    await signIn.answerCode('123456').catch(() => undefined)
    expect(backend.heard.at(-1)?.input['ChallengeResponses']).toMatchObject({ USERNAME: 'ada' })
  },
)

test('a passkey is asked for where it is wanted, and where it is offered waits in the list', async () => {
  const credentials = plugInPasskey()
  const { engine, tab } = await opened(byChoice)
  const seed = backend.make('confirmed')
  await engine.signIn.withPassword({ ...seed, keep })
  await registerPasskey(engine.session)
  await engine.signOut()

  const asked: CredentialRequestOptions[] = []
  const { get } = credentials
  credentials.get = (options) => {
    asked.push(options as unknown as CredentialRequestOptions)
    return get(options)
  }
  await engine.signIn.withPasskey({ ...seed, keep: false })
  expect([tab.tab, tab.local].map((area) => area.get(sessionKey) !== null)).toEqual([true, false])
  await engine.signOut()
  await engine.signIn.offerPasskey({ ...seed, keep: () => keep })
  expect(asked.map(({ mediation }) => mediation)).toEqual([undefined, 'conditional'])
  expect(asked.map(({ signal }) => signal instanceof AbortSignal)).toEqual([true, true])
})

test('who leaves while a passkey is asked for again is let go', async () => {
  const credentials = plugInPasskey()
  const { signIn } = (await opened(byChoice)).engine
  const requestOptions = { CREDENTIAL_REQUEST_OPTIONS: '{"challenge":"AAAA"}' }
  backend.answer('InitiateAuth', {
    ChallengeName: 'WEB_AUTHN',
    Session: 's'.repeat(20),
    ChallengeParameters: requestOptions,
  })
  const { email } = backend.make('confirmed')
  expect(await signIn.withFactor({ email, keep, factor: 'WEB_AUTHN' })).toMatchObject({
    step: { type: 'passkey' },
  })
  const leaving = new AbortController()
  credentials.get = async (options) => {
    leaving.abort()
    ;(options as unknown as { signal: AbortSignal }).signal.throwIfAborted()
    throw new Error('not let go')
  }
  const answering = signIn.answerPasskey(leaving.signal)
  await expect(answering).rejects.toMatchObject({ code: 'aborted' })
})
