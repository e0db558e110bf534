import type { Clock } from '#infra/local/clock.ts'
import type { Random } from '#infra/local/random.ts'
import type { Store } from '#infra/local/store/store.ts'
import { forbidden, noGuests, noSuchIdentity } from './errors.ts'
import type { Login } from './login-tokens.ts'
import type { IdentityPool } from './pools.ts'

export interface Identity {
  readonly id: string
  readonly poolId: string
  /** Once it had a login it is nobody's without one. */
  readonly guest: boolean
  /** Subjects by provider name. */
  readonly logins: Readonly<Record<string, string>>
  readonly createdAt: number
  readonly modifiedAt: number
}

interface Settings {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
}

export type Identities = ReturnType<typeof createIdentities>

const nameOf = ({ provider }: Login) => provider.ProviderName

const ownerKey = (poolId: string, provider: string, subject: string) =>
  `${poolId}|${provider}|${subject}`

export function createIdentities({ store, clock, random }: Settings) {
  const identities = store.collection<Identity>('identities')
  /** Identity ids by pool, provider and subject. */
  const owners = store.collection<string>('identity-logins')

  const ownerOf = (pool: IdentityPool, login: Login) =>
    identities.get(owners.get(ownerKey(pool.id, nameOf(login), login.subject)) ?? '')

  function newId(pool: IdentityPool) {
    const bytes = random.bytes(16)
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
    const hex = bytes.toString('hex')
    const parts = [
      [0, 8],
      [8, 12],
      [12, 16],
      [16, 20],
      [20, 32],
    ] as const
    return `${pool.id.split(':')[0]}:${parts.map(([from, to]) => hex.slice(from, to)).join('-')}`
  }

  function save(identity: Identity) {
    identities.set(identity.id, identity)
    return identity
  }

  function link(identity: Identity, logins: readonly Login[]) {
    const fresh = logins.filter((login) => identity.logins[nameOf(login)] === undefined)
    if (fresh.length === 0) return identity
    for (const login of fresh)
      owners.set(ownerKey(identity.poolId, nameOf(login), login.subject), identity.id)
    const added = fresh.map((login) => [nameOf(login), login.subject] as const)
    return save({
      ...identity,
      guest: false,
      logins: { ...identity.logins, ...Object.fromEntries(added) },
      modifiedAt: clock.now(),
    })
  }

  function create(pool: IdentityPool) {
    const now = clock.now()
    const made = { id: newId(pool), poolId: pool.id, guest: true, logins: {} }
    return save({ ...made, createdAt: now, modifiedAt: now })
  }

  const find = (id: string) => {
    const found = identities.get(id)
    if (!found) throw noSuchIdentity(id)
    return found
  }

  const holds = (identity: Identity, login: Login) =>
    identity.logins[nameOf(login)] === login.subject

  return {
    find,
    list: (poolId: string) => [...identities.values()].filter((found) => found.poolId === poolId),

    /** The same identity for the same login, each time. */
    resolve(pool: IdentityPool, logins: readonly Login[]): Identity {
      if (logins.length === 0) {
        if (!pool.guests) throw noGuests()
        return create(pool)
      }
      const known = logins.map((login) => ownerOf(pool, login)).find((owner) => owner)
      return link(known ?? create(pool), logins)
    },

    /** The identity that the logins give access to: it, or the one a guest turns out to be. */
    open(pool: IdentityPool, identityId: string, logins: readonly Login[]): Identity {
      const identity = find(identityId)
      if (logins.length === 0) {
        if (!identity.guest) throw forbidden(identityId)
        if (!pool.guests) throw noGuests()
        return identity
      }
      const known = logins.map((login) => ownerOf(pool, login))
      if (identity.guest) {
        const former = known.find((owner) => owner)
        if (!former) return link(identity, logins)
        identities.delete(identityId)
        return former
      }
      const isOwn = logins.some((login) => holds(identity, login))
      const isForeign = known.some((owner) => owner && owner.id !== identityId)
      if (!isOwn || isForeign) throw forbidden(identityId)
      return link(identity, logins)
    },

    unlink(identity: Identity, providerNames: readonly string[]) {
      for (const name of providerNames) {
        const subject = identity.logins[name]
        if (subject !== undefined) owners.delete(ownerKey(identity.poolId, name, subject))
      }
      const logins = Object.entries(identity.logins).filter(
        ([name]) => !providerNames.includes(name),
      )
      save({ ...identity, logins: Object.fromEntries(logins), modifiedAt: clock.now() })
    },
  }
}
