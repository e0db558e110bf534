import { decodeJwt } from 'jose'
import type { JWTPayload } from 'jose'

import type { Context } from './context.ts'
import { noSuchUser, notAuthorized } from './errors.ts'
import { isRevoked } from './grants.ts'
import type { Grant } from './grants.ts'
import type { Client, Group, Pool, User } from './model.ts'

const apiScope = 'aws.cognito.signin.user.admin'

export const issuerOf = ({ id }: Pool) =>
  `https://cognito-idp.${id.split('_')[0]}.amazonaws.com/${id}`

/** Those that claim precedence first, the lowest number first of all. */
export function groupsOf(context: Context, pool: Pool, user: User): Group[] {
  const all = context.groups(pool.id)
  return user.groups
    .flatMap((name) => all.get(name) ?? [])
    .toSorted((a, b) => (a.precedence ?? Infinity) - (b.precedence ?? Infinity))
}

function groupClaims(groups: readonly Group[]) {
  if (groups.length === 0) return {}
  const roles = groups.flatMap(({ roleArn }) => roleArn ?? [])
  const [first, second] = groups
  // Between equals there is no preference.
  const preferred = first && first.precedence !== second?.precedence ? first.roleArn : undefined
  return {
    names: { 'cognito:groups': groups.map(({ name }) => name) },
    roles: {
      ...(roles.length > 0 && { 'cognito:roles': roles }),
      ...(preferred && { 'cognito:preferred_role': preferred }),
    },
  }
}

/** Undefined: the client may read everything. */
export const canRead = ({ settings }: Client, name: string) =>
  name === 'sub' || !settings.ReadAttributes || settings.ReadAttributes.includes(name)

function attributeClaim(name: string, value: string): unknown {
  if (name.endsWith('_verified')) return value === 'true'
  if (name === 'address') return { formatted: value }
  if (name === 'updated_at') return Number(value)
  return value
}

export async function issueTokens(
  context: Context,
  pool: Pool,
  client: Client,
  user: User,
  grant: Grant,
) {
  const { clock, signer, uuid } = context
  const now = Math.floor(clock.now() / 1000)
  const { names, roles } = groupClaims(groupsOf(context, pool, user))
  const shared = {
    sub: user.attributes['sub'],
    ...names,
    iss: issuerOf(pool),
    ...(client.settings.EnableTokenRevocation && { origin_jti: grant.id }),
    event_id: uuid(),
    auth_time: grant.authTime,
    iat: now,
  }
  const attributes = Object.entries(user.attributes)
    .filter(([name]) => canRead(client, name) && name !== 'sub')
    .map(([name, value]) => [name, attributeClaim(name, value)] as const)
  const [AccessToken, IdToken] = await Promise.all([
    signer.sign(pool.id, 'access', {
      ...shared,
      ...(grant.deviceKey && { device_key: grant.deviceKey }),
      client_id: client.id,
      token_use: 'access',
      scope: apiScope,
      exp: now + client.settings.accessSeconds,
      jti: uuid(),
      username: user.username,
    } as JWTPayload),
    signer.sign(pool.id, 'id', {
      ...Object.fromEntries(attributes),
      ...shared,
      ...roles,
      'cognito:username': user.username,
      aud: client.id,
      token_use: 'id',
      exp: now + client.settings.idSeconds,
      jti: uuid(),
    } as JWTPayload),
  ])
  return { AccessToken, IdToken, ExpiresIn: client.settings.accessSeconds, TokenType: 'Bearer' }
}

export interface Bearer {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
  readonly claims: JWTPayload
}

const invalid = () => notAuthorized('Invalid Access Token')

/** Whoever sends this access token, if it is one and still counts. */
export async function bearer(context: Context, accessToken: string): Promise<Bearer> {
  const pool = context.pools.get(poolIdIn(accessToken) ?? '')
  const claims = pool && (await context.signer.verifyAccess(pool.id, accessToken))
  if (!claims || claims['token_use'] !== 'access' || claims.iss !== issuerOf(pool)) throw invalid()
  const client = context.clients.get(String(claims['client_id']))
  if (!client || client.poolId !== pool.id) throw invalid()
  const now = context.clock.now()
  if ((claims.exp ?? 0) * 1000 <= now) throw notAuthorized('Access Token has expired')
  const user = context.users(pool.id).get(String(claims['username']))
  if (!user || user.attributes['sub'] !== claims.sub) throw noSuchUser()
  if (isRevoked(context, pool.id, claims)) throw notAuthorized('Access Token has been revoked')
  if (!user.enabled) throw notAuthorized('User is disabled.')
  return { pool, client, user, claims }
}

function poolIdIn(token: string): string | undefined {
  try {
    return decodeJwt(token).iss?.split('/').at(-1)
  } catch {
    return undefined
  }
}
