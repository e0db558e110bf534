import { signedOperation } from '../http/json-service.ts'
import type { Place } from '../template/physical-names.ts'
import { integer, list, required, text } from '../http/shape.ts'
import { poolId } from './admin-input.ts'
import type { Context } from './context.ts'
import { invalidParameter } from './errors.ts'
import { grantsOf } from './grants.ts'
import type { Pool } from './model.ts'
import { page } from './paging.ts'
import { changeable, customAttributeInput, permanent, poolName } from './pool-input.ts'
import { poolSettings } from './pool-settings.ts'

type Json = Readonly<Record<string, unknown>>

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export const randomText = ({ random }: Context, length: number, from = alphabet) =>
  Array.from(random.bytes(length), (byte) => from[byte % from.length] ?? '').join('')

/** What a description repeats as it was given; CloudFormation names some of it differently. */
const repeated = [
  'LambdaConfig',
  'SmsVerificationMessage',
  'EmailVerificationMessage',
  'EmailVerificationSubject',
  'SmsAuthenticationMessage',
  'DeviceConfiguration',
  'EmailConfiguration',
  'SmsConfiguration',
  'UserPoolAddOns',
  'UserPoolTags',
  'AliasAttributes',
  'UsernameAttributes',
  'AutoVerifiedAttributes',
  'UserAttributeUpdateSettings',
] as const

export function describePool(context: Context, { id, arn, name, settings, ...pool }: Pool) {
  const { given } = settings
  const { TemporaryPasswordValidityDays, ...rules } = settings.PasswordPolicy
  return {
    Id: id,
    Name: name,
    Arn: arn,
    Policies: {
      PasswordPolicy: { ...rules, TemporaryPasswordValidityDays },
      SignInPolicy: { AllowedFirstAuthFactors: settings.AllowedFirstAuthFactors },
    },
    DeletionProtection: given['DeletionProtection'] ?? 'INACTIVE',
    LambdaConfig: {},
    LastModifiedDate: pool.modifiedAt / 1000,
    CreationDate: pool.createdAt / 1000,
    SchemaAttributes: settings.SchemaAttributes,
    VerificationMessageTemplate: given['VerificationMessageTemplate'] ?? {
      DefaultEmailOption: 'CONFIRM_WITH_CODE',
    },
    MfaConfiguration: settings.MfaConfiguration,
    EstimatedNumberOfUsers: context.users(id).size,
    EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
    UserPoolTags: {},
    AdminCreateUserConfig: {
      UnusedAccountValidityDays: TemporaryPasswordValidityDays,
      ...(given['AdminCreateUserConfig'] as Json | undefined),
      AllowAdminCreateUserOnly: settings.AllowAdminCreateUserOnly,
    },
    UsernameConfiguration: { CaseSensitive: settings.CaseSensitive },
    AccountRecoverySetting: { RecoveryMechanisms: settings.RecoveryMechanisms },
    UserPoolTier: given['UserPoolTier'] ?? 'ESSENTIALS',
    ...Object.fromEntries(
      repeated.filter((key) => given[key] !== undefined).map((key) => [key, given[key]]),
    ),
  }
}

interface Checked {
  readonly AliasAttributes?: readonly string[] | undefined
  readonly UsernameAttributes?: readonly string[] | undefined
  readonly MfaConfiguration?: string | undefined
  readonly SmsConfiguration?: unknown
  readonly Schema?:
    | readonly { readonly Name?: string | undefined; readonly Required?: boolean | undefined }[]
    | undefined
}

const standardNames = new Set(
  poolSettings({})
    .SchemaAttributes.map(({ Name }) => Name)
    .filter((name) => name !== 'sub'),
)

function checkSchema(attributes: NonNullable<Checked['Schema']>) {
  const names = attributes.map(({ Name }) => Name)
  if (names.includes('sub')) throw invalidParameter('Attribute sub cannot be declared.')
  if (names.includes(undefined)) throw invalidParameter('Attribute name cannot be null.')
  if (attributes.some(({ Name = '', Required }) => Required && !standardNames.has(Name)))
    throw invalidParameter('Required custom attributes are not supported currently.')
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw invalidParameter(`Existing attribute already has name ${twice}.`)
}

function checkPool(given: Checked) {
  if (given.AliasAttributes?.length && given.UsernameAttributes?.length)
    throw invalidParameter(
      'Only one of the aliasAttributes or usernameAttributes can be set in a user pool.',
    )
  if ((given.MfaConfiguration ?? 'OFF') !== 'OFF' && !given.SmsConfiguration)
    throw invalidParameter(
      'SMS configuration and Auto verification for phone_number are required when MFA is required/optional',
    )
  checkSchema(given.Schema ?? [])
}

