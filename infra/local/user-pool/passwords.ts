import { AwsError } from '../http/aws-error.ts'

import type { Context } from './context.ts'
import type { Pool, User } from './model.ts'
import { makeVerifier, matches } from './srp.ts'
import type { Identity } from './srp.ts'

export const identityOf = (pool: Pool, username: string): Identity => ({
  owner: pool.id.split('_')[1] ?? '',
  name: username,
})

const invalidPassword = (why: string) =>
  new AwsError('InvalidPasswordException', `Password did not conform with policy: ${why}`)

/** Cognito's list; anything else is neither letter nor digit nor symbol to it. */
const symbols = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/

export function checkPassword({ settings }: Pool, password: string) {
  const policy = settings.PasswordPolicy
  const rules: readonly (readonly [boolean, string])[] = [
    [password.length >= policy.MinimumLength, 'Password not long enough'],
    [!policy.RequireUppercase || /[A-Z]/.test(password), 'Password must have uppercase characters'],
    [!policy.RequireLowercase || /[a-z]/.test(password), 'Password must have lowercase characters'],
    [!policy.RequireNumbers || /[0-9]/.test(password), 'Password must have numeric characters'],
    [!policy.RequireSymbols || symbols.test(password), 'Password must have symbol characters'],
  ]
  const broken = rules.find(([kept]) => !kept)
  if (broken) throw invalidPassword(broken[1])
}

export const passwordMatches = (pool: Pool, { username, password }: User, given: string) =>
  password !== undefined && matches(identityOf(pool, username), given, password)

export function withPassword(context: Context, pool: Pool, user: User, password: string): User {
  const identity = identityOf(pool, user.username)
  const { PasswordHistorySize: kept = 0 } = pool.settings.PasswordPolicy
  const former = user.password ? [user.password, ...(user.formerPasswords ?? [])] : []
  const remembered = former.slice(0, kept)
  if (remembered.some((verifier) => matches(identity, password, verifier)))
    throw new AwsError(
      'PasswordHistoryPolicyViolationException',
      'Password has previously been used',
    )
  const { temporaryPasswordExpiresAt: _gone, ...rest } = user
  return {
    ...rest,
    password: makeVerifier(identity, password, context.random.bytes(16)),
    ...(kept > 0 && { formerPasswords: remembered }),
    modifiedAt: context.clock.now(),
  }
}
