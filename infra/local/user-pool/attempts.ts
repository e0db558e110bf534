import type { Clock } from '../clock.ts'
import type { Collection } from '../store/store.ts'

import { limitExceeded, tooManyFailures } from './errors.ts'

interface Attempts {
  readonly count: number
  readonly since: number
  readonly last: number
}

const minute = 60_000
const quiet = 15 * minute
const hour = 60 * minute
const freeFailures = 5

/**
 * Counts by a subject's name whether or not there is such a user: being locked out must not tell
 * the two apart.
 */
export function createAttemptLog(items: Collection<Attempts>, clock: Clock) {
  const recent = (key: string, window: number): Attempts | undefined => {
    const entry = items.get(key)
    return entry && clock.now() - entry.since < window ? entry : undefined
  }

  const failures = (key: string) => {
    const entry = items.get(key)
    return entry && clock.now() - entry.last < quiet ? entry : undefined
  }

  function tidy() {
    if (items.size < 10_000) return
    const now = clock.now()
    for (const [key, { last }] of items.entries()) if (now - last > hour) items.delete(key)
  }

  const add = (key: string, entry: Attempts | undefined) => {
    const now = clock.now()
    tidy()
    items.set(key, { count: (entry?.count ?? 0) + 1, since: entry?.since ?? now, last: now })
  }

  return {
    /** From the fifth failure on, each locks out for twice as long as the one before. */
    isLockedOut(key: string): boolean {
      const entry = failures(key)
      if (!entry || entry.count < freeFailures) return false
      const period = Math.min(2 ** (entry.count - freeFailures) * 1000, quiet)
      return clock.now() - entry.last < period
    },
    fail: (key: string) => add(key, failures(key)),
    succeed: (key: string) => {
      items.delete(key)
    },
    /** Refuses what has been done `max` times within the hour. */
    limit(key: string, max: number) {
      if ((recent(key, hour)?.count ?? 0) >= max) throw limitExceeded()
    },
    count: (key: string) => add(key, recent(key, hour)),
    /** Counts a try at a code, right or wrong, and refuses it where there were too many. */
    guess(key: string) {
      const tries = recent(key, hour)?.count ?? 0
      add(key, recent(key, hour))
      if (tries >= 20) throw tooManyFailures()
      if (tries >= 5) throw limitExceeded()
    },
  }
}
