import AuthenticationDetails from 'amazon-cognito-identity-js/es/AuthenticationDetails'
import AuthenticationHelper from 'amazon-cognito-identity-js/es/AuthenticationHelper'
import CognitoUser from 'amazon-cognito-identity-js/es/CognitoUser'
import CognitoUserPool from 'amazon-cognito-identity-js/es/CognitoUserPool'
import DateHelper from 'amazon-cognito-identity-js/es/DateHelper'

import { AuthError, ServiceError, isTransient } from './auth-error.ts'
import { toAuthError } from './to-auth-error.ts'
import { backOff, pause } from './back-off.ts'
import type { DeviceStorage } from './device-storage.ts'
import { yieldToPage } from './mod-pow.ts'
import { installNativeModPow } from './native-big-integer.ts'
import type { Platform } from './platform.ts'
import type { ServerClock } from './server-clock.ts'
import { promiseOf } from './promise-of.ts'
import { srpDate } from './srp-date.ts'
import { tokensOf } from './tokens.ts'
import type { Tokens } from './tokens.ts'
import type { UserPoolApi } from './user-pool-api.ts'
import type { AuthAnswer, Input } from './user-pool-operations.ts'

/*
 * The one file that knows amazon-cognito-identity-js. The library does what a machine answers:
 * SRP with the password, SRP with the device, and making a device known. What a person answers never
 * reaches it, because it breaks on challenges younger than itself.
 */

interface Settings {
  readonly api: UserPoolApi
  readonly clock: ServerClock
  readonly devices: DeviceStorage
  readonly platform: Platform
  readonly userPoolId: string
  readonly userPoolClientId: string
}

export type AuthOutcome =
  | { readonly type: 'tokens'; readonly tokens: Tokens }
  | { readonly type: 'challenge'; readonly answer: AuthAnswer; readonly username: string }

type Callback = (error: unknown, answer?: AuthAnswer) => void

/** Members the library has and does not declare. */
type Inner = {
  client: { request(operation: string, input: object, callback: Callback): void }
}
type InnerUser = CognitoUser & {
  deviceKey?: string | null
  authenticateUserInternal(answer: AuthAnswer, helper: object, callbacks: object): void
}

const machineChallenges = new Set([
  'PASSWORD_VERIFIER',
  'DEVICE_SRP_AUTH',
  'DEVICE_PASSWORD_VERIFIER',
])

export type UserPool = ReturnType<typeof createUserPool>

