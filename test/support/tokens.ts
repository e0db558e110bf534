import type { Tokens } from '#src/aws/tokens.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Shaped as Cognito's, signed by nobody: for what reads tokens and never checks them. */
export function tokensFor(sub: string, claims: object = {}): Tokens {
  const common = { sub, auth_time: 1, iat: 1, exp: 3601, origin_jti: `origin-${sub}`, ...claims }
  const token = (own: object) =>
    [part({ alg: 'RS256' }), part({ ...common, ...own }), 'x'].join('.')
  return {
    idToken: token({ token_use: 'id', email: `${sub}@example.com` }),
    accessToken: token({ token_use: 'access' }),
    refreshToken: `refresh-${sub}`,
  }
}
