import { createHash, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'

import { importJWK, jwtVerify, SignJWT } from 'jose'
import type { JWK, JWTPayload } from 'jose'

import type { Store } from '../store/store.ts'

export type MakeKey = () => Promise<JWK>

const generate = promisify(generateKeyPair)

export const makeRsaKey: MakeKey = async () => {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 })
  return privateKey.export({ format: 'jwk' })
}

/** Access and ID tokens are signed with a key each; both are published. */
export type TokenUse = 'access' | 'id'

interface StoredKeys {
  readonly access: JWK
  readonly id: JWK
}

const published = ({ n = '', e = '', kid = '' }: JWK) => ({
  alg: 'RS256',
  e,
  kid,
  kty: 'RSA',
  n,
  use: 'sig',
})

async function load({ access, id }: StoredKeys) {
  const [accessKey, idKey, accessPublic] = await Promise.all([
    importJWK(access, 'RS256'),
    importJWK(id, 'RS256'),
    importJWK(published(access), 'RS256'),
  ])
  return {
    sign: { access: accessKey, id: idKey },
    kids: { access: access.kid ?? '', id: id.kid ?? '' },
    verify: accessPublic,
    jwks: { keys: [published(access), published(id)] },
  }
}

export function createSigner(store: Store, makeKey: MakeKey) {
  const items = store.collection<StoredKeys>('signing-keys')
  const loaded = new Map<string, ReturnType<typeof load>>()

  const makeNamedKey = async (): Promise<JWK> => {
    const key = await makeKey()
    return {
      ...key,
      kid: createHash('sha256')
        .update(key.n ?? '')
        .digest('base64'),
    }
  }

  async function create(poolId: string) {
    const known = items.get(poolId)
    if (known) return load(known)
    const [access, id] = await Promise.all([makeNamedKey(), makeNamedKey()])
    items.set(poolId, { access, id })
    return load({ access, id })
  }

  function keysOf(poolId: string) {
    let keys = loaded.get(poolId)
    if (!keys) loaded.set(poolId, (keys = create(poolId)))
    return keys
  }

  return {
    async sign(poolId: string, use: TokenUse, claims: JWTPayload): Promise<string> {
      const { sign, kids } = await keysOf(poolId)
      return new SignJWT(claims)
        .setProtectedHeader({ kid: kids[use], alg: 'RS256' })
        .sign(sign[use])
    },
    /** The claims of an access token of this pool, whether expired or not. */
    async verifyAccess(poolId: string, token: string): Promise<JWTPayload | undefined> {
      const { verify } = await keysOf(poolId)
      return jwtVerify(token, verify, { algorithms: ['RS256'], currentDate: new Date(0) }).then(
        ({ payload }) => payload,
        () => undefined,
      )
    },
    jwks: async (poolId: string) => (await keysOf(poolId)).jwks,
    forget(poolId: string) {
      loaded.delete(poolId)
      items.delete(poolId)
    },
  }
}
