import type { AuthErrorCode } from '#src/aws/auth-error.ts'
import type { Action } from '@reduxjs/toolkit'
import { createAction } from './action.ts'

/** An error as the store keeps it: a code to find words for, and what belongs in them. */
export interface Failure {
  readonly code: AuthErrorCode
  /** The attribute that was refused, as Cognito names it. */
  readonly field?: string
  /** The device's time, in milliseconds, from which trying again makes sense. */
  readonly retryAt?: number
}

export type Request =
  | { readonly status: 'idle' }
  | { readonly status: 'pending' }
  | { readonly status: 'failed'; readonly failure: Failure }

export const requestBegan = createAction<{ name: string }>('requests/began')
export const requestDone = createAction<{ name: string }>('requests/done')
export const requestFailed = createAction<{ name: string; failure: Failure }>('requests/failed')
const failureDismissed = createAction<{ name: string }>('requests/failureDismissed')

const idle: Request = { status: 'idle' }

type Requests = Readonly<Record<string, Request>>

export const selectRequest = (state: { readonly requests: Requests }, name: string) =>
  state.requests[name] ?? idle

/** Says so only where there is one: everybody who follows the store hears of every action. */
export const dismissFailure =
  (name: string) =>
  (
    dispatch: (action: Action) => unknown,
    getState: () => { readonly requests: Requests },
  ): void => {
    if (selectRequest(getState(), name).status === 'failed') dispatch(failureDismissed({ name }))
  }

const without = (state: Requests, name: string): Requests =>
  Object.fromEntries(Object.entries(state).filter(([other]) => other !== name))

/** How it goes with each sealed thunk, by its name. No slice, because the deferred store needs it. */
export function requests(state: Requests = {}, action: Action): Requests {
  if (requestBegan.match(action)) return { ...state, [action.payload.name]: { status: 'pending' } }
  if (requestFailed.match(action)) {
    const { name, failure } = action.payload
    return { ...state, [name]: { status: 'failed', failure } }
  }
  if (requestDone.match(action)) return without(state, action.payload.name)
  if (failureDismissed.match(action) && state[action.payload.name]?.status === 'failed')
    return without(state, action.payload.name)
  return state
}
