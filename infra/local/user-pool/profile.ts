import { operation } from '../http/json-service.ts'
import { list, required, text } from '../http/shape.ts'

import {
  attributeList,
  attributeName,
  checkAttributes,
  checkEmptied,
  checkUnique,
  readable,
  valuesOf,
  withAttributes,
} from './attributes.ts'
import type { Values } from './attributes.ts'
import { checkCode, issueCode, verifiable, withoutCode } from './codes.ts'
import type { Delivery } from './codes.ts'
import type { Context } from './context.ts'
import { expiredCode, invalidParameter, notAuthorized } from './errors.ts'
import { revokeGrantsOf } from './grants.ts'
import * as input from './input.ts'
import { describeMfa } from './mfa-preference.ts'
import type { Client, Pool, SchemaAttribute, User } from './model.ts'
import { bearer } from './tokens.ts'

const addresses = ['email', 'phone_number'] as const

/**
 * Writes attributes for their owner. A new address is unverified, or, where the pool keeps the
 * original, waits beside it until it is verified.
 */
export function changeAttributes(
  context: Context,
  pool: Pool,
  user: User,
  values: Values,
): Delivery[] {
  const users = context.users(pool.id)
  const { AttributesRequireVerificationBeforeUpdate: kept, AutoVerifiedAttributes: verified } =
    pool.settings
  const moved = addresses.filter(
    (name) => values[name] !== undefined && values[name] !== user.attributes[name],
  )
  const waiting = moved.filter((name) => kept.includes(name) && values[name])
  const now = Object.fromEntries(
    Object.entries(values).filter(([name]) => !waiting.some((waits) => waits === name)),
  )
  const unverified = moved
    .filter((name) => !waiting.includes(name))
    .map((name) => [`${name}_verified`, values[name] ? 'false' : ''])
  users.change(user.username, (current) => ({
    ...withAttributes(current, { ...now, ...Object.fromEntries(unverified) }),
    pending: {
      ...current.pending,
      ...Object.fromEntries(waiting.map((name) => [name, values[name] ?? ''])),
    },
    modifiedAt: context.clock.now(),
  }))
  return moved.flatMap((attribute) => {
    const to = values[attribute]
    if (!to || !verified.includes(attribute)) return []
    const what = {
      purpose: `verify:${attribute}`,
      kind: 'verify-attribute',
      attribute,
      to,
    } as const
    return issueCode(context, pool, user, what)
  })
}

const mayWrite = ({ settings }: Client, { Name, Mutable, Required }: SchemaAttribute) =>
  Mutable && !Required && (!settings.WriteAttributes || settings.WriteAttributes.includes(Name))

export function checkDeletable(pool: Pool, names: readonly string[], client?: Client) {
  for (const name of names) {
    const attribute = pool.settings.SchemaAttributes.find(({ Name }) => Name === name)
    if (!attribute)
      throw invalidParameter(`user.${name}: Attribute does not exist in the schema.\n`)
    if (attribute.Required || name.endsWith('_verified'))
      throw invalidParameter(`user.${name}: Attribute cannot be deleted.\n`)
    if (client && !mayWrite(client, attribute))
      throw notAuthorized('A client attempted to write unauthorized attribute')
  }
}

export function withoutAttributes(user: User, names: readonly string[]): User {
  const gone = names.flatMap((name) => [[name, ''] as const, [`${name}_verified`, ''] as const])
  return withAttributes(user, Object.fromEntries(gone))
}

