import { AuthError } from './auth-error.ts'
import type { Marks } from './marks.ts'
import { snapshotOf } from './opening.ts'
import type { SessionSnapshot, SignedOutReason } from './opening.ts'
import type { Platform } from './platform.ts'
import { markOf } from './refresh.ts'
import type { ServerClock } from './server-clock.ts'
import { createSessionStorage } from './session-storage.ts'
import type { StoredSession } from './session-storage.ts'
import { createTabs } from './tabs.ts'
import { signInIdOf, userOf } from './tokens.ts'
import type { Tokens } from './tokens.ts'

export type HeldSession = ReturnType<typeof createHeldSession>

type Source = 'here' | 'elsewhere'

interface Settings {
  readonly clientId: string
  readonly clock: ServerClock
  readonly marks: Marks
  readonly platform: Platform
  /** Other tokens are held now, or none; told before anybody else hears of it. */
  readonly onChange: () => void
  /** Somebody else is here, and nobody will use these any more. */
  readonly onReplaced: (tokens: Tokens) => void
}

/** Whose tokens this tab holds, in step with what is stored and with the other tabs. */
export function createHeldSession(settings: Settings) {
  const { clientId, clock, marks, platform, onChange, onReplaced } = settings
  const storage = createSessionStorage(platform, clientId)
  const listeners = new Set<(snapshot: SessionSnapshot) => void>()
  let held = storage.read()
  if (held) clock.restore(held.clockOffset)
  let snapshot = snapshotOf(held, clock.now())
  let lifetime = new AbortController()

  function publish(next: SessionSnapshot) {
    snapshot = next
    for (const listener of listeners) listener(next)
  }

  function renewLifetime() {
    lifetime.abort(new AuthError('signed-out'))
    lifetime = new AbortController()
  }

  function adopt(session: StoredSession, source: Source) {
    if (held && userOf(held.tokens).sub !== userOf(session.tokens).sub) renewLifetime()
    held = session
    clock.restore(session.clockOffset)
    // What another tab wrote to the shared area must not be written back: it may be newer by now.
    if (source === 'here' || !session.keep) storage.write(session)
    if (source === 'here' && !session.keep) tabs.send({ type: 'refreshed', session })
    onChange()
    publish({ status: 'signed-in', user: userOf(session.tokens) })
  }

  /** Local first, in one go, and without asking anybody. */
  function drop(reason: SignedOutReason, source: Source) {
    const dropped = held
    held = undefined
    onChange()
    renewLifetime()
    if (dropped) {
      // First: of what is then gone from the storage the other tabs would not know why.
      if (source === 'here')
        tabs.send({ type: 'ended', id: signInIdOf(dropped.tokens), reason: told(reason) })
      const shared = storage.readShared()
      storage.clear(false)
      // Whoever signed in since in another tab keeps what is theirs; who leaves, leaves altogether.
      // But what another tab tells of may be long past by the time a frozen one hears it.
      const isSame =
        shared && (reason === 'ended' || source === 'elsewhere')
          ? signInIdOf(shared.tokens) === signInIdOf(dropped.tokens)
          : shared && userOf(shared.tokens).sub === userOf(dropped.tokens).sub
      if (isSame) storage.clear(true)
      void marks.remove(markOf(dropped))
      // What all tabs share is given back by the one in which somebody else came.
      if (reason === 'replaced' && !dropped.keep) onReplaced(dropped.tokens)
    }
    publish({ status: 'signed-out', reason })
  }

  /** What is stored now, of which this tab may have yet to hear. */
  function look() {
    const shared = storage.readShared()
    if (held && shared && isLeftBehind(shared, held)) {
      storage.clear(true)
      storage.write(held)
      onReplaced(shared.tokens)
    }
    const stored = storage.read()
    if (!stored) {
      if (held) drop('elsewhere', 'elsewhere')
      return
    }
    if (stored.tokens.idToken !== held?.tokens.idToken) adopt(stored, 'elsewhere')
  }

  const tabs = createTabs(platform, {
    stored: look,
    ended(id, reason) {
      if (!held || signInIdOf(held.tokens) !== id) return
      const stored = storage.readShared()
      if (stored && signInIdOf(stored.tokens) !== id) adopt(stored, 'elsewhere')
      else drop(reason, 'elsewhere')
    },
    refreshed(session) {
      if (!held || signInIdOf(held.tokens) !== signInIdOf(session.tokens)) return
      if (session.generation > held.generation) adopt(session, 'elsewhere')
    },
    followed(id, session) {
      if (held && signInIdOf(held.tokens) === id) adopt(session, 'elsewhere')
    },
    began(sub) {
      if (!held || userOf(held.tokens).sub === sub) return
      // Where all tabs share one session, who is in it now is in it: by the time a frozen tab hears
      // that somebody came, they may have left.
      if (held.keep && storage.readShared()) look()
      else drop('replaced', 'elsewhere')
    },
  })

  function subscribe(listener: (snapshot: SessionSnapshot) => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  /** Whoever was here is taken at their word. */
  function settle() {
    if (snapshot.status === 'restoring') publish({ ...snapshot, status: 'signed-in' })
  }

  /** `goesOn`: the tabs of the sign-in before go along, where each has a session of its own. */
  function begin(tokens: Tokens, { keep, goesOn = false }: { keep: boolean; goesOn?: boolean }) {
    const user = userOf(tokens)
    const before = held
    clock.issued(user.issuedAt)
    const others = [storage.readShared(), before?.keep ? undefined : before]
      .filter((it) => it !== undefined)
      .filter((it) => userOf(it.tokens).sub !== user.sub)
    if (others.some((it) => it.keep)) storage.clear(true)
    storage.clear(false)
    adopt({ tokens, generation: 0, clockOffset: clock.offset(), keep }, 'here')
    if (goesOn && before && held && !keep)
      tabs.send({ type: 'followed', id: signInIdOf(before.tokens), session: held })
    tabs.send({ type: 'began', sub: user.sub })
    for (const it of others) onReplaced(it.tokens)
  }

  return {
    now: () => held,
    look,
    snapshot: () => snapshot,
    /** Aborted as soon as the person signed in now is no longer. */
    lifetime: () => lifetime.signal,
    listenToTabs: () => tabs.listen(),
    subscribe,
    settle,
    begin,
    adopt,
    drop,
  }
}

/** Renewed by a tab that had yet to hear who has come since. */
function isLeftBehind(shared: StoredSession, held: StoredSession) {
  const [before, now] = [userOf(shared.tokens), userOf(held.tokens)]
  return before.sub !== now.sub && before.signedInAt < now.signedInAt
}

const told = (reason: SignedOutReason) => (reason === 'by-choice' ? 'elsewhere' : reason)
