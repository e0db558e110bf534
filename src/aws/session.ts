import { AuthError } from './auth-error.ts'
import { giveBack, sayGoodbye } from './goodbye.ts'
import { createHeldSession } from './held-session.ts'
import { createKeepFresh, marginOf } from './keep-fresh.ts'
import { withLock } from './lock.ts'
import type { Marks } from './marks.ts'
import type { SignedOutReason } from './opening.ts'
import type { Platform } from './platform.ts'
import { createRefresh, endsSession, succeeds } from './refresh.ts'
import type { ServerClock } from './server-clock.ts'
import type { StoredSession } from './session-storage.ts'
import { toAuthError } from './to-auth-error.ts'
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

/** The tokens of whoever is signed in: kept good, asked with, and given back. */
export function createSession({ api, clientId, clock, marks, platform }: Settings) {
  const pool = { api, clientId }
  const held = createHeldSession({
    clientId,
    clock,
    marks,
    platform,
    onChange: () => freshness.changed(),
    onReplaced: (tokens) => void giveBack(pool, tokens),
  })
  const refresh = createRefresh({ api, clientId, clock, marks, platform, held })
  const freshness = createKeepFresh({ platform, held, remaining, renew })

  function remaining(session: StoredSession) {
    return userOf(session.tokens).expiresAt * 1000 - clock.now()
  }

  async function renew(asked: StoredSession) {
    try {
      return await refresh(asked)
    } catch (error) {
      const failure = toAuthError(error)
      held.look()
      const now = held.now()
      if (now && succeeds(now, asked)) return now
      if (endsSession(failure) && now && signInIdOf(now.tokens) === signInIdOf(asked.tokens)) {
        held.drop('ended', 'here')
        throw new AuthError('signed-out', { cause: failure })
      }
      throw failure
    }
  }

  function current(): StoredSession {
    const session = held.now()
    if (!session) throw new AuthError('signed-out')
    return session
  }

  async function fresh(): Promise<StoredSession> {
    const session = current()
    if (remaining(session) > marginOf(session)) return session
    try {
      return await renew(session)
    } catch (error) {
      // The margin is for this: what is held still works for a while.
      if (held.now() === session && remaining(session) > 5000) return session
      throw error
    }
  }

  const { snapshot, subscribe, begin, look, lifetime } = held
  return {
    snapshot,
    subscribe,
    begin,
    look,
    lifetime,
    giveBack: (tokens: Tokens) => giveBack(pool, tokens),

    /** Listens to the other tabs and keeps the tokens fresh until stopped. */
    start() {
      const stops = [held.listenToTabs(), freshness.start()]
      return () => stops.forEach((stop) => stop())
    },

    /** Meanwhile no tab renews: what is about to end would be found dead. */
    exclusively: <T>(run: () => Promise<T>) => withLock(platform, 'session', run),

    idToken: async () => (await fresh()).tokens.idToken,
    accessToken: async () => (await fresh()).tokens.accessToken,
    refreshToken: () => held.now()?.tokens.refreshToken,
    deviceKey: () => held.now()?.tokens.deviceKey,

    /** For claims that changed: attributes, groups. */
    refresh: async () => userOf((await renew(current())).tokens),

    /** A call on one's own behalf: tokens that turn out stale or revoked are renewed once. */
    async call<O extends OwnOperation>(
      operation: O,
      input: OwnInput<O>,
      { signal, ...options }: CallOptions = {},
    ) {
      const ended = lifetime()
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

    end: (reason: SignedOutReason) => held.drop(reason, 'here'),

    /** Whether Cognito heard of it; here and now it is done in any case. */
    async signOut({ everywhere = false, forgetDevice = false } = {}): Promise<{
      revoked: boolean
    }> {
      const session = held.now()
      if (!session) return { revoked: true }
      held.drop('by-choice', 'here')
      try {
        await sayGoodbye(pool, session.tokens, { everywhere, forgetDevice })
        return { revoked: true }
      } catch {
        return { revoked: false }
      }
    },
  }
}

const meansGone = new Set(['signed-out', 'user-not-found', 'user-disabled'])
