import { createHash } from 'node:crypto'

import type { JWTPayload } from 'jose'

import { AwsError } from '../http/aws-error.ts'

import type { Context } from './context.ts'
import { notAuthorized } from './errors.ts'
import type { Client, Pool } from './model.ts'

/** One sign-in, and the refresh tokens that came of it. Known as `origin_jti` in its tokens. */
export interface Grant {
  readonly id: string
  readonly username: string
  readonly clientId: string
  /** Seconds. */
  readonly authTime: number
  readonly expiresAt: number
  readonly deviceKey?: string
  readonly revoked?: boolean
  /** Digests of tokens; all but the last have been replaced. */
  readonly tokens: readonly { readonly digest: string; readonly replacedAt?: number }[]
}

export const grantsOf = ({ store }: Context, poolId: string) =>
  store.collection<Grant>(`grants:${poolId}`)

const digestOf = (token: string) => createHash('sha256').update(token).digest('base64')

const header = Buffer.from(
  JSON.stringify({ cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' }),
).toString('base64url')

/** In the outer form and size of Cognito's, which are encrypted and tell a client nothing. */
function makeRefreshToken({ random }: Context, grantId: string): string {
  const part = (length: number) => random.bytes(length).toString('base64url')
  const content = Buffer.concat([
    Buffer.from(grantId.replaceAll('-', ''), 'hex'),
    random.bytes(760),
  ])
  return [header, part(256), part(12), content.toString('base64url'), part(16)].join('.')
}

function grantIdIn(token: string): string | undefined {
  const bytes = Buffer.from(token.split('.')[3] ?? '', 'base64url')
  if (bytes.length < 16) return undefined
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

interface NewGrant {
  readonly username: string
  readonly deviceKey?: string | undefined
}

export function openGrant(
  context: Context,
  pool: Pool,
  client: Client,
  { username, deviceKey }: NewGrant,
): { grant: Grant; refreshToken: string } {
  const grants = grantsOf(context, pool.id)
  const now = context.clock.now()
  for (const [id, { expiresAt }] of grants.entries()) {
    if (expiresAt > now) break
    grants.delete(id)
  }
  const id = context.uuid()
  const refreshToken = makeRefreshToken(context, id)
  const grant: Grant = {
    id,
    username,
    clientId: client.id,
    authTime: Math.floor(now / 1000),
    expiresAt: now + client.settings.refreshSeconds * 1000,
    ...(deviceKey && { deviceKey }),
    tokens: [{ digest: digestOf(refreshToken) }],
  }
  grants.set(id, grant)
  return { grant, refreshToken }
}

/** The grant of a refresh token, whatever its state, and the token's place in it. */
export function findGrant(context: Context, poolId: string, refreshToken: string) {
  const grant = grantsOf(context, poolId).get(grantIdIn(refreshToken) ?? '')
  const digest = digestOf(refreshToken)
  const token = grant?.tokens.find((candidate) => candidate.digest === digest)
  return grant && token ? { grant, token } : undefined
}

const rotationOf = ({ settings }: Client) =>
  settings.RefreshTokenRotation?.Feature === 'ENABLED' ? settings.RefreshTokenRotation : undefined

export function spendRefreshToken(
  context: Context,
  client: Client,
  refreshToken: string,
  deviceKey: string | undefined,
): { grant: Grant; refreshToken?: string } {
  const found = findGrant(context, client.poolId, refreshToken)
  if (!found || found.grant.clientId !== client.id) throw notAuthorized('Invalid Refresh Token')
  const { grant, token } = found
  const now = context.clock.now()
  if (grant.revoked) throw notAuthorized('Refresh Token has been revoked')
  if (grant.expiresAt <= now) throw notAuthorized('Refresh Token has expired')
  if (grant.deviceKey !== undefined && grant.deviceKey !== deviceKey)
    throw notAuthorized('Invalid Refresh Token')
  const rotation = rotationOf(client)
  if (!rotation) return { grant }
  const grace = (rotation.RetryGracePeriodSeconds ?? 0) * 1000
  if (token.replacedAt !== undefined && now - token.replacedAt >= grace)
    throw new AwsError(
      'RefreshTokenReuseException',
      'Refresh token has been invalidated by rotation.',
    )
  const next = makeRefreshToken(context, grant.id)
  const replaced = { replacedAt: now, ...token }
  const known = grant.tokens.slice(-20).map((entry) => (entry === token ? replaced : entry))
  const tokens = [...known, { digest: digestOf(next) }]
  grantsOf(context, client.poolId).set(grant.id, { ...grant, tokens })
  return { grant, refreshToken: next }
}

/** Whether the sign-in that a token came from has been ended. */
export function isRevoked(context: Context, poolId: string, claims: JWTPayload): boolean {
  const grants = grantsOf(context, poolId)
  const { origin_jti: id, auth_time: authTime } = claims
  if (id !== undefined) {
    const grant = typeof id === 'string' ? grants.get(id) : undefined
    return !grant || grant.revoked === true
  }
  // Where the client has no revocation its tokens do not name their sign-in, and still end with it.
  const username = claims['username'] ?? claims['cognito:username']
  const own = [...grants.values()].filter(
    (grant) => grant.username === username && grant.authTime === authTime,
  )
  return own.length > 0 && own.every(({ revoked }) => revoked)
}

export function revokeGrant(context: Context, poolId: string, id: string) {
  const grants = grantsOf(context, poolId)
  const grant = grants.get(id)
  if (grant) grants.set(id, { ...grant, revoked: true })
}

export function revokeGrantsOf(context: Context, poolId: string, username: string) {
  for (const grant of grantsOf(context, poolId).values())
    if (grant.username === username && !grant.revoked) revokeGrant(context, poolId, grant.id)
}
