import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers'

import { AuthError, ServiceError } from './auth-error.ts'
import { createIdentityPoolClient } from './identity-pool-client.ts'
import type { JsonService } from './json-service.ts'
import type { Marks } from './marks.ts'
import { identityKey } from './storage-keys.ts'
import type { Platform } from './platform.ts'
import type { ServerClock } from './server-clock.ts'
import type { Session } from './session.ts'
import { createSharedCredentials } from './shared-credentials.ts'
import type { AwsCredentials } from './shared-credentials.ts'
import { toAuthError } from './to-auth-error.ts'

export type { AwsCredentials } from './shared-credentials.ts'

interface Settings {
  readonly identityPoolId: string
  readonly ask: JsonService
  /** The user pool, as the identity pool knows it. */
  readonly login: string
  readonly clock: ServerClock
  readonly marks: Marks
  readonly platform: Platform
  readonly session: Session
}

export type IdentityPool = ReturnType<typeof createIdentityPool>

/** ID token to temporary credentials of AWS. They live in memory and go with the person. */
export function createIdentityPool(settings: Settings) {
  const { identityPoolId, ask, login, clock, marks, platform, session } = settings
  const client = createIdentityPoolClient(ask, platform)
  const shared = createSharedCredentials(platform, marks, subHere)
  const flights = new Map<string, Promise<AwsCredentials>>()

  session.subscribe(() => shared.drop(subHere()))

  function subHere() {
    const snapshot = session.snapshot()
    return snapshot.status === 'signed-out' ? undefined : snapshot.user.sub
  }

  function currentSub() {
    const sub = subHere()
    if (sub === undefined) throw new AuthError('signed-out')
    return sub
  }

  async function exchange(sub: string): Promise<AwsCredentials> {
    const provide = fromCognitoIdentityPool({
      identityPoolId,
      logins: { [login]: () => session.idToken() },
      userIdentifier: sub,
      cache: identityIds(platform, sub),
      // Handed on to the provider behind this one, where it is declared.
      ...({ client } as object),
    })
    const { accessKeyId, secretAccessKey, sessionToken, identityId, expiration } = await provide()
    if (currentSub() !== sub) throw new AuthError('signed-out')
    if (sessionToken === undefined || expiration === undefined) throw new AuthError('server')
    const until = new Date(expiration.getTime() - clock.offset())
    return { accessKeyId, secretAccessKey, sessionToken, identityId, expiration: until }
  }

  async function persistently(sub: string) {
    try {
      return await exchange(sub)
    } catch (error) {
      // Whatever it says, this service authorises by the ID token alone; a renewed one may do.
      if (isRefusal(error)) await session.refresh()
      // An identity that is gone has left the cache by now.
      else if (toAuthError(error).code !== 'not-found') throw toAuthError(error)
    }
    return exchange(sub).catch((error: unknown) => {
      throw isRefusal(error) ? new AuthError('not-allowed', { cause: error }) : toAuthError(error)
    })
  }

  return {
    async credentials(): Promise<AwsCredentials> {
      const sub = currentSub()
      const known = shared.current(sub)
      if (known) return known
      const result =
        flights.get(sub) ??
        shared.obtain(sub, () => persistently(sub)).finally(() => flights.delete(sub))
      flights.set(sub, result)
      return result
    },

    /** For signatures made on a device whose clock is wrong. */
    clockOffset: () => clock.offset(),
  }
}

const isRefusal = (error: unknown) =>
  error instanceof AuthError &&
  error.cause instanceof ServiceError &&
  error.cause.name === 'NotAuthorizedException'

/** One identity is remembered: a reload then costs a call less. It is no secret. */
function identityIds({ local }: Platform, sub: string) {
  const read = () => {
    const [owner, id] = (local.get(identityKey) ?? '').split(' ')
    return owner === sub ? (id ?? null) : null
  }
  return {
    getItem: () => read(),
    setItem: (_: string, id: string) => local.set(identityKey, `${sub} ${id}`),
    removeItem: () => local.remove(identityKey),
  }
}
