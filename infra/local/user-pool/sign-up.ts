import { AwsError } from '../http/aws-error.ts'
import { operation } from '../http/json-service.ts'
import { flag } from '../http/shape.ts'

import {
  attributeList,
  checkAttributes,
  checkRequired,
  checkUnique,
  isEmail,
  isPhoneNumber,
  valuesOf,
} from './attributes.ts'
import type { Values } from './attributes.ts'
import { checkCode, deliveryTo, issueCode, withoutCode } from './codes.ts'
import { hidesPeople } from './context.ts'
import type { Context } from './context.ts'
import { expiredCode, invalidParameter, noSuchUser, notAuthorized } from './errors.ts'
import * as input from './input.ts'
import type { Client, Pool, User, Verifiable } from './model.ts'
import { checkPassword, withPassword } from './passwords.ts'

/** Where the code goes: by text message before email, as Cognito prefers. */
export function autoVerified({ settings }: Pool, values: Values): Verifiable | undefined {
  const order = ['phone_number', 'email'] as const
  return order.find((name) => settings.AutoVerifiedAttributes.includes(name) && values[name])
}

/** What a new user signs in with becomes an attribute where the pool says so. */
export function readUsername({ settings }: Pool, username: string): Values {
  const { UsernameAttributes, AliasAttributes } = settings
  if (UsernameAttributes.includes('email') && isEmail(username)) return { email: username }
  if (UsernameAttributes.includes('phone_number') && isPhoneNumber(username))
    return { phone_number: username }
  if (UsernameAttributes.length === 2)
    throw invalidParameter('Username should be either an email or a phone number.')
  if (UsernameAttributes[0] === 'email') throw invalidParameter('Username should be an email.')
  if (UsernameAttributes[0]) throw invalidParameter('Username should be a phone number.')
  if (AliasAttributes.includes('email') && isEmail(username))
    throw invalidParameter(
      'Username cannot be of email format, since user pool is configured for email alias.',
    )
  return {}
}

export function newUser(context: Context, pool: Pool, username: string, values: Values): User {
  const sub = context.uuid()
  const now = context.clock.now()
  return {
    username: pool.settings.UsernameAttributes.length > 0 ? sub : username,
    createdAt: now,
    modifiedAt: now,
    enabled: true,
    status: 'UNCONFIRMED',
    attributes: { sub, ...Object.fromEntries(Object.entries(values).filter(([, value]) => value)) },
    codes: {},
    groups: [],
    mfa: [],
    devices: {},
    passkeys: [],
  }
}

export function usernameExists(pool: Pool, values: Values) {
  const name = pool.settings.UsernameAttributes.find((attribute) => values[attribute])
  return new AwsError(
    'UsernameExistsException',
    name ? `An account with the given ${name} already exists.` : 'User already exists',
  )
}

export const continuesWithSession = ({ settings }: Client) =>
  settings.ExplicitAuthFlows.includes('ALLOW_USER_AUTH')

