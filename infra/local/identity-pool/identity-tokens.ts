import { importJWK, jwtVerify, SignJWT } from 'jose'
import type { JWK, JWTPayload } from 'jose'
import type { Clock } from '#infra/local/clock.ts'
import type { Context } from '#infra/local/iam/principal.ts'
import type { Store } from '#infra/local/store/store.ts'
import { federation } from './choose-role.ts'

const issuer = `https://${federation}`
const lifetime = 600
const algorithm = 'RS512'

interface Settings {
  readonly store: Store
  readonly clock: Clock
  /** Makes an RSA key pair as a private JWK. */
  readonly makeKey: () => Promise<JWK>
  readonly region: string
}

export type IdentityTokens = ReturnType<typeof createIdentityTokens>

/** The identity service's own tokens, which STS takes for a role: the classic flow. */
export function createIdentityTokens({ store, clock, makeKey, region }: Settings) {
  const keys = store.collection<JWK>('identity-keys')
  const kid = `${region}1`
  let made: Promise<JWK> | undefined

  async function key() {
    const known = keys.get(kid)
    if (known) return known
    made ??= makeKey()
    const fresh = await made
    keys.set(kid, fresh)
    return fresh
  }

  return {
    async sign(context: Context) {
      const now = Math.floor(clock.now() / 1000)
      const claims = {
        sub: context[`${federation}:sub`],
        aud: context[`${federation}:aud`],
        amr: context[`${federation}:amr`],
        iss: issuer,
        exp: now + lifetime,
        iat: now,
      } as JWTPayload
      return new SignJWT(claims)
        .setProtectedHeader({ kid, typ: 'JWS', alg: algorithm })
        .sign(await importJWK(await key(), algorithm))
    },

    /** Undefined: not a token of ours. Whether it has expired is for the caller to say. */
    async read(token: string): Promise<JWTPayload | undefined> {
      const known = keys.get(kid)
      if (!known) return undefined
      const { kty = 'RSA', n = '', e = '' } = known
      const publicKey = await importJWK({ kty, n, e }, algorithm)
      const options = { algorithms: [algorithm], issuer, currentDate: new Date(0) }
      return jwtVerify(token, publicKey, options).then(
        ({ payload }) => payload,
        () => undefined,
      )
    },
  }
}
