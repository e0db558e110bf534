import { createAction } from '#src/app/action.ts'
import type { SignInStep } from '#src/aws/challenges.ts'
import type { SessionSnapshot } from '#src/aws/opening.ts'

export const sessionChanged = createAction<SessionSnapshot>('auth/sessionChanged')

export const stepReached = createAction<SignInStep>('auth/stepReached')

export const stepLeft = createAction<{
  reason: 'never' | 'step-expired'
  done?: 'confirmed' | 'password-changed'
}>('auth/stepLeft')
