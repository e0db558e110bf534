import type { SignInStep } from '#src/aws/challenges.ts'
import type { Services } from '#src/aws/create-services.ts'
import type { SignedOutReason } from '#src/aws/opening.ts'
import type { SignedInUser } from '#src/aws/tokens.ts'

export type AuthState =
  | { readonly status: 'restoring'; readonly user: SignedInUser }
  | {
      readonly status: 'signed-out'
      readonly reason: SignedOutReason | 'step-expired'
      /** What has just been done, for the sign-in screen to say. */
      readonly done?: 'confirmed' | 'password-changed'
    }
  | { readonly status: 'step'; readonly step: SignInStep }
  | { readonly status: 'signed-in'; readonly user: SignedInUser }

/** Before anybody is known, and on pages rendered ahead of time. */
export const nobody: AuthState = { status: 'signed-out', reason: 'never' }

export function restoredAuth({ opening: { snapshot, step } }: Services): AuthState {
  if (snapshot.status !== 'signed-out') return snapshot
  if (step === 'expired') return { status: 'signed-out', reason: 'step-expired' }
  return step === undefined ? snapshot : { status: 'step', step }
}
