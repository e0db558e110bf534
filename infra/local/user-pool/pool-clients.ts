import { signedOperation } from '../http/json-service.ts'
import { document, flag, integer, list, oneOf, record, required, text } from '../http/shape.ts'
import { nextToken, poolId } from './admin-input.ts'
import type { Context } from './context.ts'
import { invalidParameter, notFound } from './errors.ts'
import * as input from './input.ts'
import type { Client, ClientSettings, Pool } from './model.ts'
import { page } from './paging.ts'
import { poolName } from './pool-input.ts'
import { clientSettings } from './pool-settings.ts'
import { randomText } from './pools.ts'

const letters = '\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}'
const address = text({ min: 1, max: 1024, pattern: `[${letters}]+` })
const unit = oneOf('seconds', 'minutes', 'hours', 'days')
const names = list(text({ min: 1, max: 2048 }))

const settingsInput = {
  RefreshTokenValidity: integer({ min: 0, max: 315_360_000 }),
  AccessTokenValidity: integer({ min: 1, max: 86_400 }),
  IdTokenValidity: integer({ min: 1, max: 86_400 }),
  TokenValidityUnits: record({ AccessToken: unit, IdToken: unit, RefreshToken: unit }),
  ReadAttributes: names,
  WriteAttributes: names,
  ExplicitAuthFlows: list(
    oneOf(
      'ADMIN_NO_SRP_AUTH',
      'CUSTOM_AUTH_FLOW_ONLY',
      'USER_PASSWORD_AUTH',
      'ALLOW_ADMIN_USER_PASSWORD_AUTH',
      'ALLOW_CUSTOM_AUTH',
      'ALLOW_USER_PASSWORD_AUTH',
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
      'ALLOW_USER_AUTH',
    ),
  ),
  SupportedIdentityProviders: list(text({ min: 1, max: 32, pattern: `[${letters}\\p{Z}]+` })),
  CallbackURLs: list(address, { min: 0, max: 100 }),
  LogoutURLs: list(address, { min: 0, max: 100 }),
  DefaultRedirectURI: address,
  AllowedOAuthFlows: list(oneOf('code', 'implicit', 'client_credentials'), { min: 0, max: 3 }),
  AllowedOAuthScopes: list(text({ min: 1, max: 256, pattern: '[\\x21\\x23-\\x5B\\x5D-\\x7E]+' }), {
    max: 50,
  }),
  AllowedOAuthFlowsUserPoolClient: flag,
  AnalyticsConfiguration: document,
  PreventUserExistenceErrors: oneOf('LEGACY', 'ENABLED'),
  EnableTokenRevocation: flag,
  EnablePropagateAdditionalUserContextData: flag,
  AuthSessionValidity: integer({ min: 3, max: 15 }),
  RefreshTokenRotation: record({
    Feature: required(oneOf('ENABLED', 'DISABLED')),
    RetryGracePeriodSeconds: integer({ min: 0, max: 60 }),
  }),
}

const clientInput = { UserPoolId: poolId, ClientId: input.clientId }
const minute = 60
const day = 86_400

/** The form before 2019: those names, each with what it allowed besides. */
const legacy: Readonly<Record<string, readonly string[]>> = {
  ADMIN_NO_SRP_AUTH: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
  USER_PASSWORD_AUTH: ['ALLOW_USER_PASSWORD_AUTH'],
  CUSTOM_AUTH_FLOW_ONLY: [],
}

function allowedFlows(flows: readonly string[]): readonly string[] {
  const old = flows.filter((flow) => Object.hasOwn(legacy, flow))
  if (old.length === 0) return flows
  if (old.length < flows.length)
    throw invalidParameter('Legacy and new values of ExplicitAuthFlows cannot be used together.')
  const always = ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']
  const srp = old.includes('CUSTOM_AUTH_FLOW_ONLY') ? [] : ['ALLOW_USER_SRP_AUTH']
  return [...old.flatMap((flow) => legacy[flow] ?? []), ...srp, ...always]
}

function checkSettings({ settings: pool }: Pool, settings: ClientSettings) {
  const known = new Set(pool.SchemaAttributes.map(({ Name }) => Name))
  const isKnown = (name: string) => known.has(name)
  if (settings.ReadAttributes && !settings.ReadAttributes.every(isKnown))
    throw invalidParameter('Invalid read attributes specified while creating a client')
  const isWritable = (name: string) =>
    isKnown(name) && name !== 'sub' && !/^(email|phone_number)_verified$/.test(name)
  const mustWrite = pool.SchemaAttributes.filter(({ Required, Name }) => Required && Name !== 'sub')
  const { WriteAttributes: writable } = settings
  if (
    writable &&
    !(writable.every(isWritable) && mustWrite.every(({ Name }) => writable.includes(Name)))
  )
    throw invalidParameter('Invalid write attributes specified while creating a client')
  for (const lifetime of [settings.accessSeconds, settings.idSeconds])
    if (lifetime < 5 * minute || lifetime > day)
      throw invalidParameter('Invalid range for token validity.')
  if (settings.refreshSeconds < 60 * minute || settings.refreshSeconds > 3650 * day)
    throw invalidParameter('Invalid range for token validity.')
  if (settings.refreshSeconds < Math.max(settings.accessSeconds, settings.idSeconds))
    throw invalidParameter('Refresh token validity must not be below that of the other tokens.')
  const rotates = settings.RefreshTokenRotation?.Feature === 'ENABLED'
  if (rotates && settings.ExplicitAuthFlows.includes('ALLOW_REFRESH_TOKEN_AUTH'))
    throw invalidParameter(
      'Refresh token rotation cannot be enabled together with ALLOW_REFRESH_TOKEN_AUTH.',
    )
}

