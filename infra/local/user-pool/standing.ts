import type { JWTPayload } from 'jose'

import type { Context } from './context.ts'
import { isRevoked } from './grants.ts'

export type Standing = 'good' | 'disabled' | 'revoked' | 'gone'

/** Whether whoever a token speaks for may still be spoken for; its signature is checked elsewhere. */
export function standing(context: Context, poolId: string, claims: JWTPayload): Standing {
  const username = claims['cognito:username'] ?? claims['username']
  const user = context.pools.get(poolId) && context.users(poolId).get(String(username))
  if (!user || user.attributes['sub'] !== claims.sub) return 'gone'
  if (!user.enabled) return 'disabled'
  return isRevoked(context, poolId, claims) ? 'revoked' : 'good'
}
