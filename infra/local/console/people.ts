import type { Context } from '../user-pool/context.ts'
import { lockKey } from '../user-pool/first-factor.ts'

/** Users of every pool as the page and its JSON show them, newest first. */
export function listPeople(context: Context) {
  return [...context.pools.values()].flatMap((pool) =>
    [...context.users(pool.id).values()]
      .toSorted((left, right) => right.createdAt - left.createdAt)
      .map((user) => ({
        pool: pool.name,
        poolId: pool.id,
        username: user.username,
        email: user.attributes['email'],
        phone: user.attributes['phone_number'],
        emailVerified: user.attributes['email_verified'] === 'true',
        status: user.status,
        enabled: user.enabled,
        locked: context.attempts.isLockedOut(
          lockKey(context, { pool, login: user.username, user }),
        ),
        groups: user.groups,
        mfa: user.mfa,
        preferredMfa: user.preferredMfa,
        devices: Object.keys(user.devices).length,
        passkeys: user.passkeys.length,
        createdAt: user.createdAt,
      })),
  )
}

export type Person = ReturnType<typeof listPeople>[number]
