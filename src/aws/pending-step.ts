import type { SignInStep } from './challenges.ts'
import type { KeyValue, Platform } from './platform.ts'
import { isChallenge, isStep } from './step-shape.ts'
import { stepKey } from './storage-keys.ts'

const version = 1
/** The longest a pool can keep a challenge open; one that ends sooner says so when it is answered. */
const challengeLifetime = 15 * 60_000

/** What answers a challenge: Cognito's own thread, which outlives a reload here. */
export interface OpenChallenge {
  readonly name: string
  readonly session: string
  readonly username: string
  readonly email: string
  readonly keep: boolean
  readonly passwordGiven: boolean
  /** JSON of Cognito's, for a passkey. */
  readonly requestOptions?: string
  readonly totpSecret?: string
  readonly totpVerified?: true
}

export interface PendingStep {
  readonly step: SignInStep
  readonly challenge?: OpenChallenge
}

/** By the device's own clock, whose error is the same before and after a reload. */
export function readPendingStep(tab: KeyValue, now: number): PendingStep | 'expired' | undefined {
  try {
    const value = JSON.parse(tab.get(stepKey) ?? '{}') as Record<
      'version' | 'at' | 'step' | 'challenge',
      unknown
    >
    const { step, challenge, at } = value
    if (value.version !== version || typeof at !== 'number' || !isStep(step)) return undefined
    if (challenge === undefined) return { step }
    if (!isChallenge(challenge)) return undefined
    return Math.abs(now - at) > challengeLifetime ? 'expired' : { step, challenge }
  } catch {
    return undefined
  }
}

/** The step in progress, in this tab until it closes. */
export function createPendingSteps({ tab, now }: Pick<Platform, 'tab' | 'now'>) {
  return {
    read: () => readPendingStep(tab, now()),
    write: (pending: PendingStep) =>
      tab.set(stepKey, JSON.stringify({ version, at: now(), ...pending })),
    clear: () => tab.remove(stepKey),
  }
}