export function createUserPool(settings: Settings) {
  const { api, clock, devices, platform, userPoolId, userPoolClientId } = settings
  const active = new Set<(error: unknown) => void>()
  installNativeModPow((error) => active.forEach((reject) => reject(error)))
  DateHelper.prototype.getNowString = () => srpDate(clock.now())

  function run(
    username: string,
    signal: AbortSignal | undefined,
    start: (user: InnerUser, callbacks: object) => void,
    given?: AuthAnswer,
  ): Promise<AuthOutcome> {
    const outcome = promiseOf<AuthOutcome>()
    const pool = new CognitoUserPool({ UserPoolId: userPoolId, ClientId: userPoolClientId })
    let result = given?.AuthenticationResult
    let lastInput: Partial<Input<'RespondToAuthChallenge'>> = {}

    async function request(operation: string, input: object, callback: Callback) {
      lastInput = input
      let answer: AuthAnswer
      try {
        answer = await send(operation, input, signal)
      } catch (error) {
        return callback(new Relayed(toAuthError(error)))
      }
      result ??= answer.AuthenticationResult
      if (answer.ChallengeName !== undefined && !machineChallenges.has(answer.ChallengeName))
        return outcome.resolve({ type: 'challenge', answer, username: user.getUsername() })
      // The library would take no answer for one.
      if (answer.ChallengeName === undefined && !result) return finish()
      callback(null, answer)
    }

    ;(pool as unknown as Inner).client = {
      request: (operation, input, callback) =>
        void request(operation, input, callback).catch(outcome.reject),
    }
    const user = new CognitoUser({
      Username: username,
      Pool: pool,
      Storage: devices.forLibrary,
    }) as InnerUser

    const finish = () => {
      if (!result) return outcome.reject(new AuthError('server'))
      const deviceKey = user.deviceKey ?? undefined
      const tokens = tokensOf(result, {
        refreshToken: '',
        ...(deviceKey === undefined ? {} : { deviceKey }),
      })
      outcome.resolve({ type: 'tokens', tokens })
    }
    active.add(outcome.reject)
    start(user, {
      onSuccess: finish,
      onFailure(error: unknown) {
        // Tokens were issued and only the device stayed unknown: it is asked for a code next time.
        // Where the caller has gone meanwhile, they are given back.
        if (result) return finish()
        const failure = error instanceof Relayed ? error.origin : toAuthError(error)
        const stale = lastInput.ChallengeName?.startsWith('DEVICE_') && !isTransient(failure)
        outcome.reject(stale ? new ForgottenDevice(user.getUsername(), failure) : failure)
      },
    })
    return outcome.promise.finally(() => active.delete(outcome.reject))
  }

  async function send(operation: string, input: object, signal: AbortSignal | undefined) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await api.call(operation as 'InitiateAuth', withoutNulls(input), { signal })
      } catch (error) {
        // By now the sign-in has succeeded; what asked for a code once should not do so again.
        const again = operation === 'ConfirmDevice' && isTransient(toAuthError(error))
        if (!again || attempt === 2) throw error
      }
      await pause(platform, backOff(platform, attempt))
    }
  }

  return {
    async signIn(username: string, password: string, signal?: AbortSignal): Promise<AuthOutcome> {
      const attempt = () =>
        run(username, signal, (user, callbacks) =>
          user.authenticateUser(
            new AuthenticationDetails({ Username: username, Password: password }),
            callbacks as never,
          ),
        )
      // A slow phone is busy for long with what follows, and the page shows first that it is at work.
      await yieldToPage()
      try {
        return await attempt()
      } catch (error) {
        if (!(error instanceof ForgottenDevice)) throw error
        // Forgotten from elsewhere: without it the pool asks for the second factor, as it should.
        devices.forget(error.username)
        return await attempt()
      }
    },

    /** Takes over when an answer of ours made Cognito turn to the device. */
    async settle(username: string, answer: AuthAnswer, signal?: AbortSignal): Promise<AuthOutcome> {
      try {
        const helper = new AuthenticationHelper(userPoolId.split('_')[1] ?? '')
        const start = (user: InnerUser, callbacks: object) => {
          user.getCachedDeviceKeyAndPassword()
          user.authenticateUserInternal(answer, helper, callbacks)
        }
        return await run(username, signal, start, answer)
      } catch (error) {
        if (!(error instanceof ForgottenDevice)) throw error
        devices.forget(error.username)
        throw new AuthError('session-expired', { cause: error })
      }
    },
  }
}

class Relayed extends Error {
  readonly origin: AuthError
  readonly code: string

  constructor(origin: AuthError) {
    const cause = origin.cause instanceof ServiceError ? origin.cause : undefined
    super(cause?.message ?? origin.code)
    this.origin = origin
    // The library looks at `code` and message to tell a device that has been forgotten.
    this.code = cause?.name ?? origin.code
  }
}

class ForgottenDevice extends Error {
  readonly username: string

  constructor(username: string, cause: AuthError) {
    super('This device has been forgotten', { cause })
    this.username = username
  }
}

/** The library sends `DEVICE_KEY: null` for a device it has just dropped. */
function withoutNulls(input: object) {
  const { ChallengeResponses: responses, ...rest } = input as Partial<
    Input<'RespondToAuthChallenge'>
  >
  if (!responses) return input as Input<'InitiateAuth'>
  const given = Object.entries(responses).filter(([, value]) => value !== null)
  return { ...rest, ChallengeResponses: Object.fromEntries(given) } as never
}