function readSettings(pool: Pool, given: Readonly<Record<string, unknown>>): ClientSettings {
  const flows = allowedFlows((given['ExplicitAuthFlows'] ?? []) as readonly string[])
  const settings = clientSettings({ ...given, ExplicitAuthFlows: flows })
  checkSettings(pool, settings)
  return settings
}

const describeClient = (client: Client) => {
  const { settings } = client
  const { given } = settings
  return {
    RefreshTokenValidity: 30,
    AllowedOAuthFlowsUserPoolClient: false,
    EnablePropagateAdditionalUserContextData: false,
    ...Object.fromEntries(
      Object.keys(settingsInput)
        .filter((key) => given[key] !== undefined)
        .map((key) => [key, given[key]]),
    ),
    UserPoolId: client.poolId,
    ClientName: client.name,
    ClientId: client.id,
    ...(client.secret !== undefined && { ClientSecret: client.secret }),
    ExplicitAuthFlows: settings.ExplicitAuthFlows,
    PreventUserExistenceErrors: settings.PreventUserExistenceErrors,
    EnableTokenRevocation: settings.EnableTokenRevocation,
    AuthSessionValidity: settings.AuthSessionValidity,
    LastModifiedDate: client.modifiedAt / 1000,
    CreationDate: client.createdAt / 1000,
  }
}

export function poolClientOperations(context: Context) {
  function find(request: { readonly UserPoolId: string; readonly ClientId: string }) {
    const pool = context.pool(request.UserPoolId)
    const client = context.clients.get(request.ClientId)
    if (client?.poolId !== pool.id)
      throw notFound(`User pool client ${request.ClientId} does not exist.`)
    return { pool, client }
  }

  return {
    CreateUserPoolClient: signedOperation(
      {
        ...settingsInput,
        UserPoolId: poolId,
        ClientName: required(poolName),
        GenerateSecret: flag,
        ClientSecret: text({ min: 24, max: 64, pattern: '[\\w+]+', sensitive: true }),
      },
      ({ UserPoolId, ClientName, GenerateSecret, ClientSecret, ...given }) => {
        const pool = context.pool(UserPoolId)
        if (GenerateSecret && ClientSecret !== undefined)
          throw invalidParameter('GenerateSecret and ClientSecret cannot be given together.')
        const now = context.clock.now()
        const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'
        const secret = GenerateSecret ? randomText(context, 51, alphabet) : ClientSecret
        const client: Client = {
          id: randomText(context, 26, alphabet),
          poolId: pool.id,
          name: ClientName,
          ...(secret !== undefined && { secret }),
          createdAt: now,
          modifiedAt: now,
          settings: readSettings(pool, given),
        }
        context.clients.set(client.id, client)
        return { UserPoolClient: describeClient(client) }
      },
    ),

    DescribeUserPoolClient: signedOperation(clientInput, (request) => ({
      UserPoolClient: describeClient(find(request).client),
    })),

    /** What is left out goes back to its default, as at AWS. */
    UpdateUserPoolClient: signedOperation(
      { ...settingsInput, ...clientInput, ClientName: poolName },
      ({ UserPoolId, ClientId, ClientName, ...given }) => {
        const { pool, client } = find({ UserPoolId, ClientId })
        const changed: Client = {
          ...client,
          name: ClientName ?? client.name,
          modifiedAt: context.clock.now(),
          settings: readSettings(pool, given),
        }
        context.clients.set(client.id, changed)
        return { UserPoolClient: describeClient(changed) }
      },
    ),

    DeleteUserPoolClient: signedOperation(clientInput, (request) => {
      context.clients.delete(find(request).client.id)
    }),

    ListUserPoolClients: signedOperation(
      { UserPoolId: poolId, MaxResults: integer({ min: 1, max: 60 }), NextToken: nextToken },
      (request) => {
        const pool = context.pool(request.UserPoolId)
        const all = [...context.clients.values()].filter((client) => client.poolId === pool.id)
        const { items, next } = page(all, request.MaxResults ?? 60, request.NextToken)
        return {
          UserPoolClients: items.map((client) => ({
            ClientId: client.id,
            UserPoolId: pool.id,
            ClientName: client.name,
          })),
          ...(next && { NextToken: next }),
        }
      },
    ),
  }
}
