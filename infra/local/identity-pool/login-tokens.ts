import { compactVerify, createLocalJWKSet, decodeJwt, errors } from 'jose'
import type { JSONWebKeySet, JWTPayload } from 'jose'
import type { Clock } from '#infra/local/clock.ts'
import { invalidToken, notAuthorized, unsupportedProvider } from './errors.ts'
import type { IdentityPool, Provider } from './pools.ts'

/** What the identity pool asks the user pools for. */
export interface UserPools {
  /** The published keys; undefined where there is no such pool. */
  jwks(poolId: string): Promise<JSONWebKeySet | undefined>
  /** Of the user and the sign-in that a token speaks of. */
  standing(poolId: string, claims: JWTPayload): 'good' | 'disabled' | 'revoked' | 'gone'
}

export interface Login {
  readonly provider: Provider
  readonly subject: string
  readonly claims: JWTPayload
}

function decode(token: string): JWTPayload {
  try {
    return decodeJwt(token)
  } catch {
    throw invalidToken('Not a valid OpenId Connect identity token.')
  }
}

async function hasGoodSignature(token: string, jwks: JSONWebKeySet) {
  try {
    await compactVerify(token, createLocalJWKSet(jwks), { algorithms: ['RS256'] })
    return true
  } catch (error) {
    if (error instanceof errors.JOSEError) return false
    throw error
  }
}

/** AWS words only the first; what it says to the others has not been published. */
const refusals = {
  revoked: 'Token has been revoked.',
  disabled: 'User is disabled.',
  gone: 'User does not exist.',
} as const

export function createLoginTokens({ userPools, clock }: { userPools: UserPools; clock: Clock }) {
  async function verify(pool: IdentityPool, providerName: string, token: string): Promise<Login> {
    const configured = pool.providers.filter(({ ProviderName }) => ProviderName === providerName)
    if (configured.length === 0) throw unsupportedProvider()
    const claims = decode(token)
    if (claims.iss !== `https://${providerName}`)
      throw invalidToken("Issuer doesn't match providerName")
    const userPoolId = providerName.slice(providerName.indexOf('/') + 1)
    const jwks = await userPools.jwks(userPoolId)
    if (!jwks || !(await hasGoodSignature(token, jwks)))
      throw invalidToken("Couldn't verify signed token.")
    for (const name of ['aud', 'sub', 'exp'])
      if (claims[name] === undefined) throw invalidToken(`Missing a required claim: ${name}`)
    const now = Math.floor(clock.now() / 1000)
    const { exp = 0, sub = '' } = claims
    if (now >= exp) throw invalidToken(`Token expired: ${now} >= ${exp}`)
    const audience = new Set([claims.aud].flat())
    const provider = configured.find(({ ClientId }) => audience.has(ClientId))
    if (!provider) throw unsupportedProvider()
    if (provider.ServerSideTokenCheck) {
      const standing = userPools.standing(userPoolId, claims)
      if (standing !== 'good') throw notAuthorized(refusals[standing])
    }
    return { provider, subject: sub, claims }
  }

  return {
    /** Every login must hold; one bad token spoils the request. */
    verifyAll: (pool: IdentityPool, logins: Readonly<Record<string, string>> | undefined) =>
      Promise.all(Object.entries(logins ?? {}).map(([name, token]) => verify(pool, name, token))),
  }
}

export type LoginTokens = ReturnType<typeof createLoginTokens>
