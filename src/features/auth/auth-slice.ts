import { createSlice } from '@reduxjs/toolkit'
import type { PayloadAction } from '@reduxjs/toolkit'

import type { SignInStep } from '#src/aws/challenges.ts'
import type { Services } from '#src/aws/create-services.ts'
import type { SessionSnapshot, SignedOutReason } from '#src/aws/session.ts'
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

/** Who is here as the page opens: no request, no waiting. */
export function restoredAuth({ session, signIn }: Services): AuthState {
  const snapshot = session.snapshot()
  const step = signIn.restored()
  if (snapshot.status === 'signed-in')
    return { ...snapshot, askToRemember: isStep(step, 'remember-device') }
  if (snapshot.status === 'restoring') return snapshot
  if (step === 'expired') return { status: 'signed-out', reason: 'step-expired' }
  if (step === undefined || step.type === 'remember-device') return snapshot
  return { status: 'step', step }
}

const isStep = (step: SignInStep | 'expired' | undefined, type: SignInStep['type']) =>
  typeof step === 'object' && step.type === type

export const auth = createSlice({
  name: 'auth',
  initialState: (): AuthState => nobody,
  reducers: {
    sessionChanged: (state, { payload }: PayloadAction<SessionSnapshot>): AuthState => {
      if (payload.status === 'signed-in')
        return {
          ...payload,
          askToRemember: state.status === 'signed-in' && state.askToRemember,
        }
      if (payload.status === 'restoring') return payload
      // A step is somebody on the way in; that nobody is signed in is no news to them.
      return state.status === 'step' ? state : payload
    },
    stepReached: (_, { payload }: PayloadAction<SignInStep>): AuthState => ({
      status: 'step',
      step: payload,
    }),
    stepLeft: (
      state,
      {
        payload,
      }: PayloadAction<{
        reason: 'never' | 'step-expired'
        done?: 'confirmed' | 'password-changed'
      }>,
    ): AuthState => (state.status === 'signed-in' ? state : { status: 'signed-out', ...payload }),
    rememberAsked: (state, { payload }: PayloadAction<boolean>): AuthState =>
      state.status === 'signed-in' ? { ...state, askToRemember: payload } : state,
  },
})

export const { sessionChanged, stepReached, stepLeft, rememberAsked } = auth.actions
