import type { AuthState } from './auth-state.ts'

interface State {
  readonly auth: AuthState
}

export const selectAuth = ({ auth }: State) => auth

/** Whoever is, or most likely is, signed in. */
export const selectUser = ({ auth }: State) => ('user' in auth ? auth.user : undefined)

export const selectStep = ({ auth }: State) => (auth.status === 'step' ? auth.step : undefined)

export const selectSignedOutReason = ({ auth }: State) =>
  auth.status === 'signed-out' ? auth.reason : undefined

const none: readonly string[] = []

/** For what to show. What may be done is decided by AWS, from the same groups. */
export const selectGroups = (state: State) => selectUser(state)?.groups ?? none

export const selectIsIn = (state: State, group: string) => selectGroups(state).includes(group)