/** With the form of CloudFormation's properties, so that both kinds of pool are read alike. */
export function withProperties(context: Context, pool: Pool, properties: Json): Pool {
  const name = properties['UserPoolName']
  const changed = {
    ...pool,
    ...(typeof name === 'string' && { name }),
    modifiedAt: context.clock.now(),
    settings: poolSettings(properties),
  }
  context.pools.set(pool.id, changed)
  context.users(pool.id).reindex()
  return changed
}

const smsMethods = (given: Checked) =>
  given.SmsConfiguration && (given.MfaConfiguration ?? 'OFF') !== 'OFF'
    ? { EnabledMfas: ['SMS_MFA'] }
    : {}

export const poolOperations = (context: Context, { region, accountId, partition }: Place) => ({
  CreateUserPool: signedOperation(
    { ...changeable, ...permanent, PoolName: required(poolName) },
    (request) => {
      checkPool(request)
      const id = `${region}_${randomText(context, 9)}`
      const now = context.clock.now()
      const { PoolName: UserPoolName, ...given } = request
      const properties = { ...given, UserPoolName, ...smsMethods(request) }
      const pool: Pool = {
        id,
        arn: `arn:${partition}:cognito-idp:${region}:${accountId}:userpool/${id}`,
        name: UserPoolName,
        createdAt: now,
        modifiedAt: now,
        settings: poolSettings(properties),
        secret: context.random.bytes(32).toString('base64url'),
      }
      context.pools.set(id, pool)
      return { UserPool: describePool(context, pool) }
    },
  ),

  DescribeUserPool: signedOperation({ UserPoolId: poolId }, (request) => ({
    UserPool: describePool(context, context.pool(request.UserPoolId)),
  })),

  /** What is left out goes back to its default, as at AWS. */
  UpdateUserPool: signedOperation(
    { ...changeable, UserPoolId: poolId, PoolName: poolName },
    ({ UserPoolId, PoolName, ...given }) => {
      const pool = context.pool(UserPoolId)
      const before = pool.settings.given
      const kept = Object.fromEntries(
        [...Object.keys(permanent), 'UserPoolName', 'EnabledMfas']
          .filter((key) => before[key] !== undefined)
          .map((key) => [key, before[key]]),
      )
      const hasMethod = pool.settings.MfaMethods.length > 0
      checkPool({ ...given, SmsConfiguration: given.SmsConfiguration ?? hasMethod })
      withProperties(context, pool, {
        ...kept,
        ...given,
        ...(!hasMethod && smsMethods(given)),
        ...(PoolName !== undefined && { UserPoolName: PoolName }),
      })
    },
  ),

  DeleteUserPool: signedOperation({ UserPoolId: poolId }, (request) => {
    const pool = context.pool(request.UserPoolId)
    if (pool.settings.given['DeletionProtection'] === 'ACTIVE')
      throw invalidParameter(
        'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
      )
    const clients = [...context.clients.values()].filter((client) => client.poolId === pool.id)
    for (const client of clients) context.clients.delete(client.id)
    context.pools.delete(pool.id)
    context.groups(pool.id).clear()
    context.store.collection(`users:${pool.id}`).clear()
    context.users(pool.id).reindex()
    grantsOf(context, pool.id).clear()
    context.signer.forget(pool.id)
  }),

  ListUserPools: signedOperation(
    {
      MaxResults: required(integer({ min: 1, max: 60 })),
      NextToken: text({ min: 1, pattern: '[\\S]+' }),
    },
    (request) => {
      const all = [...context.pools.values()]
      const { items, next } = page(all, request.MaxResults, request.NextToken)
      return {
        UserPools: items.map((pool) => ({
          Id: pool.id,
          Name: pool.name,
          LambdaConfig: {},
          LastModifiedDate: pool.modifiedAt / 1000,
          CreationDate: pool.createdAt / 1000,
        })),
        ...(next && { NextToken: next }),
      }
    },
  ),

  AddCustomAttributes: signedOperation(
    {
      UserPoolId: poolId,
      CustomAttributes: required(list(customAttributeInput, { min: 1, max: 25 })),
    },
    (request) => {
      const pool = context.pool(request.UserPoolId)
      const { given } = pool.settings
      const before = (given['Schema'] ?? []) as typeof request.CustomAttributes
      // A name of its own, even where a standard attribute is called the same.
      const taken = new Set(pool.settings.SchemaAttributes.map(({ Name }) => Name))
      for (const { Name } of request.CustomAttributes)
        if (taken.has(`custom:${Name}`) || standardNames.has(Name ?? ''))
          throw invalidParameter(
            `custom:${Name}: Existing attribute already has name custom:${Name}.`,
          )
      checkSchema(request.CustomAttributes)
      withProperties(context, pool, { ...given, Schema: [...before, ...request.CustomAttributes] })
    },
  ),
})
