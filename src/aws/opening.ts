import type { SignInStep } from './challenges.ts'
import { readPendingStep } from './pending-step.ts'
import type { Platform } from './platform.ts'
import { createSessionStorage } from './session-storage.ts'
import type { StoredSession } from './session-storage.ts'
import { lastEmailKey } from './storage-keys.ts'
import { userOf } from './tokens.ts'
import type { SignedInUser } from './tokens.ts'

/**
 * never: nothing was stored. ended: Cognito takes the tokens no longer. elsewhere: signed out in
 * another tab. replaced: somebody else signed in in another tab.
 */
export type SignedOutReason = 'never' | 'by-choice' | 'ended' | 'elsewhere' | 'replaced' | 'deleted'

export type SessionSnapshot =
  /** Somebody was here; whether they still are is being asked. */
  | { readonly status: 'restoring'; readonly user: SignedInUser }
  | { readonly status: 'signed-in'; readonly user: SignedInUser }
  | { readonly status: 'signed-out'; readonly reason: SignedOutReason }

export function snapshotOf(session: StoredSession | undefined, now: number): SessionSnapshot {
  if (!session) return { status: 'signed-out', reason: 'never' }
  const user = userOf(session.tokens)
  return { status: user.expiresAt * 1000 > now ? 'signed-in' : 'restoring', user }
}

export interface Opening {
  readonly snapshot: SessionSnapshot
  /** What was going on in this tab before it was reloaded. */
  readonly step: SignInStep | 'expired' | undefined
  /** Whom this browser saw last, if they wanted to be kept. */
  readonly lastEmail: string
}

/** Who is here as the page opens. Asks nobody, and nothing that answers later. */
export function readOpening(platform: Platform, clientId: string): Opening {
  const session = createSessionStorage(platform, clientId).read()
  const now = platform.now() + (session?.clockOffset ?? 0)
  const pending = readPendingStep(platform.tab, platform.now())
  return {
    snapshot: snapshotOf(session, now),
    step: typeof pending === 'object' ? pending.step : pending,
    lastEmail: platform.local.get(lastEmailKey) ?? '',
  }
}
