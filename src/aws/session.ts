import { AuthError } from './auth-error.ts'
import { toAuthError } from './to-auth-error.ts'
import { sayGoodbye } from './goodbye.ts'
import { createKeepFresh, marginOf } from './keep-fresh.ts'
import { withLock } from './lock.ts'
import type { Marks } from './marks.ts'
import type { Platform } from './platform.ts'
import { snapshotOf } from './opening.ts'
import type { SessionSnapshot, SignedOutReason } from './opening.ts'
import { createRefresh, endsSession, markOf, succeeds } from './refresh.ts'
import type { ServerClock } from './server-clock.ts'
import { createSessionStorage } from './session-storage.ts'
import type { StoredSession } from './session-storage.ts'
import { createTabs } from './tabs.ts'
import { signInIdOf, userOf } from './tokens.ts'
import type { Tokens } from './tokens.ts'
import type { CallOptions, UserPoolApi } from './user-pool-api.ts'
import type { OwnInput, OwnOperation } from './user-pool-operations.ts'

export type Session = ReturnType<typeof createSession>

interface Settings {
  readonly api: UserPoolApi
  readonly clientId: string
  readonly clock: ServerClock
  readonly marks: Marks
  readonly platform: Platform
}

export function createSession({ api, clientId, clock, marks, platform }: Settings) {
  const storage = createSessionStorage(platform, clientId)
  const listeners = new Set<(snapshot: SessionSnapshot) => void>()
  let held = storage.read()
  if (held) clock.restore(held.clockOffset)
  let snapshot = snapshotOf(held, clock.now())
  let lifetime = new AbortController()

  function remaining(session: StoredSession) {
    return userOf(session.tokens).expiresAt * 1000 - clock.now()
  }

  function publish(next: SessionSnapshot) {
    snapshot = next
    for (const listener of listeners) listener(next)
  }

  function adopt(session: StoredSession, source: 'here' | 'elsewhere') {
    if (held && userOf(held.tokens).sub !== userOf(session.tokens).sub) renewLifetime()
    held = session
    clock.restore(session.clockOffset)
    // What another tab wrote to the shared area must not be written back: it may be newer by now.
    if (source === 'here' || !session.keep) storage.write(session)
    if (source === 'here' && !session.keep) tabs.send({ type: 'refreshed', session })
    publish({ status: 'signed-in', user: userOf(session.tokens) })
    freshness.changed()
  }

  function renewLifetime() {
    lifetime.abort(new AuthError('signed-out'))
    lifetime = new AbortController()
  }

  /** Local first, in one go, and without asking anybody. */
  function drop(reason: SignedOutReason, source: 'here' | 'elsewhere') {
    const dropped = held
    held = undefined
    freshness.changed()
    renewLifetime()
    if (dropped) {
      // First: of what is then gone from the storage the other tabs would not know why.
      if (source === 'here')
        tabs.send({ type: 'ended', id: signInIdOf(dropped.tokens), reason: told(reason) })
      const shared = storage.readShared()
      storage.clear(false)
      // Whoever signed in since in another tab keeps what is theirs; who leaves, leaves altogether.
      const isSame =
        shared && reason === 'ended'
          ? signInIdOf(shared.tokens) === signInIdOf(dropped.tokens)
          : shared && userOf(shared.tokens).sub === userOf(dropped.tokens).sub
      if (!shared || isSame) storage.clear(true)
      void marks.remove(markOf(dropped))
    }
    publish({ status: 'signed-out', reason })
  }

  const refresh = createRefresh({
    api,
    clientId,
    clock,
    marks,
    platform,
    storage,
    held: () => held,
    adopt,
  })

  async function renew(asked: StoredSession) {
    try {
      return await refresh(asked)
    } catch (error) {
      const failure = toAuthError(error)
      if (held && succeeds(held, asked)) return held
      const stored = storage.read()
      if (held && stored && succeeds(stored, held)) {
        adopt(stored, 'elsewhere')
        return stored
      }
      if (endsSession(failure) && held && signInIdOf(held.tokens) === signInIdOf(asked.tokens)) {
        drop('ended', 'here')
        throw new AuthError('signed-out', { cause: failure })
      }
      throw failure
    }
  }

  async function fresh(): Promise<StoredSession> {
    if (!held) throw new AuthError('signed-out')
    const session = held
    if (remaining(session) > marginOf(session)) return session
    try {
      return await renew(session)
    } catch (error) {
      // The margin is for this: what is held still works for a while.
      if (held === session && remaining(session) > 5000) return session
      throw error
    }
  }

  const freshness = createKeepFresh({
    platform,
    held: () => held,
    remaining,
    renew,
    settle() {
      if (snapshot.status === 'restoring') publish({ ...snapshot, status: 'signed-in' })
    },
  })

  const tabs = createTabs(platform, {
    local() {
      if (held && !held.keep) return
      const stored = storage.readShared()
      if (!stored) {
        if (held) drop('elsewhere', 'elsewhere')
        return
      }
      if (
        !held ||
        stored.generation !== held.generation ||
        stored.tokens.idToken !== held.tokens.idToken
      )
        adopt(stored, 'elsewhere')
    },
    ended(id, reason) {
      if (held && signInIdOf(held.tokens) === id) drop(reason, 'elsewhere')
    },
    refreshed(session) {
      if (!held || held.keep || signInIdOf(held.tokens) !== signInIdOf(session.tokens)) return
      if (session.generation > held.generation) adopt(session, 'elsewhere')
    },
    followed(id, session) {
      if (held && !held.keep && signInIdOf(held.tokens) === id) adopt(session, 'elsewhere')
    },
    began(sub) {
      if (held && userOf(held.tokens).sub !== sub) drop('replaced', 'elsewhere')
    },
  })

  return {
    snapshot: () => snapshot,

    subscribe(listener: (snapshot: SessionSnapshot) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },

    /** Listens to the other tabs and keeps the tokens fresh until stopped. */
    start() {
      const stops = [tabs.listen(), freshness.start()]
      return () => stops.forEach((stop) => stop())
    },

    /** `goesOn`: the tabs of the sign-in before go along, where each has a session of its own. */
    begin(tokens: Tokens, { keep, goesOn = false }: { keep: boolean; goesOn?: boolean }) {
      const user = userOf(tokens)
      const before = held
      clock.issued(user.issuedAt)
      const shared = storage.readShared()
      if (keep || (shared && userOf(shared.tokens).sub !== user.sub)) storage.clear(true)
      storage.clear(false)
      if (held) renewLifetime()
      adopt({ tokens, generation: 0, clockOffset: clock.offset(), keep }, 'here')
      if (goesOn && before && held && !keep)
        tabs.send({ type: 'followed', id: signInIdOf(before.tokens), session: held })
      tabs.send({ type: 'began', sub: user.sub })
    },

    /** Meanwhile no tab renews: what is about to end would be found dead. */
    exclusively: <T>(run: () => Promise<T>) => withLock(platform, 'session', run),

    idToken: async () => (await fresh()).tokens.idToken,
    accessToken: async () => (await fresh()).tokens.accessToken,
    refreshToken: () => held?.tokens.refreshToken,
    deviceKey: () => held?.tokens.deviceKey,

    /** Aborted as soon as the person signed in now is no longer. */
    lifetime: () => lifetime.signal,

    /** For claims that changed: attributes, groups. */
    async refresh() {
      if (!held) throw new AuthError('signed-out')
      return userOf((await renew(held)).tokens)
    },

    /** A call on one's own behalf: tokens that turn out stale or revoked are renewed once. */
    async call<O extends OwnOperation>(
      operation: O,
      input: OwnInput<O>,
      { signal, ...options }: CallOptions = {},
    ) {
      const ended = lifetime.signal
      const attempt = ({ tokens }: StoredSession) =>
        api.call(
          operation,
          { ...input, AccessToken: tokens.accessToken },
          {
            ...options,
            signal: signal ? AbortSignal.any([signal, ended]) : ended,
          },
        )
      const session = await fresh()
      try {
        return await attempt(session)
      } catch (error) {
        const failure = toAuthError(error)
        if (ended.aborted) throw new AuthError('signed-out', { cause: failure })
        if (!meansGone.has(failure.code)) throw failure
        return attempt(await renew(session))
      }
    },

    end: (reason: SignedOutReason) => drop(reason, 'here'),

    /** Whether Cognito heard of it; here and now it is done in any case. */
    async signOut({ everywhere = false, forgetDevice = false } = {}): Promise<{
      revoked: boolean
    }> {
      const session = held
      if (!session) return { revoked: true }
      drop('by-choice', 'here')
      try {
        await sayGoodbye({ api, clientId }, session.tokens, { everywhere, forgetDevice })
        return { revoked: true }
      } catch {
        return { revoked: false }
      }
    },
  }
}

const meansGone = new Set(['signed-out', 'user-not-found', 'user-disabled'])

const told = (reason: SignedOutReason) => (reason === 'by-choice' ? 'elsewhere' : reason)
