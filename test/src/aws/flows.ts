import { Secret, TOTP } from 'otpauth'

import type { User } from '#infra/local/user-pool/model.ts'
import type { Seed, SeedKind } from '#infra/local/user-pool/seeds.ts'
import type { Engine } from '#src/aws/engine.ts'
import { registerPasskey } from '#src/aws/web-authn.ts'
import type { startBackend, TestBackend } from '#test/support/services.ts'

export interface Scene {
  readonly backend: TestBackend
  readonly engine: Engine
  readonly person: Pick<Seed, 'email' | 'password' | 'phone' | 'totp'>
  readonly signal: AbortSignal
  /** The authenticator app's. */
  readonly phone: { secret: string }
}

type Status = 'signed-in' | 'step' | 'signed-out'
type Act = (scene: Scene) => Promise<{ readonly status: Status }>

export interface Flow {
  readonly changes?: Parameters<typeof startBackend>[0]
  /** Who goes through it; left out, somebody who has no account yet. */
  readonly kind?: SeedKind
  readonly change?: (user: User) => User
  /** All of them, in order; what has many flows or challenges is named with its own. */
  readonly calls: readonly string[]
  /** Up to the point from which every call is made to fail. */
  readonly reach?: (scene: Scene) => Promise<unknown>
  readonly attempt: Act
  readonly ends: Status
  /** Its answer is waited for, though nobody is there any more. */
  readonly outlasts?: true
  /** From the beginning, where an answer is lost that changed how one gets in. */
  readonly anew?: Act
}

const keep = true
const newPassword = 'analytical-1843'
const number = '+15550100200'
const attributes = { 'custom:agentName': 'Ada' }
const own = { DeviceConfiguration: undefined }

const mfa = (MfaConfiguration: 'ON' | 'OPTIONAL', ...EnabledMfas: User['mfa']) => ({
  pool: { ...own, MfaConfiguration, EnabledMfas },
})
const everyStep = mfa('OPTIONAL', 'SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP')
const without = (...names: string[]) => ({
  change: (user: User): User => ({
    ...user,
    attributes: Object.fromEntries(
      Object.entries(user.attributes).filter(([name]) => !names.includes(name)),
    ),
  }),
})
const having = (...kinds: User['mfa']) => ({
  change: ({ preferredMfa: _preferred, ...user }: User): User => ({ ...user, mfa: kinds }),
})
const byChoice = {
  pool: {
    ...own,
    MfaConfiguration: 'OFF',
    EnabledMfas: [],
    Policies: {
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] },
    },
    WebAuthnRelyingPartyID: 'localhost',
  },
  client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'] },
}

/** Each is good once, so that another attempt has to wait for the next. */
function appCode({ backend, phone }: Scene) {
  backend.clock.advance(30)
  return new TOTP({ secret: Secret.fromBase32(phone.secret) }).generate({
    timestamp: backend.clock.now(),
  })
}

const byPassword: Act = ({ engine, person, signal }) =>
  engine.signIn.withPassword({ ...person, keep }, signal)
const byNewPassword: Act = ({ engine, person, signal }) =>
  engine.signIn.withPassword({ ...person, password: newPassword, keep }, signal)
const byFactor =
  (factor?: 'EMAIL_OTP' | 'SMS_OTP'): Act =>
  ({ engine, person, signal }) =>
    engine.signIn.withFactor({ ...person, keep, ...(factor && { factor }) }, signal)
const codeOfApp: Act = (scene) => scene.engine.signIn.answerCode(appCode(scene), scene.signal)
const codeByMail: Act = ({ backend, engine, person, signal }) =>
  engine.signIn.answerCode(backend.code(person.email), signal)
const codeByPhone: Act = ({ backend, engine, person, signal }) =>
  engine.signIn.answerCode(backend.code(person.phone ?? number), signal)
const signUp: Act = ({ engine, person, signal }) =>
  engine.signUp.signUp({ ...person, keep, attributes }, signal)

const setUpMail: Act = ({ engine, signal }) => engine.signIn.setUpMfa('email', signal)
const setUpApp: Act = (scene) => {
  const { signIn } = scene.engine
  scene.phone.secret = signIn.totpSetup().secret
  return signIn.verifyTotp(appCode(scene), 'phone', scene.signal)
}

const onceIn = (run: (scene: Scene) => Promise<unknown>) => ({
  ends: 'signed-in' as const,
  attempt: async (scene: Scene) => {
    await run(scene)
    return { status: 'signed-in' as const }
  },
})

async function withPasskey(scene: Scene) {
  await byPassword(scene)
  await registerPasskey(scene.engine.session)
  await scene.engine.signOut()
}

