import { createSlice } from '@reduxjs/toolkit'
import { sessionChanged, stepLeft, stepReached } from './auth-actions.ts'
import { type AuthState, nobody } from './auth-state.ts'

const outside = (state: AuthState): AuthState => ('user' in state ? nobody : state)

export const auth = createSlice({
  name: 'auth',
  initialState: (): AuthState => nobody,
  reducers: {},
  extraReducers: (builder) =>
    builder
      .addCase(sessionChanged, (state, { payload: snapshot }): AuthState => {
        if (snapshot.status !== 'signed-out') return snapshot
        // Somebody on the way in, or told why they are not: that nobody is signed in is no news.
        return snapshot.reason === 'never' ? outside(state) : snapshot
      })
      .addCase(stepReached, (state, { payload }): AuthState =>
        // Somebody has signed in in another tab while this step was on its way.
        'user' in state ? state : { status: 'step', step: payload },
      )
      .addCase(stepLeft, (state, { payload }): AuthState =>
        'user' in state ? state : { status: 'signed-out', ...payload },
      ),
})
