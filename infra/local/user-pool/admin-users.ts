import { signedOperation } from '../http/json-service.ts'
import { flag, list, required } from '../http/shape.ts'
import { withTemporaryPassword } from './admin-create-user.ts'
import { describeUser, subject, userInput } from './admin-input.ts'
import {
  attributeList,
  attributeName,
  checkAttributes,
  checkEmptied,
  checkUnique,
  valuesOf,
  withAttributes,
} from './attributes.ts'
import { issueCode, withoutCode } from './codes.ts'
import type { Context } from './context.ts'
import { invalidParameter, notAuthorized } from './errors.ts'
import { revokeGrantsOf } from './grants.ts'
import * as input from './input.ts'
import { describeMfa, mfaInput, withMfa } from './mfa-preference.ts'
import type { User } from './model.ts'
import { checkPassword, withPassword } from './passwords.ts'
import { changeAttributes, checkDeletable, withoutAttributes } from './profile.ts'
import { recoveryAddress } from './recovery.ts'

const addresses = ['email', 'phone_number'] as const

/** What one administrator does to one user. */
export function adminUserOperations(context: Context) {
  const touched = (user: User): User => ({ ...user, modifiedAt: context.clock.now() })

  return {
    AdminGetUser: signedOperation(userInput, (request) => {
      const { user } = subject(context, request)
      const { Attributes: UserAttributes, ...rest } = describeUser(user)
      return { ...rest, UserAttributes, ...describeMfa(user) }
    }),

    AdminDeleteUser: signedOperation(userInput, (request) => {
      const { pool, users, user } = subject(context, request)
      revokeGrantsOf(context, pool.id, user.username)
      users.remove(user.username)
    }),

    AdminEnableUser: signedOperation(userInput, (request) => {
      const { users, user } = subject(context, request)
      users.change(user.username, (current) => touched({ ...current, enabled: true }))
    }),

    AdminDisableUser: signedOperation(userInput, (request) => {
      const { pool, users, user } = subject(context, request)
      users.change(user.username, (current) => touched({ ...current, enabled: false }))
      revokeGrantsOf(context, pool.id, user.username)
    }),

    AdminUserGlobalSignOut: signedOperation(userInput, (request) => {
      const { pool, user } = subject(context, request)
      revokeGrantsOf(context, pool.id, user.username)
    }),

    AdminConfirmSignUp: signedOperation(
      { ...userInput, ClientMetadata: input.metadata },
      (request) => {
        const { users, user } = subject(context, request)
        if (user.status !== 'UNCONFIRMED')
          throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`)
        users.change(user.username, (current) =>
          touched({ ...withoutCode(current, 'sign-up'), status: 'CONFIRMED' }),
        )
      },
    ),

    AdminSetUserPassword: signedOperation(
      { ...userInput, Password: required(input.password), Permanent: flag },
      (request) => {
        const { pool, users, user } = subject(context, request)
        checkPassword(pool, request.Password)
        users.change(user.username, (current) =>
          request.Permanent
            ? { ...withPassword(context, pool, current, request.Password), status: 'CONFIRMED' }
            : withTemporaryPassword(context, pool, current, request.Password),
        )
        context.attempts.succeed(`${pool.id}/password/${user.username}`)
      },
    ),

    AdminResetUserPassword: signedOperation(
      { ...userInput, ClientMetadata: input.metadata },
      (request) => {
        const { pool, users, user } = subject(context, request)
        if (user.status === 'UNCONFIRMED' || user.status === 'FORCE_CHANGE_PASSWORD')
          throw notAuthorized('User password cannot be reset in the current state.')
        const address = recoveryAddress(pool, user)
        if (!address?.to)
          throw invalidParameter(
            'Cannot reset password for the user as there is no registered/verified email or phone_number',
          )
        users.change(user.username, (current) => touched({ ...current, status: 'RESET_REQUIRED' }))
        const { attribute, to } = address
        issueCode(context, pool, user, { purpose: 'reset', kind: 'reset', attribute, to })
      },
    ),

    AdminUpdateUserAttributes: signedOperation(
      { ...userInput, UserAttributes: required(attributeList), ClientMetadata: input.metadata },
      (request) => {
        const { pool, users, user } = subject(context, request)
        const values = valuesOf(request.UserAttributes)
        checkAttributes(pool, values, undefined, user)
        checkEmptied(pool, values)
        checkUnique(pool, users, values, user)
        // An address that the administrator vouches for counts at once and needs no code.
        const vouched = addresses.filter((name) => values[`${name}_verified`] === 'true')
        const names = new Set<string>(vouched.flatMap((name) => [name, `${name}_verified`]))
        const [direct, usual] = [true, false].map((isDirect) =>
          Object.fromEntries(
            Object.entries(values).filter(([name]) => names.has(name) === isDirect),
          ),
        )
        if (usual && Object.keys(usual).length > 0) changeAttributes(context, pool, user, usual)
        users.change(user.username, (current) => {
          const pending = Object.entries(current.pending ?? {}).filter(([name]) => !names.has(name))
          return touched({
            ...withAttributes(current, direct ?? {}),
            pending: Object.fromEntries(pending),
          })
        })
      },
    ),

    AdminDeleteUserAttributes: signedOperation(
      { ...userInput, UserAttributeNames: required(list(attributeName)) },
      (request) => {
        const { pool, users, user } = subject(context, request)
        checkDeletable(pool, request.UserAttributeNames)
        users.change(user.username, (current) =>
          touched(withoutAttributes(current, request.UserAttributeNames)),
        )
      },
    ),

    AdminSetUserMFAPreference: signedOperation({ ...userInput, ...mfaInput }, (request) => {
      const { pool, users, user } = subject(context, request)
      const wishes = {
        SMS_MFA: request.SMSMfaSettings,
        SOFTWARE_TOKEN_MFA: request.SoftwareTokenMfaSettings,
        EMAIL_OTP: request.EmailMfaSettings,
      }
      users.change(user.username, (current) => touched(withMfa(pool, current, wishes)))
    }),
  }
}
