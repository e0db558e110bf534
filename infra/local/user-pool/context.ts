import { createHmac, timingSafeEqual } from 'node:crypto'

import type { Clock } from '../clock.ts'
import { uuidOf } from '../random.ts'
import type { Random } from '../random.ts'
import type { Store } from '../store/store.ts'

import { createAttemptLog } from './attempts.ts'
import { notAuthorized, notFound } from './errors.ts'
import type { Client, Group, Message, Pool } from './model.ts'
import { createInbox } from './inbox.ts'
import { createSessions } from './sessions.ts'
import { createSigner } from './signer.ts'
import type { MakeKey } from './signer.ts'
import { createUsers } from './users.ts'
import type { Users } from './users.ts'

export interface Surroundings {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly makeKey: MakeKey
  /** Told of every message besides its being put into the inbox. */
  readonly onMessage?: ((message: Message) => void) | undefined
}

export type Context = ReturnType<typeof createContext>

/** What every operation of the user pool works with. */
export function createContext({ store, clock, random, makeKey, onMessage }: Surroundings) {
  const pools = store.collection<Pool>('pools')
  const clients = store.collection<Client>('clients')
  const inbox = createInbox(store.collection('inbox'))
  const usersByPool = new Map<string, Users>()

  function pool(id: string): Pool {
    const found = pools.get(id)
    if (!found) throw notFound(`User pool ${id} does not exist.`)
    return found
  }

  function client(id: string): Client {
    const found = clients.get(id)
    if (!found) throw notFound(`User pool client ${id} does not exist.`)
    return found
  }

  function users(poolId: string): Users {
    let found = usersByPool.get(poolId)
    if (!found) {
      found = createUsers(store.collection(`users:${poolId}`), () => pool(poolId))
      usersByPool.set(poolId, found)
    }
    return found
  }

  return {
    store,
    clock,
    random,
    pools,
    clients,
    pool,
    client,
    sessions: createSessions(store, clock, random),
    signer: createSigner(store, makeKey),
    attempts: createAttemptLog(store.collection('attempts'), clock),
    groups: (poolId: string) => store.collection<Group>(`groups:${poolId}`),

    users,

    uuid: () => uuidOf(random.bytes(16)),

    digits: (count: number) =>
      String(random.bytes(6).readUIntBE(0, 6) % 10 ** count).padStart(count, '0'),

    send(message: Message) {
      inbox.add(message)
      onMessage?.(message)
    },

    /** The client that a request names, if it may speak for it. */
    caller(input: {
      readonly ClientId: string
      readonly SecretHash?: string | undefined
      readonly Username?: string | undefined
    }): { client: Client; pool: Pool; users: Users } {
      const found = client(input.ClientId)
      checkSecretHash(found, input.Username ?? '', input.SecretHash)
      return { client: found, pool: pool(found.poolId), users: users(found.poolId) }
    },
  }
}

export function checkSecretHash({ id, secret }: Client, username: string, hash?: string) {
  if (secret === undefined) {
    if (hash === undefined) return
    throw notAuthorized(`Unable to verify secret hash for client ${id}`)
  }
  if (hash === undefined)
    throw notAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`)
  const expected = createHmac('sha256', secret).update(username).update(id).digest('base64')
  if (!sameText(expected, hash))
    throw notAuthorized(`Unable to verify secret hash for client ${id}`)
}

export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Whether nobody is to learn from a refusal who has an account. */
export const hidesPeople = ({ settings }: Client) =>
  settings.PreventUserExistenceErrors === 'ENABLED'
