import { AuthError } from './auth-error.ts'
import type { AuthenticationResult } from './user-pool-operations.ts'

export interface Tokens {
  readonly idToken: string
  readonly accessToken: string
  readonly refreshToken: string
  /** Cognito binds refresh tokens to the device they were issued to. */
  readonly deviceKey?: string
}

/** Who is signed in: all that may leave the session, and nothing that opens a door. */
export interface SignedInUser {
  readonly sub: string
  readonly username: string
  readonly email: string
  readonly attributes: Readonly<Record<string, string>>
  readonly groups: readonly string[]
  /** Seconds since 1970 at the server. */
  readonly signedInAt: number
  readonly issuedAt: number
  readonly expiresAt: number
}

type Claims = Readonly<Record<string, unknown>>

/** For display and timing only. Whoever must be sure verifies the signature, and that is AWS. */
export function claimsOf(token: string): Claims {
  try {
    const payload = token.split('.')[1] ?? ''
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (it) =>
      it.charCodeAt(0),
    )
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof claims === 'object' && claims !== null) return claims as Claims
    throw new TypeError('not claims')
  } catch (cause) {
    throw new AuthError('unknown', { cause })
  }
}

const protocolClaims = new Set('sub iss aud jti origin_jti event_id token_use'.split(' '))

/** Asked for many times while somebody arrives. */
const known = new WeakMap<Tokens, SignedInUser>()

export function userOf(tokens: Tokens): SignedInUser {
  const user = known.get(tokens) ?? readUser(tokens)
  known.set(tokens, user)
  return user
}

function readUser(tokens: Tokens): SignedInUser {
  const id = claimsOf(tokens.idToken)
  const access = claimsOf(tokens.accessToken)
  const attributes = Object.entries(id).filter(
    ([name, value]) =>
      !protocolClaims.has(name) &&
      !name.startsWith('cognito:') &&
      (typeof value === 'string' || typeof value === 'boolean'),
  )
  const groups = id['cognito:groups']
  return {
    sub: text(id.sub),
    username: text(id['cognito:username']),
    email: text(id.email),
    attributes: Object.fromEntries(attributes.map(([name, value]) => [name, String(value)])),
    groups: Array.isArray(groups) ? groups.filter((it) => typeof it === 'string') : [],
    signedInAt: seconds(id.auth_time),
    issuedAt: seconds(id.iat),
    expiresAt: Math.min(seconds(id.exp), seconds(access.exp)),
  }
}

/** Stays the same through every refresh of one sign-in. */
export function signInIdOf(tokens: Tokens): string {
  const { origin_jti: origin, sub, auth_time: at } = claimsOf(tokens.accessToken)
  return text(origin) || `${text(sub)}.${seconds(at)}`
}

export function tokensOf(
  result: AuthenticationResult,
  previous?: Pick<Tokens, 'refreshToken' | 'deviceKey'>,
): Tokens {
  const deviceKey = result.NewDeviceMetadata?.DeviceKey ?? previous?.deviceKey
  const tokens = {
    idToken: result.IdToken,
    accessToken: result.AccessToken,
    refreshToken: result.RefreshToken ?? previous?.refreshToken ?? '',
    ...(deviceKey === undefined ? {} : { deviceKey }),
  }
  userOf(tokens)
  return tokens
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const seconds = (value: unknown) => (typeof value === 'number' ? value : 0)