const leaving = (wishes: { everywhere?: boolean; forgetDevice?: boolean }) => ({
  ends: 'signed-out' as const,
  attempt: async ({ engine }: Scene) => {
    await engine.signOut(wishes)
    return { status: 'signed-out' as const }
  },
})

const srp = ['InitiateAuth USER_SRP_AUTH', 'RespondToAuthChallenge PASSWORD_VERIFIER']
const answer = (challenge: string) => `RespondToAuthChallenge ${challenge}`

export const flows: Readonly<Record<string, Flow>> = {
  'the password': {
    kind: 'confirmed',
    calls: [...srp, 'ConfirmDevice'],
    attempt: byPassword,
    ends: 'signed-in',
  },
  'the password on a remembered device': {
    kind: 'totp',
    calls: [...srp, answer('DEVICE_SRP_AUTH'), answer('DEVICE_PASSWORD_VERIFIER')],
    async reach(scene) {
      const { status } = await byPassword(scene)
      if (status === 'step') await codeOfApp(scene)
      await scene.engine.rememberDevice()
      await scene.engine.signOut()
    },
    attempt: byPassword,
    ends: 'signed-in',
  },
  'a code of the app': {
    kind: 'totp',
    calls: [answer('SOFTWARE_TOKEN_MFA'), 'ConfirmDevice'],
    reach: byPassword,
    attempt: codeOfApp,
    ends: 'signed-in',
  },
  'a code by text message': {
    changes: everyStep,
    kind: 'sms',
    calls: [answer('SMS_MFA')],
    reach: byPassword,
    attempt: codeByPhone,
    ends: 'signed-in',
  },
  'a code by mail as second step': {
    changes: everyStep,
    kind: 'confirmed',
    ...having('EMAIL_OTP'),
    calls: [answer('EMAIL_OTP')],
    reach: byPassword,
    attempt: codeByMail,
    ends: 'signed-in',
  },
  'choosing a second step': {
    changes: everyStep,
    kind: 'sms',
    ...having('SMS_MFA', 'EMAIL_OTP'),
    calls: [answer('SELECT_MFA_TYPE')],
    reach: byPassword,
    attempt: ({ engine, signal }) => engine.signIn.chooseMfa('sms', signal),
    ends: 'step',
  },
  'being led to set up the app': {
    changes: mfa('ON', 'SOFTWARE_TOKEN_MFA'),
    kind: 'confirmed',
    calls: [...srp, 'AssociateSoftwareToken'],
    attempt: byPassword,
    ends: 'step',
  },
  'choosing to set up the app': {
    changes: mfa('ON', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'),
    kind: 'confirmed',
    ...without('email_verified'),
    calls: ['AssociateSoftwareToken'],
    reach: byPassword,
    attempt: ({ engine, signal }) => engine.signIn.setUpMfa('totp', signal),
    ends: 'step',
  },
  'setting up codes by mail': {
    changes: mfa('ON', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'),
    kind: 'confirmed',
    ...without('email_verified'),
    calls: [answer('MFA_SETUP')],
    reach: byPassword,
    attempt: setUpMail,
    ends: 'step',
    // Set up perhaps, though nobody heard: then the code has been sent.
    anew: async (scene) => {
      const progress = await byPassword(scene)
      return scene.engine.signIn.step()?.type === 'code' ? progress : setUpMail(scene)
    },
  },
  'setting up the app': {
    changes: { pool: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] } },
    kind: 'confirmed',
    calls: ['VerifySoftwareToken', answer('MFA_SETUP'), 'ConfirmDevice'],
    reach: byPassword,
    attempt: setUpApp,
    ends: 'signed-in',
    // Set up perhaps, though nobody heard: then it is a code that is asked for.
    anew: async (scene) => {
      const progress = await byPassword(scene)
      const isSetUp = progress.status === 'step' && scene.engine.signIn.step()?.type === 'code'
      return isSetUp ? codeOfApp(scene) : setUpApp(scene)
    },
  },
  'a new password': {
    kind: 'new-password',
    calls: [answer('NEW_PASSWORD_REQUIRED'), 'ConfirmDevice'],
    reach: byPassword,
    attempt: ({ engine, signal }) => engine.signIn.newPassword(newPassword, {}, signal),
    ends: 'signed-in',
    anew: byNewPassword,
  },
  'asking for a code by mail': {
    changes: byChoice,
    kind: 'confirmed',
    calls: ['InitiateAuth USER_AUTH'],
    attempt: byFactor('EMAIL_OTP'),
    ends: 'step',
  },
  'a code by mail instead of the password': {
    changes: byChoice,
    kind: 'confirmed',
    calls: [answer('EMAIL_OTP')],
    reach: byFactor('EMAIL_OTP'),
    attempt: codeByMail,
    ends: 'signed-in',
  },
  'a code by text message instead of the password': {
    changes: byChoice,
    kind: 'confirmed',
    change: (user) => ({
      ...user,
      attributes: { ...user.attributes, phone_number: number, phone_number_verified: 'true' },
    }),
    calls: [answer('SMS_OTP')],
    reach: byFactor('SMS_OTP'),
    attempt: codeByPhone,
    ends: 'signed-in',
  },
  'choosing a way in': {
    changes: byChoice,
    kind: 'confirmed',
    calls: [answer('SELECT_CHALLENGE')],
    reach: byFactor(),
    attempt: ({ engine, signal }) => engine.signIn.chooseFactor('EMAIL_OTP', signal),
    ends: 'step',
  },
  'a passkey': {
    changes: byChoice,
    kind: 'confirmed',
    calls: ['InitiateAuth USER_AUTH', answer('WEB_AUTHN')],
    reach: withPasskey,
    attempt: ({ engine, person, signal }) => engine.signIn.withPasskey({ ...person, keep }, signal),
    ends: 'signed-in',
  },
  'signing up': {
    calls: ['SignUp'],
    attempt: signUp,
    ends: 'step',
  },
  'an address that is taken': {
    kind: 'confirmed',
    calls: ['SignUp', 'ResendConfirmationCode'],
    attempt: signUp,
    ends: 'step',
  },
  confirming: {
    calls: ['ConfirmSignUp', ...srp, 'ConfirmDevice'],
    reach: signUp,
    attempt: ({ backend, engine, person: { email }, signal }) =>
      engine.signUp.confirm({ email, code: backend.code(email) }, signal),
    ends: 'signed-in',
    anew: byPassword,
  },
  'another code': {
    calls: ['ResendConfirmationCode'],
    reach: signUp,
    attempt: ({ engine, person, signal }) => engine.signUp.resend(person, signal),
    ends: 'step',
  },
  'asking for a reset': {
    kind: 'confirmed',
    calls: ['ForgotPassword'],
    attempt: ({ engine, person, signal }) => engine.signUp.requestReset(person, signal),
    ends: 'step',
  },
  resetting: {
    kind: 'confirmed',
    calls: ['ConfirmForgotPassword', ...srp, 'ConfirmDevice'],
    reach: ({ engine, person }) => engine.signUp.requestReset(person),
    attempt: ({ backend, engine, person: { email }, signal }) =>
      engine.signUp.reset(
        { email, code: backend.code(email), password: newPassword, keep },
        signal,
      ),
    ends: 'signed-in',
    anew: byNewPassword,
  },
  'remembering the device': {
    kind: 'confirmed',
    calls: ['UpdateDeviceStatus'],
    reach: byPassword,
    ...onceIn(async ({ engine, signal }) => {
      const key = engine.session.deviceKey() ?? ''
      await (await engine.account()).devices.remember({ key, remembered: true }, { signal })
    }),
  },
  'adding a passkey': {
    changes: byChoice,
    kind: 'confirmed',
    calls: ['StartWebAuthnRegistration', 'CompleteWebAuthnRegistration'],
    reach: byPassword,
    ...onceIn(({ engine, signal }) => registerPasskey(engine.session, signal)),
  },
  refreshing: {
    kind: 'confirmed',
    calls: ['GetTokensFromRefreshToken'],
    reach: byPassword,
    outlasts: true,
    ...onceIn(({ engine }) => engine.session.refresh()),
  },
  'credentials for AWS': {
    kind: 'confirmed',
    calls: ['GetId', 'GetCredentialsForIdentity'],
    reach: byPassword,
    outlasts: true,
    ...onceIn(async ({ engine }) => (await engine.identityPool()).credentials()),
  },
  'signing out': {
    kind: 'confirmed',
    calls: ['RevokeToken'],
    reach: byPassword,
    ...leaving({}),
  },
  'signing out everywhere, and forgetting the device': {
    kind: 'confirmed',
    calls: ['ForgetDevice', 'GlobalSignOut', 'RevokeToken'],
    reach: byPassword,
    ...leaving({ everywhere: true, forgetDevice: true }),
  },
  'signing out everywhere with a token that has run out': {
    kind: 'confirmed',
    calls: ['GlobalSignOut', 'GetTokensFromRefreshToken', 'GlobalSignOut', 'RevokeToken'],
    async reach(scene) {
      await byPassword(scene)
      scene.backend.clock.advance(3600)
    },
    ...leaving({ everywhere: true }),
  },
}
