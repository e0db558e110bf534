import { AuthError } from './auth-error.ts'
import { toAuthError } from './to-auth-error.ts'
import { challengeOf, codeFields, stepOf } from './challenges.ts'
import type { Factor, MfaKind, SignInStep } from './challenges.ts'
import type { DeviceStorage } from './device-storage.ts'
import { createLockOuts } from './lock-outs.ts'
import { lastEmailKey } from './opening.ts'
import type { OpenChallenge } from './pending-step.ts'
import { createPendingSteps } from './pending-step.ts'
import type { Platform } from './platform.ts'
import type { Session } from './session.ts'
import { tokensOf } from './tokens.ts'
import type { UserPoolApi } from './user-pool-api.ts'
import type { AuthAnswer } from './user-pool-operations.ts'
import type { AuthOutcome, UserPool } from './user-pool.ts'

interface Settings {
  readonly api: UserPoolApi
  readonly appName: string
  readonly clientId: string
  readonly devices: DeviceStorage
  readonly platform: Platform
  readonly session: Session
  readonly userPool: () => Promise<UserPool>
}

/** Signed in, or what is asked next. */
export type Progress =
  { readonly status: 'signed-in' } | { readonly status: 'step'; readonly step: SignInStep }

export type SignIn = ReturnType<typeof createSignIn>

