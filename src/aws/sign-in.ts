import { AuthError } from './auth-error.ts'
import { challengeOf, codeFields } from './challenges.ts'
import type { Factor, MfaKind, SignInStep } from './challenges.ts'
import { createLockOuts } from './lock-outs.ts'
import { yieldToPage } from './mod-pow.ts'
import { createSignInThread } from './sign-in-thread.ts'
import type { Progress, SignInSettings } from './sign-in-thread.ts'
import { toAuthError } from './to-auth-error.ts'

export type { Progress } from './sign-in-thread.ts'

export type SignIn = ReturnType<typeof createSignIn>

export function createSignIn(settings: SignInSettings) {
  const { api, appName, platform, userPool } = settings
  const thread = createSignInThread(settings)
  const { pending, openChallenge, whileOpen, proceed, respond, associate, passkey, start } = thread
  const lockOuts = createLockOuts(() => platform.now())
  let attempt = new AbortController()

  /** A newer attempt ends the older one: whoever answers last must not win. */
  function begin(signal: AbortSignal | undefined) {
    attempt.abort()
    attempt = new AbortController()
    return signal ? AbortSignal.any([signal, attempt.signal]) : attempt.signal
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
        // Tokens have just been read, and all that depends on who is signed in is about to change.
        await yieldToPage()
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

    /** The whole of signing in with a passkey. */
    async withPasskey(given: { email: string; keep: boolean }, caller?: AbortSignal) {
      const signal = begin(caller)
      const email = normalised(given.email)
      const progress = await start({ ...given, email }, 'WEB_AUTHN', signal)
      if (progress.status !== 'step' || progress.step.type !== 'passkey') return progress
      return passkey(openChallenge(), signal)
    },

    /** Waits in the browser's autofill; whether to keep is asked once a passkey has been chosen. */
    async offerPasskey(given: { email: string; keep: () => boolean }, caller?: AbortSignal) {
      const signal = begin(caller)
      const email = normalised(given.email)
      const before = pending.read()
      const progress = await start({ email, keep: true }, 'WEB_AUTHN', signal)
      // Until something happens this is not a step the person has taken.
      const challenge = openChallenge()
      if (typeof before === 'object') pending.write(before)
      else pending.clear()
      if (progress.status !== 'step' || progress.step.type !== 'passkey')
        throw new AuthError('passkey-unknown')
      return passkey(challenge, signal, given.keep)
    },

    answerPasskey: async (caller?: AbortSignal) => passkey(openChallenge(), begin(caller)),

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
      const signal = begin(caller)
      let challenge = openChallenge()
      // Done already where only what follows has failed; a code counts once.
      if (!challenge.totpVerified) {
        const { session } = challenge
        const { Status, Session } = await whileOpen(() =>
          api.call(
            'VerifySoftwareToken',
            { Session: session, UserCode: digits(code), FriendlyDeviceName: deviceName },
            { signal },
          ),
        )
        if (Status !== 'SUCCESS') throw new AuthError('code-mismatch')
        challenge = { ...challenge, session: Session ?? session, totpVerified: true }
        pending.write({ step: { type: 'set-up-totp' }, challenge })
      }
      return respond(challenge, {}, signal)
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

    cancel() {
      attempt.abort()
      pending.clear()
    },
  }
}

export const normalised = (email: string) => email.trim().toLowerCase()

/** As people paste them from mails: with spaces, in two groups; or as an input method widens them. */
export const digits = (code: string) => code.normalize('NFKC').replace(/[\s-]/g, '')

export function totpUri(issuer: string, account: string, secret: string) {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}