export function profileOperations(context: Context) {
  const { attempts, users } = context
  return {
    GetUser: operation({ AccessToken: input.accessToken }, async (request) => {
      const { client, user } = await bearer(context, request.AccessToken)
      return {
        Username: user.username,
        UserAttributes: readable(client, user),
        ...describeMfa(user),
      }
    }),

    UpdateUserAttributes: operation(
      {
        AccessToken: input.accessToken,
        UserAttributes: required(attributeList),
        ClientMetadata: input.metadata,
      },
      async (request) => {
        const { pool, client, user } = await bearer(context, request.AccessToken)
        const values = valuesOf(request.UserAttributes)
        checkAttributes(pool, values, client, user)
        checkEmptied(pool, values)
        checkUnique(pool, users(pool.id), values, user)
        return { CodeDeliveryDetailsList: changeAttributes(context, pool, user, values) }
      },
    ),

    DeleteUserAttributes: operation(
      { AccessToken: input.accessToken, UserAttributeNames: required(list(attributeName)) },
      async (request) => {
        const { pool, client, user } = await bearer(context, request.AccessToken)
        checkDeletable(pool, request.UserAttributeNames, client)
        users(pool.id).change(user.username, (current) => ({
          ...withoutAttributes(current, request.UserAttributeNames),
          modifiedAt: context.clock.now(),
        }))
      },
    ),

    GetUserAttributeVerificationCode: operation(
      {
        AccessToken: input.accessToken,
        AttributeName: required(attributeName),
        ClientMetadata: input.metadata,
      },
      async (request) => {
        const { pool, user } = await bearer(context, request.AccessToken)
        const attribute = verifiable(request.AttributeName)
        const to = user.pending?.[attribute] ?? user.attributes[attribute]
        if (!to) throw invalidParameter(`User does not have an attribute ${attribute}.`)
        const key = `${pool.id}/send/${attribute}/${user.username}`
        attempts.limit(key, 5)
        attempts.count(key)
        const what = {
          purpose: `verify:${attribute}`,
          kind: 'verify-attribute',
          attribute,
          to,
        } as const
        return { CodeDeliveryDetails: issueCode(context, pool, user, what) }
      },
    ),

    VerifyUserAttribute: operation(
      {
        AccessToken: input.accessToken,
        AttributeName: required(attributeName),
        Code: required(text({ min: 1, max: 2048, pattern: '[\\S]+' })),
      },
      async (request) => {
        const { pool, user } = await bearer(context, request.AccessToken)
        const attribute = verifiable(request.AttributeName)
        const key = `${pool.id}/verify/${attribute}/${user.username}`
        attempts.guess(key)
        const purpose = `verify:${attribute}` as const
        checkCode(context, user, purpose, request.Code)
        attempts.succeed(key)
        const value = user.pending?.[attribute] ?? user.attributes[attribute]
        if (!value) throw expiredCode()
        // Someone else may have taken the address since the code was sent.
        checkUnique(pool, users(pool.id), { [attribute]: value }, user)
        users(pool.id).change(user.username, (current) => {
          const { [attribute]: _done, ...pending } = current.pending ?? {}
          const verified = { [attribute]: value, [`${attribute}_verified`]: 'true' }
          return {
            ...withoutCode(withAttributes(current, verified), purpose),
            pending,
            modifiedAt: context.clock.now(),
          }
        })
      },
    ),

    DeleteUser: operation({ AccessToken: input.accessToken }, async (request) => {
      const { pool, user } = await bearer(context, request.AccessToken)
      revokeGrantsOf(context, pool.id, user.username)
      users(pool.id).remove(user.username)
    }),

    GetUserAuthFactors: operation({ AccessToken: input.accessToken }, async (request) => {
      const { pool, user } = await bearer(context, request.AccessToken)
      const allowed = pool.settings.AllowedFirstAuthFactors
      const has = {
        PASSWORD: user.password !== undefined,
        EMAIL_OTP: user.attributes['email_verified'] === 'true',
        SMS_OTP: user.attributes['phone_number_verified'] === 'true',
        WEB_AUTHN: user.passkeys.length > 0,
      }
      return {
        Username: user.username,
        ConfiguredUserAuthFactors: allowed.filter((factor) => has[factor]),
        ...describeMfa(user),
      }
    }),
  }
}
