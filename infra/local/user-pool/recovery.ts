import { operation } from '../http/json-service.ts'
import { required } from '../http/shape.ts'

import { checkCode, issueCode, withoutCode } from './codes.ts'
import { hidesPeople } from './context.ts'
import type { Context } from './context.ts'
import {
  expiredCode,
  invalidParameter,
  limitExceeded,
  noSuchUser,
  notAuthorized,
  wrongCode,
  wrongCredentials,
} from './errors.ts'
import * as input from './input.ts'
import type { Pool, User, Verifiable } from './model.ts'
import { checkPassword, passwordMatches, withPassword } from './passwords.ts'
import { simulatedDelivery } from './sign-up.ts'
import { bearer } from './tokens.ts'

const mechanisms: Readonly<Record<string, Verifiable>> = {
  verified_email: 'email',
  verified_phone_number: 'phone_number',
}

/** The first address, in the pool's order, that is known to be this person's. */
export function recoveryAddress({ settings }: Pool, { attributes }: User) {
  return settings.RecoveryMechanisms.toSorted((a, b) => a.Priority - b.Priority)
    .flatMap(({ Name }) => mechanisms[Name] ?? [])
    .map((attribute) => ({ attribute, to: attributes[attribute] }))
    .find(({ attribute, to }) => to && attributes[`${attribute}_verified`] === 'true')
}

export function recoveryOperations(context: Context) {
  const { attempts } = context
  return {
    ForgotPassword: operation(
      {
        ...input.about,
        ClientId: input.clientId,
        SecretHash: input.secretHash,
        Username: input.username,
      },
      (request) => {
        const { client, pool, users } = context.caller(request)
        const user = users.find(request.Username)
        if (!user && !hidesPeople(client)) throw noSuchUser()
        const key = `${pool.id}/forgot/${user?.username ?? users.fold(request.Username)}`
        attempts.limit(key, 5)
        attempts.count(key)
        const simulated = { CodeDeliveryDetails: simulatedDelivery(pool, request.Username) }
        if (!user) return simulated
        if (!user.enabled) {
          if (hidesPeople(client)) return simulated
          throw notAuthorized('User is disabled.')
        }
        if (user.status === 'FORCE_CHANGE_PASSWORD')
          throw notAuthorized('User password cannot be reset in the current state.')
        const address = recoveryAddress(pool, user)
        if (!address?.to) {
          if (hidesPeople(client) && user.status !== 'UNCONFIRMED') return simulated
          throw invalidParameter(
            'Cannot reset password for the user as there is no registered/verified email or phone_number',
          )
        }
        const what = {
          purpose: 'reset',
          kind: 'reset',
          attribute: address.attribute,
          to: address.to,
        } as const
        return { CodeDeliveryDetails: issueCode(context, pool, user, what) }
      },
    ),

    ConfirmForgotPassword: operation(
      {
        ...input.about,
        ClientId: input.clientId,
        SecretHash: input.secretHash,
        Username: input.username,
        ConfirmationCode: input.confirmationCode,
        Password: required(input.password),
      },
      (request) => {
        const { client, pool, users } = context.caller(request)
        const user = users.find(request.Username)
        const key = `${pool.id}/reset/${user?.username ?? users.fold(request.Username)}`
        attempts.guess(key)
        if (!user) throw hidesPeople(client) ? wrongCode() : noSuchUser()
        if (!user.enabled)
          throw hidesPeople(client) ? wrongCode() : notAuthorized('User is disabled.')
        // The code stays good where only the new password is refused.
        if (!user.codes['reset'] && hidesPeople(client)) throw wrongCode()
        if (!user.codes['reset']) throw expiredCode()
        checkCode(context, user, 'reset', request.ConfirmationCode)
        attempts.succeed(key)
        checkPassword(pool, request.Password)
        attempts.succeed(`${pool.id}/password/${user.username}`)
        users.change(user.username, (current) => ({
          ...withPassword(context, pool, withoutCode(current, 'reset'), request.Password),
          status: current.status === 'RESET_REQUIRED' ? 'CONFIRMED' : current.status,
        }))
      },
    ),

    ChangePassword: operation(
      {
        PreviousPassword: input.password,
        ProposedPassword: required(input.password),
        AccessToken: input.accessToken,
      },
      async (request) => {
        const { pool, user } = await bearer(context, request.AccessToken)
        const key = `${pool.id}/change/${user.username}`
        if (attempts.isLockedOut(key)) throw limitExceeded()
        if (user.password) {
          if (!request.PreviousPassword || !passwordMatches(pool, user, request.PreviousPassword)) {
            attempts.fail(key)
            throw wrongCredentials()
          }
        }
        attempts.succeed(key)
        checkPassword(pool, request.ProposedPassword)
        context
          .users(pool.id)
          .change(user.username, (current) =>
            withPassword(context, pool, current, request.ProposedPassword),
          )
      },
    ),
  }
}
