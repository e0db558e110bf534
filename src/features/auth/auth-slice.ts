import { createSlice } from '@reduxjs/toolkit'
import type { PayloadAction } from '@reduxjs/toolkit'

import type { SignInStep } from '#src/aws/challenges.ts'
import type { Services } from '#src/aws/create-services.ts'
import type { SessionSnapshot, SignedOutReason } from '#src/aws/opening.ts'
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

const outside = (state: AuthState): AuthState => ('user' in state ? nobody : state)

export const auth = createSlice({
  name: 'auth',
  initialState: (): AuthState => nobody,
  reducers: {
    sessionChanged: (
      state,
      { payload }: PayloadAction<{ snapshot: SessionSnapshot; askToRemember?: boolean }>,
    ): AuthState => {
      const { snapshot, askToRemember = false } = payload
      if (snapshot.status === 'signed-in') return { ...snapshot, askToRemember }
      if (snapshot.status === 'restoring') return snapshot
      // Somebody on the way in, or told why they are not: that nobody is signed in is no news.
      return state.status === 'step' || snapshot.reason === 'never' ? outside(state) : snapshot
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
