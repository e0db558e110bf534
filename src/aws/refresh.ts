import { AuthError, ServiceError, isTransient } from './auth-error.ts'
import { toAuthError } from './to-auth-error.ts'
import { backOff, pause } from './back-off.ts'
import { giveBack } from './goodbye.ts'
import type { HeldSession } from './held-session.ts'
import { withLock } from './lock.ts'
import type { Marks } from './marks.ts'
import type { Platform } from './platform.ts'
import type { ServerClock } from './server-clock.ts'
import type { StoredSession } from './session-storage.ts'
import { signInIdOf, tokensOf, userOf } from './tokens.ts'
import type { UserPoolApi } from './user-pool-api.ts'

interface Settings {
  readonly api: UserPoolApi
  readonly clientId: string
  readonly clock: ServerClock
  readonly marks: Marks
  readonly platform: Platform
  readonly held: Pick<HeldSession, 'now' | 'look' | 'adopt'>
}

export const markOf = (session: StoredSession) => `refreshed ${signInIdOf(session.tokens)}`

/** Cognito has said no, as opposed to not having been heard. */
export function endsSession(error: AuthError) {
  if (isTransient(error) || !(error.cause instanceof ServiceError)) return false
  // A firewall in front of the pool refuses for its own reasons, mostly for a while.
  return error.cause.name !== 'ForbiddenException'
}

/** New tokens for the ones held: one request however many ask, in however many tabs. */
export function createRefresh(settings: Settings) {
  const { api, clientId, clock, marks, platform, held } = settings
  const flights = new Map<string, Promise<StoredSession>>()

  async function newerThan(mine: StoredSession) {
    const mark = await marks.read(markOf(mine))
    // Refreshed by the previous holder of the lock: the tokens are on their way to this tab.
    for (let waited = 0; mark > mine.generation && waited < 100; waited += 1) {
      const seen = catchUp(mine)
      if (seen) return seen
      await pause(platform, 10)
    }
    return catchUp(mine)
  }

  function catchUp(mine: StoredSession) {
    held.look()
    const now = stillHeld(mine)
    if (!now) throw new AuthError('signed-out')
    return now.generation > mine.generation ? now : undefined
  }

  async function request(mine: StoredSession) {
    const { refreshToken, deviceKey } = mine.tokens
    const { AuthenticationResult } = await api.call('GetTokensFromRefreshToken', {
      ClientId: clientId,
      RefreshToken: refreshToken,
      ...(deviceKey === undefined ? {} : { DeviceKey: deviceKey }),
    })
    return tokensOf(AuthenticationResult, mine.tokens)
  }

  async function persistently(mine: StoredSession) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await request(mine)
      } catch (error) {
        if (attempt === 2 || !isTransient(toAuthError(error))) throw error
      }
      await pause(platform, backOff(platform, attempt))
      if (!stillHeld(mine)) throw new AuthError('signed-out')
    }
  }

  /** As they are by now: renewed perhaps, but of the same sign-in. */
  function stillHeld({ tokens }: StoredSession) {
    const now = held.now()
    return now && signInIdOf(now.tokens) === signInIdOf(tokens) ? now : undefined
  }

  async function underLock(asked: StoredSession) {
    const mine = stillHeld(asked)
    if (!mine) throw new AuthError('signed-out')
    if (mine.generation > asked.generation) return mine
    const newer = await newerThan(mine)
    if (newer) return newer

    const tokens = await persistently(mine)
    clock.issued(userOf(tokens).issuedAt)
    const next = {
      tokens,
      generation: mine.generation + 1,
      clockOffset: clock.offset(),
      keep: mine.keep,
    }
    held.look()
    if (!stillHeld(mine)) {
      // Signed out while the answer was on its way: nobody may be left holding live tokens.
      void giveBack({ api, clientId }, tokens)
      throw new AuthError('signed-out')
    }
    held.adopt(next, 'here')
    await marks.write(markOf(next), next.generation)
    return next
  }

  return function refresh(asked: StoredSession): Promise<StoredSession> {
    const id = signInIdOf(asked.tokens)
    // Of a sign-in that is over, an answer may still be awaited.
    const result =
      flights.get(id) ??
      withLock(platform, 'session', () => underLock(asked)).finally(() => flights.delete(id))
    flights.set(id, result)
    return result
  }
}

/** The same person has signed in anew, as after a password was changed in another tab. */
export const succeeds = (one: StoredSession, other: StoredSession) =>
  signInIdOf(one.tokens) !== signInIdOf(other.tokens) &&
  userOf(one.tokens).sub === userOf(other.tokens).sub
