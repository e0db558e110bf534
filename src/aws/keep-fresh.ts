import { backOff } from './back-off.ts'
import type { HeldSession } from './held-session.ts'
import type { Platform } from './platform.ts'
import type { StoredSession } from './session-storage.ts'
import { userOf } from './tokens.ts'

interface Settings {
  readonly platform: Platform
  readonly held: Pick<HeldSession, 'now' | 'settle'>
  readonly remaining: (session: StoredSession) => number
  readonly renew: (session: StoredSession) => Promise<unknown>
}

/** Longer than this nobody looks at an empty page for Cognito's sake. */
const patience = 3000

/** Renews the tokens before they end, while somebody looks and there is a network. */
export function createKeepFresh({ platform, held, remaining, renew }: Settings) {
  let cancelPlan: (() => void) | undefined
  let failures = 0
  let running = false

  function plan() {
    cancelPlan?.()
    const session = held.now()
    if (!session || !running) return
    const wait = failures > 0 ? backOff(platform, failures) : remaining(session) - marginOf(session)
    cancelPlan = platform.after(Math.max(wait, 0), () => void keepFresh())
  }

  async function keepFresh() {
    const session = held.now()
    if (!session || !platform.awake()) return
    await renew(session).catch(() => {
      if (held.now() !== session) return
      failures += 1
      // Not heard from Cognito is not a no. Those who are offline stay who they were.
      held.settle()
      plan()
    })
  }

  return {
    /** Other tokens are held now, or none. */
    changed() {
      failures = 0
      plan()
    },

    start() {
      running = true
      const stopWake = platform.onWake(() => {
        failures = 0
        plan()
      })
      if (!platform.awake()) held.settle()
      const stopWaiting = platform.after(patience, held.settle)
      plan()
      return () => {
        stopWaiting()
        running = false
        cancelPlan?.()
        stopWake()
      }
    },
  }
}

/** Room for a slow answer, and for clocks that are a little off. */
export function marginOf({ tokens }: StoredSession) {
  const { issuedAt, expiresAt } = userOf(tokens)
  return Math.min(120, (expiresAt - issuedAt) / 4) * 1000
}
