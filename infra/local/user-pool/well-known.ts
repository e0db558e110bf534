import type { Handler } from '../http/message.ts'

import type { Context } from './context.ts'
import { issuerOf } from './tokens.ts'

const headers = {
  'content-type': 'application/json',
  'access-control-allow-origin': '*',
  'cache-control': 'public, max-age=3600',
}

/** What others need to check a token of a pool. */
export function wellKnown(context: Context): Handler {
  return async ({ method, path }) => {
    const [, id = '', document] =
      /^\/([\w-]+_[0-9a-zA-Z]+)\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(path) ?? []
    if (!document || (method !== 'GET' && method !== 'HEAD')) return undefined
    const pool = context.pools.get(id)
    if (!pool)
      return {
        status: 404,
        headers,
        body: JSON.stringify({ message: `User pool ${id} does not exist.` }),
      }
    const issuer = issuerOf(pool)
    const body =
      document === 'jwks.json'
        ? await context.signer.jwks(id)
        : {
            issuer,
            jwks_uri: `${issuer}/.well-known/jwks.json`,
            id_token_signing_alg_values_supported: ['RS256'],
            response_types_supported: ['code', 'token'],
            scopes_supported: ['openid', 'email', 'phone', 'profile'],
            subject_types_supported: ['public'],
            token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
          }
    return { status: 200, headers, body: JSON.stringify(body) }
  }
}
