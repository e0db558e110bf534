import { integer, required, text } from '../http/shape.ts'
import type { Context } from './context.ts'
import { noSuchUser } from './errors.ts'
import * as input from './input.ts'
import type { Pool, User } from './model.ts'
import type { Users } from './users.ts'

/** Members that administrators' requests share. */
export const poolId = required(text({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-zA-Z]+' }))
export const groupName = required(
  text({ min: 1, max: 128, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' }),
)
export const arn = text({
  min: 20,
  max: 2048,
  pattern:
    'arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?',
})
export const limit = integer({ min: 0, max: 60 })
export const nextToken = text({ min: 1, max: 131_072, pattern: '[\\S]+' })

export const userInput = { UserPoolId: poolId, Username: input.username }

export interface Subject {
  readonly pool: Pool
  readonly users: Users
  readonly user: User
}

/** Administrators are told whether there is such a user. */
export function subject(
  context: Context,
  request: { readonly UserPoolId: string; readonly Username: string },
): Subject {
  const pool = context.pool(request.UserPoolId)
  const users = context.users(pool.id)
  const found = users.find(request.Username) ?? bySub(users, request.Username)
  if (!found) throw noSuchUser()
  return { pool, users, user: found }
}

/** AWS takes the `sub` for a username too, also where it is not one. */
function bySub(users: Users, sub: string): User | undefined {
  if (!/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(sub)) return undefined
  for (const user of users.values()) if (user.attributes['sub'] === sub) return user
  return undefined
}

export const describeUser = (found: User) => ({
  Username: found.username,
  Attributes: Object.entries(found.attributes).map(([Name, Value]) => ({ Name, Value })),
  UserCreateDate: found.createdAt / 1000,
  UserLastModifiedDate: found.modifiedAt / 1000,
  Enabled: found.enabled,
  UserStatus: found.status,
})
