import { toAuthError } from './to-auth-error.ts'
import { isTransient } from './auth-error.ts'
import type { AuthError, AuthErrorCode } from './auth-error.ts'
import type { Platform } from './platform.ts'
import { digits, normalised } from './sign-in.ts'
import type { Progress, SignIn } from './sign-in.ts'
import type { UserPoolApi } from './user-pool-api.ts'

interface Settings {
  readonly api: UserPoolApi
  readonly clientId: string
  readonly platform: Platform
  readonly signIn: SignIn
}

/** Done, but signing in has to be done by hand. */
export type Settled = Progress | { readonly status: 'signed-out' }

const passwordLifetime = 10 * 60_000

const isWorthRepeating = (error: AuthError) =>
  isTransient(error) || error.code === 'code-not-sent' || error.code === 'aborted'

export function createSignUp({ api, clientId: ClientId, platform, signIn }: Settings) {
  /** So that confirming leads straight in. In memory only, and not for long. */
  let remembered: { email: string; password: string; keep: boolean } | undefined
  let cancelForgetting: (() => void) | undefined

  function forget() {
    cancelForgetting?.()
    remembered = undefined
  }

  function remember(given: { email: string; password: string; keep: boolean }) {
    forget()
    remembered = given
    cancelForgetting = platform.after(passwordLifetime, forget)
  }

  async function signInWith(
    given: { email: string; password: string; keep: boolean },
    signal?: AbortSignal,
  ): Promise<Settled> {
    try {
      return await signIn.withPassword(given, signal)
    } catch (error) {
      // Somebody who has gone, or has begun anew, is not to be interrupted.
      if (toAuthError(error).code === 'aborted') throw error
      // What was asked for has been done; that signing in failed is told by the form for it.
      signIn.cancel()
      return { status: 'signed-out' }
    }
  }

  const resend = (email: string, signal?: AbortSignal) =>
    api.call('ResendConfirmationCode', { ClientId, Username: email }, { signal })

  async function requestReset(email: string, required: boolean, signal?: AbortSignal) {
    await api
      .call('ForgotPassword', { ClientId, Username: email }, { signal })
      .catch(ignoreTellTale)
    return signIn.show({ type: 'reset-password', email, required })
  }

  return {
    async signUp(
      given: {
        email: string
        password: string
        attributes: Readonly<Record<string, string>>
        keep: boolean
      },
      signal?: AbortSignal,
    ): Promise<Settled> {
      const email = normalised(given.email)
      const filled = Object.entries(given.attributes).filter(([, value]) => value.trim() !== '')
      const credentials = { email, password: given.password, keep: given.keep }
      try {
        const { UserConfirmed } = await api.call(
          'SignUp',
          {
            ClientId,
            Username: email,
            Password: given.password,
            UserAttributes: [
              { Name: 'email', Value: email },
              ...filled.map(([Name, Value]) => ({ Name, Value: Value.trim() })),
            ],
          },
          { signal },
        )
        if (UserConfirmed) return await signInWith(credentials, signal)
      } catch (error) {
        if (toAuthError(error).code !== 'username-taken') throw error
        // Looks from outside as if the address were new; whoever owns it gets a code if one is due.
        await resend(email, signal).catch(ignoreTellTale)
      }
      remember(credentials)
      return signIn.show({ type: 'confirm-sign-up', email })
    },

    /** Signing in as somebody who has not confirmed: a new code on its way, the password kept. */
    async continueSignUp(
      given: { email: string; password: string; keep: boolean },
      signal?: AbortSignal,
    ) {
      const email = normalised(given.email)
      remember({ ...given, email })
      await resend(email, signal).catch((error: unknown) => {
        // Otherwise one is at hand, as after too many, or the screen's button will tell why not.
        if (isWorthRepeating(toAuthError(error))) throw error
      })
      return signIn.show({ type: 'confirm-sign-up', email })
    },

    async confirm(given: { email: string; code: string }, signal?: AbortSignal): Promise<Settled> {
      const email = normalised(given.email)
      try {
        await api.call(
          'ConfirmSignUp',
          { ClientId, Username: email, ConfirmationCode: digits(given.code) },
          { signal },
        )
      } catch (error) {
        if (toAuthError(error).code !== 'already-confirmed') throw error
      }
      const known = remembered?.email === email ? remembered : undefined
      forget()
      if (known) return signInWith(known, signal)
      signIn.cancel()
      return { status: 'signed-out' }
    },

    async resend(given: { email: string }, signal?: AbortSignal): Promise<Settled> {
      const email = normalised(given.email)
      try {
        await resend(email, signal)
        return signIn.show({ type: 'confirm-sign-up', email })
      } catch (error) {
        if (toAuthError(error).code !== 'already-confirmed') throw error
        const known = remembered?.email === email ? remembered : undefined
        forget()
        if (known) return signInWith(known, signal)
        signIn.cancel()
        return { status: 'signed-out' }
      }
    },

    requestReset: (given: { email: string; required?: boolean }, signal?: AbortSignal) =>
      requestReset(normalised(given.email), given.required ?? false, signal),

    /** The administrator's reset has sent a code already. */
    resetRequired: (email: string) =>
      signIn.show({ type: 'reset-password', email: normalised(email), required: true }),

    async reset(
      given: { email: string; code: string; password: string; keep: boolean },
      signal?: AbortSignal,
    ): Promise<Settled> {
      const email = normalised(given.email)
      await api.call(
        'ConfirmForgotPassword',
        {
          ClientId,
          Username: email,
          ConfirmationCode: digits(given.code),
          Password: given.password,
        },
        { signal },
      )
      return signInWith({ email, password: given.password, keep: given.keep }, signal)
    },

    forget,
  }
}

/** Refusals that would tell strangers who has an account here, and in which state it is. */
const tellsOfAnAccount: ReadonlySet<AuthErrorCode> = new Set([
  'user-not-found',
  'user-not-confirmed',
  'user-disabled',
  'wrong-credentials',
  'no-recovery-address',
  'already-confirmed',
  'invalid-input',
])

function ignoreTellTale(error: unknown): undefined {
  if (!tellsOfAnAccount.has(toAuthError(error).code)) throw error
}
