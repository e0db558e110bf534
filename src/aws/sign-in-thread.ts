import { AuthError } from './auth-error.ts'
import { stepOf } from './challenges.ts'
import type { Factor, SignInStep } from './challenges.ts'
import type { DeviceStorage } from './device-storage.ts'
import { lastEmailKey } from './storage-keys.ts'
import { createPendingSteps } from './pending-step.ts'
import type { OpenChallenge } from './pending-step.ts'
import type { Platform } from './platform.ts'
import type { Session } from './session.ts'
import { toAuthError } from './to-auth-error.ts'
import { tokensOf, userOf } from './tokens.ts'
import type { UserPoolApi } from './user-pool-api.ts'
import type { AuthAnswer } from './user-pool-operations.ts'
import type { AuthOutcome, UserPool } from './user-pool.ts'

export interface SignInSettings {
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
  | { readonly status: 'signed-in' }
  | { readonly status: 'step'; readonly step: SignInStep }

/** The thread of one sign-in through Cognito's questions, from whichever of them to the tokens. */
export function createSignInThread(settings: SignInSettings) {
  const { api, clientId, devices, platform, session, userPool } = settings
  const pending = createPendingSteps(platform)
  if (pending.read() === 'expired') pending.clear()

  function rememberEmail({ email, keep }: { email: string; keep: boolean }) {
    if (keep) platform.local.set(lastEmailKey, email)
    else platform.local.remove(lastEmailKey)
  }

  function openChallenge(): OpenChallenge {
    const found = pending.read()
    if (typeof found === 'object' && found.challenge) return found.challenge
    throw new AuthError('session-expired')
  }

  /** For a challenge that is no longer open there is nothing left to repeat. */
  async function whileOpen<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      if (toAuthError(error).code === 'session-expired') pending.clear()
      throw error
    }
  }

  async function proceed(
    outcome: AuthOutcome,
    context: Pick<OpenChallenge, 'email' | 'keep' | 'passwordGiven'>,
    signal: AbortSignal,
  ): Promise<Progress> {
    if (signal.aborted) {
      // Nobody will ever hold them, and they would be good for a month.
      if (outcome.type === 'tokens') void session.giveBack(outcome.tokens)
      throw new AuthError('aborted')
    }
    if (outcome.type === 'tokens') {
      pending.clear()
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
    if (answer.ChallengeName?.startsWith('DEVICE_') || result?.NewDeviceMetadata) {
      // Without a password it may be the address that is known so far; a device is kept by the name.
      const name = result ? userOf(tokensOf(result)).username : username
      return proceed(await (await userPool()).settle(name, answer, signal), context, signal)
    }
    if (!result) return proceed({ type: 'challenge', answer, username }, context, signal)
    const deviceKey = devices.keyOf(username)
    const tokens = tokensOf(result, {
      refreshToken: '',
      ...(deviceKey === undefined ? {} : { deviceKey }),
    })
    return proceed({ type: 'tokens', tokens }, context, signal)
  }

  async function respond(
    challenge: OpenChallenge,
    responses: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ) {
    const { name, username } = challenge
    const deviceKey = devices.keyOf(username)
    return whileOpen(async () => {
      const answer = await api.call(
        'RespondToAuthChallenge',
        {
          ClientId: clientId,
          ChallengeName: name,
          Session: challenge.session,
          ChallengeResponses: {
            USERNAME: username,
            ...(deviceKey === undefined ? {} : { DEVICE_KEY: deviceKey }),
            ...responses,
          },
        },
        { signal },
      )
      return advance(answer, username, challenge, signal)
    })
  }

  async function associate(challenge: OpenChallenge, signal: AbortSignal): Promise<Progress> {
    const { SecretCode, Session } = await whileOpen(() =>
      api.call('AssociateSoftwareToken', { Session: challenge.session }, { signal }),
    )
    const step = { type: 'set-up-totp' } as const
    pending.write({
      step,
      challenge: {
        ...challenge,
        session: Session ?? challenge.session,
        totpSecret: SecretCode,
      },
    })
    return { status: 'step', step }
  }

  /** With `keepOffered` only offered, in the browser's autofill. */
  async function passkey(
    challenge: OpenChallenge,
    signal: AbortSignal,
    keepOffered?: () => boolean,
  ) {
    const { requestCredential } = await import('./web-authn.ts')
    const credential = await requestCredential(challenge.requestOptions ?? '{}', {
      signal,
      conditional: keepOffered !== undefined,
    })
    const keep = keepOffered?.() ?? challenge.keep
    return respond({ ...challenge, keep }, { CREDENTIAL: JSON.stringify(credential) }, signal)
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
    const { USERNAME, USER_ID_FOR_SRP } = answer.ChallengeParameters ?? {}
    const username = USERNAME ?? USER_ID_FOR_SRP ?? email
    return advance(answer, username, { email, keep, passwordGiven: false }, signal)
  }

  return { pending, openChallenge, whileOpen, proceed, respond, associate, passkey, start }
}