export function signUpOperations(context: Context) {
  const { attempts, sessions } = context

  const openSession = (client: Client, user: User, challenge: 'SIGNED_UP' | 'CONFIRMED') =>
    continuesWithSession(client)
      ? {
          Session: sessions.open(
            {
              poolId: client.poolId,
              clientId: client.id,
              login: user.username,
              username: user.username,
              challenge,
              flow: 'USER_AUTH',
            },
            client.settings.AuthSessionValidity,
            'session',
          ),
        }
      : {}

  return {
    SignUp: operation(
      {
        ...input.about,
        ClientId: input.clientId,
        SecretHash: input.secretHash,
        Username: input.username,
        Password: input.password,
        UserAttributes: attributeList,
        ValidationData: attributeList,
      },
      (request) => {
        const { client, pool, users } = context.caller(request)
        if (pool.settings.AllowAdminCreateUserOnly)
          throw notAuthorized('SignUp is not permitted for this user pool')
        const values = {
          ...valuesOf(request.UserAttributes),
          ...readUsername(pool, request.Username),
        }
        checkPresence(pool, request.Password)
        if (request.Password) checkPassword(pool, request.Password)
        checkAttributes(pool, values, client)
        checkRequired(pool, values)
        if (users.find(request.Username)) throw usernameExists(pool, values)
        if (pool.settings.UsernameAttributes.length > 0) checkUnique(pool, users, values)
        const made = newUser(context, pool, request.Username, values)
        const user = users.save(
          request.Password ? withPassword(context, pool, made, request.Password) : made,
        )
        const attribute = autoVerified(pool, values)
        const to = attribute && values[attribute]
        const delivery =
          attribute &&
          to &&
          issueCode(context, pool, user, { purpose: 'sign-up', kind: 'sign-up', attribute, to })
        return {
          UserConfirmed: false,
          UserSub: user.attributes['sub'],
          ...(delivery && { CodeDeliveryDetails: delivery }),
          ...openSession(client, user, 'SIGNED_UP'),
        }
      },
    ),

    ConfirmSignUp: operation(
      {
        ...input.about,
        ClientId: input.clientId,
        SecretHash: input.secretHash,
        Username: input.username,
        ConfirmationCode: input.confirmationCode,
        ForceAliasCreation: flag,
        Session: input.session,
      },
      (request) => {
        const { client, pool, users } = context.caller(request)
        const user = users.find(request.Username)
        const key = `${pool.id}/confirm/${user?.username ?? users.fold(request.Username)}`
        attempts.guess(key)
        if (!user) throw hidesPeople(client) ? expiredCode() : noSuchUser()
        if (user.status !== 'UNCONFIRMED')
          throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`)
        checkCode(context, user, 'sign-up', request.ConfirmationCode)
        attempts.succeed(key)
        const attribute = autoVerified(pool, user.attributes)
        if (attribute) claimAlias(context, pool, user, attribute, request.ForceAliasCreation)
        const confirmed = users.change(user.username, (current) => ({
          ...withoutCode(current, 'sign-up'),
          status: 'CONFIRMED',
          modifiedAt: context.clock.now(),
          attributes: {
            ...current.attributes,
            ...(attribute && { [`${attribute}_verified`]: 'true' }),
          },
        }))
        if (request.Session) sessions.close(request.Session)
        return openSession(client, confirmed ?? user, 'CONFIRMED')
      },
    ),

    ResendConfirmationCode: operation(
      {
        ...input.about,
        ClientId: input.clientId,
        SecretHash: input.secretHash,
        Username: input.username,
      },
      (request) => {
        const { client, pool, users } = context.caller(request)
        const user = users.find(request.Username)
        const key = `${pool.id}/resend/${user?.username ?? users.fold(request.Username)}`
        attempts.limit(key, 5)
        attempts.count(key)
        if (!user) {
          if (!hidesPeople(client)) throw noSuchUser()
          return { CodeDeliveryDetails: simulatedDelivery(pool, request.Username) }
        }
        if (user.status !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.')
        const attribute = autoVerified(pool, user.attributes)
        const to = attribute && user.attributes[attribute]
        if (!attribute || !to)
          throw invalidParameter('Cannot resend codes. Auto verification not turned on.')
        const what = { purpose: 'sign-up', kind: 'resend', attribute, to } as const
        return { CodeDeliveryDetails: issueCode(context, pool, user, what) }
      },
    ),
  }
}

function checkPresence({ settings }: Pool, password: string | undefined) {
  if (password || settings.AllowedFirstAuthFactors.some((factor) => factor !== 'PASSWORD')) return
  throw invalidParameter(
    "1 validation error detected: Value null at 'password' failed to satisfy constraint: Member must not be null",
  )
}

/** For someone who is not there: as it would look if they were. */
export const simulatedDelivery = (pool: Pool, login: string) =>
  isPhoneNumber(login)
    ? deliveryTo('phone_number', login)
    : deliveryTo(
        'email',
        isEmail(login) ? login : `${login}@${pool.secret.replaceAll(/[^a-z]/g, '')}`,
      )

/** A verified address signs in one user; only `force` takes it from another. */
function claimAlias(
  context: Context,
  pool: Pool,
  user: User,
  attribute: Verifiable,
  force: boolean | undefined,
) {
  const users = context.users(pool.id)
  const value = user.attributes[attribute] ?? ''
  const holder = pool.settings.AliasAttributes.includes(attribute) ? users.find(value) : undefined
  if (!holder || holder.username === user.username) return
  if (!force)
    throw new AwsError('AliasExistsException', `An account with the ${attribute} already exists.`)
  users.change(holder.username, (current) => ({
    ...current,
    attributes: { ...current.attributes, [`${attribute}_verified`]: 'false' },
  }))
}
