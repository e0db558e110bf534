import { createSlice } from '@reduxjs/toolkit'
import { rememberAsked, sessionChanged, stepLeft, stepReached } from './auth-actions.ts'
import { type AuthState, nobody } from './auth-state.ts'

const outside = (state: AuthState): AuthState => ('user' in state ? nobody : state)

export const auth = createSlice({
  name: 'auth',
  initialState: (): AuthState => nobody,
  reducers: {},
  extraReducers: (builder) =>
    builder
      .addCase(sessionChanged, (state, { payload }): AuthState => {
        const { snapshot, askToRemember = false } = payload
        if (snapshot.status === 'signed-in') return { ...snapshot, askToRemember }
        if (snapshot.status === 'restoring') return snapshot
        // Somebody on the way in, or told why they are not: that nobody is signed in is no news.
        return state.status === 'step' || snapshot.reason === 'never' ? outside(state) : snapshot
      })
      .addCase(stepReached, (state, { payload }): AuthState =>
        // Somebody has signed in in another tab while this step was on its way.
        'user' in state ? state : { status: 'step', step: payload },
      )
      .addCase(stepLeft, (state, { payload }): AuthState =>
        'user' in state ? state : { status: 'signed-out', ...payload },
      )
      .addCase(rememberAsked, (state, { payload }): AuthState =>
        state.status === 'signed-in' ? { ...state, askToRemember: payload } : state,
      ),
})
