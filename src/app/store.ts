import { combineReducers, configureStore } from '@reduxjs/toolkit'
import type { Action } from '@reduxjs/toolkit'

import type { Services } from '#src/aws/create-services.ts'
import { sessionChanged } from '#src/features/auth/auth-actions.ts'
import { restoredAuth } from '#src/features/auth/auth-state.ts'
import { auth } from '#src/features/auth/auth-slice.ts'

import { requests } from './requests.ts'

const features = combineReducers({
  [auth.reducerPath]: auth.reducer,
  requests,
})

export type RootState = ReturnType<typeof features>
export type AppStore = ReturnType<typeof createStore>
export type AppDispatch = AppStore['dispatch']

/** Whatever belonged to one person is gone before the next one is shown. */
function reducer(state: RootState | undefined, action: Action): RootState {
  if (!state || !sessionChanged.match(action)) return features(state, action)
  const changes = ownerOf(action.payload.snapshot) !== ownerOf(state.auth)
  return features(changes ? { ...features(undefined, action), auth: state.auth } : state, action)
}

const ownerOf = (state: { status: string } | { user: { sub: string } }) =>
  'user' in state ? state.user.sub : undefined

export function createStore(services: Services, known = restoredAuth(services)) {
  return configureStore({
    reducer,
    preloadedState: { auth: known, requests: {} },
    devTools: import.meta.env.DEV,
    middleware: (defaults) => defaults({ thunk: { extraArgument: services } }),
  })
}
