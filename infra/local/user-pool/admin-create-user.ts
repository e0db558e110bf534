import { AwsError } from '../http/aws-error.ts'
import { signedOperation } from '../http/json-service.ts'
import { flag, list, oneOf } from '../http/shape.ts'
import { describeUser, userInput } from './admin-input.ts'
import { attributeList, checkAttributes, valuesOf } from './attributes.ts'
import type { Values } from './attributes.ts'
import { sendCode } from './codes.ts'
import type { Context } from './context.ts'
import { noSuchUser } from './errors.ts'
import * as input from './input.ts'
import type { Pool, User, Verifiable } from './model.ts'
import { checkPassword, withPassword } from './passwords.ts'
import { newUser, readUsername } from './sign-up.ts'
import { temporaryPassword } from './temporary-password.ts'

type Medium = 'SMS' | 'EMAIL'

const day = 86_400_000
const attributeOf = { SMS: 'phone_number', EMAIL: 'email' } as const satisfies Record<
  Medium,
  Verifiable
>

/** A temporary password ends with the days that the pool gives it. */
export function withTemporaryPassword(context: Context, pool: Pool, user: User, password: string) {
  const days = pool.settings.PasswordPolicy.TemporaryPasswordValidityDays || 7
  return {
    ...withPassword(context, pool, user, password),
    status: 'FORCE_CHANGE_PASSWORD',
    temporaryPasswordExpiresAt: context.clock.now() + days * day,
  } satisfies User
}

/** By the media asked for; where none is, by text message, or by mail to who has no number. */
function invite(
  context: Context,
  pool: Pool,
  user: User,
  password: string,
  media: readonly Medium[] | undefined,
) {
  const { attributes } = user
  const wanted = media?.length ? media : [attributes['phone_number'] ? 'SMS' : 'EMAIL']
  const username = attributes[pool.settings.UsernameAttributes[0] ?? ''] ?? user.username
  for (const medium of ['SMS', 'EMAIL'] as const) {
    const attribute = attributeOf[medium]
    const to = attributes[attribute]
    if (wanted.includes(medium) && to)
      sendCode(context, pool, { to, attribute, kind: 'invitation', code: password, username })
  }
}

/** Verified addresses that are aliases have one holder; it may be taken over where that is asked. */
function claimAliases(context: Context, pool: Pool, values: Values, force: boolean | undefined) {
  const users = context.users(pool.id)
  for (const name of pool.settings.AliasAttributes) {
    const value = values[name]
    const counts = name === 'preferred_username' || values[`${name}_verified`] === 'true'
    const holder = value && counts ? users.find(value) : undefined
    if (!holder) continue
    if (!force || name === 'preferred_username')
      throw new AwsError('AliasExistsException', `An account with the ${name} already exists.`)
    users.change(holder.username, (current) => ({
      ...current,
      attributes: { ...current.attributes, [`${name}_verified`]: 'false' },
    }))
  }
}

const exists = () => new AwsError('UsernameExistsException', 'User account already exists')

const hasPasswordless = ({ settings }: Pool) =>
  settings.AllowedFirstAuthFactors.some((factor) => factor !== 'PASSWORD')

export const adminCreateUserOperations = (context: Context) => ({
  AdminCreateUser: signedOperation(
    {
      ...userInput,
      UserAttributes: attributeList,
      ValidationData: attributeList,
      TemporaryPassword: input.password,
      ForceAliasCreation: flag,
      MessageAction: oneOf('RESEND', 'SUPPRESS'),
      DesiredDeliveryMediums: list(oneOf('SMS', 'EMAIL')),
      ClientMetadata: input.metadata,
    },
    (request) => {
      const pool = context.pool(request.UserPoolId)
      const users = context.users(pool.id)
      const media = request.DesiredDeliveryMediums
      if (request.TemporaryPassword) checkPassword(pool, request.TemporaryPassword)

      if (request.MessageAction === 'RESEND') {
        const known = users.find(request.Username)
        if (!known) throw noSuchUser()
        if (known.status !== 'FORCE_CHANGE_PASSWORD')
          throw new AwsError(
            'UnsupportedUserStateException',
            `Resend not possible. ${known.status} status is not FORCE_CHANGE_PASSWORD`,
          )
        const password = request.TemporaryPassword ?? temporaryPassword(context.random, pool)
        const renewed = users.save(withTemporaryPassword(context, pool, known, password))
        invite(context, pool, renewed, password, media)
        return { User: describeUser(renewed) }
      }

      const values = {
        ...valuesOf(request.UserAttributes),
        ...readUsername(pool, request.Username),
      }
      checkAttributes(pool, values)
      if (users.find(request.Username)) throw exists()
      if (pool.settings.UsernameAttributes.some((name) => values[name] && users.find(values[name])))
        throw exists()
      claimAliases(context, pool, values, request.ForceAliasCreation)

      const made = newUser(context, pool, request.Username, values)
      if (request.TemporaryPassword === undefined && hasPasswordless(pool))
        return { User: describeUser(users.save({ ...made, status: 'CONFIRMED' })) }
      const password = request.TemporaryPassword ?? temporaryPassword(context.random, pool)
      const user = users.save(withTemporaryPassword(context, pool, made, password))
      if (request.MessageAction !== 'SUPPRESS') invite(context, pool, user, password, media)
      return { User: describeUser(user) }
    },
  ),
})
