import { AwsError } from '../http/aws-error.ts'
import { operation } from '../http/json-service.ts'
import { required, text } from '../http/shape.ts'

import { checkSecretHash, sameText } from './context.ts'
import type { Context } from './context.ts'
import { invalidParameter, noSuchUser, notAuthorized } from './errors.ts'
import { findGrant, revokeGrant, revokeGrantsOf, spendRefreshToken } from './grants.ts'
import * as input from './input.ts'
import type { Client } from './model.ts'
import { bearer, issueTokens } from './tokens.ts'

async function renew(
  context: Context,
  client: Client,
  refreshToken: string,
  deviceKey: string | undefined,
) {
  const pool = context.pool(client.poolId)
  const used = spendRefreshToken(context, client, refreshToken, deviceKey)
  const user = context.users(pool.id).get(used.grant.username)
  if (!user) throw noSuchUser()
  if (!user.enabled) throw notAuthorized('User is disabled.')
  return {
    AuthenticationResult: {
      ...(await issueTokens(context, pool, client, user, used.grant)),
      ...(used.refreshToken && { RefreshToken: used.refreshToken }),
    },
  }
}

/** By InitiateAuth. The secret hash is made with the user's own name, which the token knows. */
export function refresh(
  context: Context,
  client: Client,
  refreshToken: string,
  deviceKey: string | undefined,
  secretHash: string | undefined,
) {
  if (client.secret !== undefined || secretHash !== undefined) {
    const username = findGrant(context, client.poolId, refreshToken)?.grant.username ?? ''
    checkSecretHash(client, username, secretHash)
  }
  return renew(context, client, refreshToken, deviceKey)
}

const clientSecret = text({ min: 24, max: 64, pattern: '[\\w+]+', sensitive: true })

const knowsSecret = ({ secret }: Client, given: string | undefined) =>
  secret === undefined ? given === undefined : given !== undefined && sameText(secret, given)

export const refreshOperations = (context: Context) => ({
  GetTokensFromRefreshToken: operation(
    {
      RefreshToken: required(input.token),
      ClientId: input.clientId,
      ClientSecret: clientSecret,
      DeviceKey: input.deviceKey,
      ClientMetadata: input.metadata,
    },
    async (request) => {
      const client = context.client(request.ClientId)
      if (!knowsSecret(client, request.ClientSecret))
        throw notAuthorized(`Unable to verify secret for client ${client.id}`)
      return renew(context, client, request.RefreshToken, request.DeviceKey)
    },
  ),

  RevokeToken: operation(
    { Token: required(input.token), ClientId: input.clientId, ClientSecret: clientSecret },
    (request) => {
      const client = context.clients.get(request.ClientId)
      if (!client) throw invalidParameter(`User pool client ${request.ClientId} does not exist.`)
      if (!knowsSecret(client, request.ClientSecret))
        throw new AwsError('UnauthorizedException', 'Unable to verify secret for client', {
          status: 401,
        })
      if (!client.settings.EnableTokenRevocation)
        throw new AwsError(
          'UnsupportedOperationException',
          'Token revocation is not enabled for this client',
        )
      // An access or ID token has three parts.
      if (request.Token.split('.').length === 3)
        throw new AwsError('UnsupportedTokenTypeException', 'Unsupported token type')
      const found = findGrant(context, client.poolId, request.Token)
      if (found && found.grant.clientId !== client.id)
        throw new AwsError('UnauthorizedException', 'Token was not issued to the client', {
          status: 401,
        })
      // As RFC 7009 has it, a token that is not known is as good as revoked.
      if (found) revokeGrant(context, client.poolId, found.grant.id)
    },
  ),

  GlobalSignOut: operation({ AccessToken: input.accessToken }, async (request) => {
    const { pool, user } = await bearer(context, request.AccessToken)
    revokeGrantsOf(context, pool.id, user.username)
  }),
})
