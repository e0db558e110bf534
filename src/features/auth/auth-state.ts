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
  | { readonly status: 'signed-in'; readonly user: SignedInUser; readonly askToRemember: boolean }

/** Before anybody is known, and on pages rendered ahead of time. */
export const nobody: AuthState = { status: 'signed-out', reason: 'never' }

export function restoredAuth({ opening: { snapshot, step } }: Services): AuthState {
  if (snapshot.status === 'signed-in')
    return { ...snapshot, askToRemember: isStep(step, 'remember-device') }
  if (snapshot.status === 'restoring') return snapshot
  if (step === 'expired') return { status: 'signed-out', reason: 'step-expired' }
  if (step === undefined || step.type === 'remember-device') return snapshot
  return { status: 'step', step }
}

const isStep = (step: Services['opening']['step'], type: SignInStep['type']) =>
  typeof step === 'object' && step.type === type
