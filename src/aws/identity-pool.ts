import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers'

import { AuthError } from './auth-error.ts'
import { toAuthError } from './to-auth-error.ts'
import { identityKey } from './opening.ts'
import type { Platform } from './platform.ts'
import type { ServerClock } from './server-clock.ts'
import type { Session } from './session.ts'

interface Settings {
  readonly identityPoolId: string
  readonly region: string
  readonly endpoint: string | undefined
  /** The user pool, as the identity pool knows it. */
  readonly login: string
  readonly clock: ServerClock
  readonly platform: Platform
  readonly session: Session
}

export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly identityId: string
  /** By the device's clock, which is what the SDK compares it with. */
  readonly expiration: Date
}

/** The SDK takes credentials for expired when they have less than this left. */
const margin = 5 * 60_000

export type IdentityPool = ReturnType<typeof createIdentityPool>

/** ID token to temporary credentials of AWS. They live in memory and go with the person. */
export function createIdentityPool(settings: Settings) {
  const { identityPoolId, region, endpoint, login, clock, platform, session } = settings
  let known: { sub: string; credentials: AwsCredentials } | undefined
  let flight: { sub: string; result: Promise<AwsCredentials> } | undefined

  session.subscribe((snapshot) => {
    const sub = snapshot.status === 'signed-out' ? undefined : snapshot.user.sub
    if (known?.sub !== sub) known = undefined
    if (flight?.sub !== sub) flight = undefined
  })

  async function exchange(sub: string): Promise<AwsCredentials> {
    const provide = fromCognitoIdentityPool({
      identityPoolId,
      logins: { [login]: () => session.idToken() },
      userIdentifier: sub,
      cache: identityIds(platform, sub),
      clientConfig: { region, ...(endpoint === undefined ? {} : { endpoint }) },
    })
    const given = await provide()
    const { accessKeyId, secretAccessKey, sessionToken, identityId, expiration } = given
    if (sessionToken === undefined || expiration === undefined) throw new AuthError('server')
    const credentials = {
      accessKeyId,
      secretAccessKey,
      sessionToken,
      identityId,
      expiration: new Date(expiration.getTime() - clock.offset()),
    }
    if (currentSub() !== sub) throw new AuthError('signed-out')
    known = { sub, credentials }
    return credentials
  }

  function currentSub() {
    const snapshot = session.snapshot()
    if (snapshot.status === 'signed-out') throw new AuthError('signed-out')
    return snapshot.user.sub
  }

  async function exchangeTwice(sub: string) {
    try {
      return await exchange(sub)
    } catch (error) {
      const failure = toAuthError(error)
      if (failure.code !== 'signed-out' && failure.code !== 'not-found') throw failure
      // A token refused here is renewed once; an identity that is gone has left the cache.
      if (failure.code === 'signed-out') await session.refresh()
      return exchange(sub)
    }
  }

  return {
    async credentials(): Promise<AwsCredentials> {
      const sub = currentSub()
      if (known?.sub === sub && known.credentials.expiration.getTime() - margin > clock.deviceNow())
        return known.credentials
      if (flight?.sub === sub) return flight.result
      const result = exchangeTwice(sub).finally(() => {
        if (flight?.result === result) flight = undefined
      })
      flight = { sub, result }
      return result
    },

    /** For signatures made on a device whose clock is wrong. */
    clockOffset: () => clock.offset(),
  }
}

/** One identity is remembered: a reload then costs a call less. It is no secret. */
function identityIds({ local }: Platform, sub: string) {
  const key = identityKey
  const read = () => {
    const [owner, id] = (local.get(key) ?? '').split(' ')
    return owner === sub ? (id ?? null) : null
  }
  return {
    getItem: () => read(),
    setItem: (_: string, id: string) => local.set(key, `${sub} ${id}`),
    removeItem: () => local.remove(key),
  }
}