export function createSignIn(settings: Settings) {
  const { api, appName, clientId, devices, platform, session, userPool } = settings
  const pending = createPendingSteps(platform)
  const lockOuts = createLockOuts()
  let attempt = new AbortController()
  if (pending.read() === 'expired') pending.clear()

  function rememberEmail({ email, keep }: { email: string; keep: boolean }) {
    if (keep) platform.local.set(lastEmailKey, email)
    else platform.local.remove(lastEmailKey)
  }

  /** A newer attempt ends the older one: whoever answers last must not win. */
  function begin(signal: AbortSignal | undefined) {
    attempt.abort()
    attempt = new AbortController()
    return signal ? AbortSignal.any([signal, attempt.signal]) : attempt.signal
  }

  function openChallenge(): OpenChallenge {
    const found = pending.read()
    if (typeof found === 'object' && found.challenge) return found.challenge
    throw new AuthError('session-expired')
  }

  async function proceed(
    outcome: AuthOutcome,
    context: Pick<OpenChallenge, 'email' | 'keep' | 'passwordGiven'>,
    signal: AbortSignal,
  ): Promise<Progress> {
    if (signal.aborted) throw new AuthError('aborted')
    if (outcome.type === 'tokens') {
      if (outcome.askToRemember) pending.write({ step: { type: 'remember-device' } })
      else pending.clear()
      rememberEmail(context)
      session.begin(outcome.tokens, { keep: context.keep })
      return { status: 'signed-in' }
    }
    const { answer, username } = outcome
    const requestOptions = answer.ChallengeParameters?.CREDENTIAL_REQUEST_OPTIONS
    const challenge = {
      ...context,
      name: answer.ChallengeName ?? '',
      session: answer.Session ?? '',
      username,
      ...(requestOptions === undefined ? {} : { requestOptions }),
    }
    let step: SignInStep
    try {
      step = stepOf(answer, context.passwordGiven)
    } catch (error) {
      pending.clear()
      throw error
    }
    if (step.type === 'set-up-mfa' && step.kinds.length === 1 && step.kinds[0] === 'totp')
      return associate(challenge, signal)
    pending.write({ step, challenge })
    return { status: 'step', step }
  }

  /** Cognito's answer to an answer of ours: tokens, the next challenge, or the device's turn. */
  async function advance(
    answer: AuthAnswer,
    username: string,
    context: Pick<OpenChallenge, 'email' | 'keep' | 'passwordGiven'>,
    signal: AbortSignal,
  ) {
    const result = answer.AuthenticationResult
    if (answer.ChallengeName?.startsWith('DEVICE_') || result?.NewDeviceMetadata)
      return proceed(await (await userPool()).settle(username, answer, signal), context, signal)
    if (!result) return proceed({ type: 'challenge', answer, username }, context, signal)
    const deviceKey = devices.keyOf(username)
    const tokens = tokensOf(result, {
      refreshToken: '',
      ...(deviceKey === undefined ? {} : { deviceKey }),
    })
    return proceed({ type: 'tokens', tokens, askToRemember: false }, context, signal)
  }

  async function respond(
    challenge: OpenChallenge,
    responses: Readonly<Record<string, string>>,
    signal: AbortSignal,
    thread = challenge.session,
  ) {
    const { name, username } = challenge
    const deviceKey = devices.keyOf(username)
    try {
      const answer = await api.call(
        'RespondToAuthChallenge',
        {
          ClientId: clientId,
          ChallengeName: name,
          Session: thread,
          ChallengeResponses: {
            USERNAME: username,
            ...(deviceKey === undefined ? {} : { DEVICE_KEY: deviceKey }),
            ...responses,
          },
        },
        { signal },
      )
      return await advance(answer, username, challenge, signal)
    } catch (error) {
      // For a challenge that is no longer open there is nothing left to repeat.
      if (toAuthError(error).code === 'session-expired') pending.clear()
      throw error
    }
  }

  async function associate(challenge: OpenChallenge, signal: AbortSignal): Promise<Progress> {
    const { SecretCode, Session } = await api.call(
      'AssociateSoftwareToken',
      { Session: challenge.session },
      { signal },
    )
    const step = { type: 'set-up-totp' } as const
    pending.write({
      step,
      challenge: {
        ...challenge,
        name: 'MFA_SETUP',
        session: Session ?? challenge.session,
        totpSecret: SecretCode,
      },
    })
    return { status: 'step', step }
  }

  async function passkey(challenge: OpenChallenge, signal: AbortSignal, conditional = false) {
    const { requestCredential } = await import('./web-authn.ts')
    const credential = await requestCredential(challenge.requestOptions ?? '{}', {
      signal,
      conditional,
    })
    return respond(challenge, { CREDENTIAL: JSON.stringify(credential) }, signal)
  }

  async function start(
    { email, keep }: { email: string; keep: boolean },
    factor: Factor | undefined,
    signal: AbortSignal,
  ) {
    const answer = await api.call(
      'InitiateAuth',
      {
        ClientId: clientId,
        AuthFlow: 'USER_AUTH',
        AuthParameters: {
          USERNAME: email,
          ...(factor === undefined ? {} : { PREFERRED_CHALLENGE: factor }),
        },
      },
      { signal },
    )
    const username = answer.ChallengeParameters?.USERNAME ?? email
    return advance(answer, username, { email, keep, passwordGiven: false }, signal)
  }

  return {
    step: (): SignInStep | undefined => {
      const found = pending.read()
      return typeof found === 'object' ? found.step : undefined
    },

    show(step: SignInStep): Progress {
      pending.write({ step })
      return { status: 'step', step }
    },

    async withPassword(
      given: { email: string; password: string; keep: boolean },
      caller?: AbortSignal,
    ): Promise<Progress> {
      const signal = begin(caller)
      const email = normalised(given.email)
      try {
        const outcome = await (await userPool()).signIn(email, given.password, signal)
        lockOuts.succeeded(email)
        return await proceed(outcome, { email, keep: given.keep, passwordGiven: true }, signal)
      } catch (error) {
        throw lockOuts.failed(email, toAuthError(error))
      }
    },

    /** Without a password: by the factor given, or by choice of those the person has. */
    async withFactor(
      given: { email: string; keep: boolean; factor?: Exclude<Factor, 'PASSWORD'> },
      caller?: AbortSignal,
    ) {
      const signal = begin(caller)
      return start({ ...given, email: normalised(given.email) }, given.factor, signal)
    },

    /** The whole of signing in with a passkey; `conditional` waits in the browser's autofill. */
    async withPasskey(
      given: { email: string; keep: boolean; conditional?: boolean },
      caller?: AbortSignal,
    ) {
      const signal = begin(caller)
      const progress = await start(
        { ...given, email: normalised(given.email) },
        'WEB_AUTHN',
        signal,
      )
      if (progress.status !== 'step' || progress.step.type !== 'passkey') return progress
      // Until something happens this is not a step the person has taken.
      const challenge = openChallenge()
      if (given.conditional) pending.clear()
      return passkey(challenge, signal, given.conditional)
    },

    answerPasskey: (caller?: AbortSignal) => passkey(openChallenge(), begin(caller)),

    async chooseFactor(factor: Exclude<Factor, 'PASSWORD'>, caller?: AbortSignal) {
      const signal = begin(caller)
      const progress = await respond(openChallenge(), { ANSWER: factor }, signal)
      return progress.status === 'step' && progress.step.type === 'passkey'
        ? passkey(openChallenge(), signal)
        : progress
    },

    async answerCode(code: string, caller?: AbortSignal) {
      const challenge = openChallenge()
      const field = codeFields[challenge.name]
      if (field === undefined) throw new AuthError('session-expired')
      return respond(challenge, { [field]: digits(code) }, begin(caller))
    },

    chooseMfa: async (kind: MfaKind, caller?: AbortSignal) =>
      respond(openChallenge(), { ANSWER: challengeOf(kind) }, begin(caller)),

    async setUpMfa(kind: 'totp' | 'email', caller?: AbortSignal): Promise<Progress> {
      const challenge = openChallenge()
      const signal = begin(caller)
      return kind === 'totp'
        ? associate(challenge, signal)
        : respond(challenge, { EMAIL: challenge.email }, signal)
    },

    /** For the eyes of the person alone, so it does not pass through the store. */
    totpSetup() {
      const { totpSecret: secret = '', email } = openChallenge()
      return { secret, uri: totpUri(appName, email, secret) }
    },

    async verifyTotp(code: string, deviceName: string, caller?: AbortSignal): Promise<Progress> {
      const challenge = openChallenge()
      const signal = begin(caller)
      try {
        const { Status, Session } = await api.call(
          'VerifySoftwareToken',
          { Session: challenge.session, UserCode: digits(code), FriendlyDeviceName: deviceName },
          { signal },
        )
        if (Status !== 'SUCCESS') throw new AuthError('code-mismatch')
        return await respond(challenge, {}, signal, Session)
      } catch (error) {
        if (toAuthError(error).code === 'session-expired') pending.clear()
        throw error
      }
    },

    newPassword: async (
      password: string,
      attributes: Readonly<Record<string, string>>,
      caller?: AbortSignal,
    ) =>
      respond(
        openChallenge(),
        {
          NEW_PASSWORD: password,
          ...Object.fromEntries(
            Object.entries(attributes).map(([name, value]) => [`userAttributes.${name}`, value]),
          ),
        },
        begin(caller),
      ),

    async rememberDevice(remember: boolean, signal?: AbortSignal) {
      const deviceKey = session.deviceKey()
      if (remember && deviceKey !== undefined)
        await session.call(
          'UpdateDeviceStatus',
          { DeviceKey: deviceKey, DeviceRememberedStatus: 'remembered' },
          { signal },
        )
      pending.clear()
    },

    cancel() {
      attempt.abort()
      pending.clear()
    },
  }
}

export const normalised = (email: string) => email.trim().toLowerCase()

/** As people paste them from mails: with spaces, in two groups. */
export const digits = (code: string) => code.replace(/[\s-]/g, '')

export function totpUri(issuer: string, account: string, secret: string) {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}
