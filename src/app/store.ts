import { combineReducers, configureStore } from '@reduxjs/toolkit'
import type { Action, Middleware, Reducer } from '@reduxjs/toolkit'

import type { Services } from '#src/aws/create-services.ts'
import { sessionChanged } from '#src/features/auth/auth-actions.ts'
import { restoredAuth } from '#src/features/auth/auth-state.ts'
import { auth } from '#src/features/auth/auth-slice.ts'

import { createLateMiddleware } from './late-middleware.ts'
import { requests } from './requests.ts'

const first = { [auth.reducerPath]: auth.reducer, requests }
const features = combineReducers(first)

export type RootState = ReturnType<typeof features>
export type AppStore = ReturnType<typeof createStore>
export type AppDispatch = AppStore['dispatch']

/** What a feature that loads later adds to the store. */
export interface StorePart {
  readonly reducerPath: string
  readonly reducer: Reducer
  readonly middleware?: Middleware
}

/** Whatever belonged to one person is gone before the next one is shown. */
const leavingNothing =
  (all: typeof features) =>
  (state: RootState | undefined, action: Action): RootState => {
    if (!state || !sessionChanged.match(action)) return all(state, action)
    const changes = ownerOf(action.payload) !== ownerOf(state.auth)
    return all(changes ? { ...all(undefined, action), auth: state.auth } : state, action)
  }

const ownerOf = (state: { status: string } | { user: { sub: string } }) =>
  'user' in state ? state.user.sub : undefined

export function createStore(services: Services, known = restoredAuth(services)) {
  const late = createLateMiddleware()
  const parts: Record<string, Reducer> = {}
  const store = configureStore({
    reducer: leavingNothing(features),
    preloadedState: { auth: known, requests: {} },
    devTools: import.meta.env.DEV,
    middleware: (defaults) =>
      defaults({ thunk: { extraArgument: services } }).concat(late.middleware),
  })
  return Object.assign(store, {
    /** Adds what is not there yet. */
    extend(added: readonly StorePart[]) {
      const missing = added.filter(({ reducerPath }) => !(reducerPath in parts))
      if (missing.length === 0) return
      for (const { reducerPath, reducer, middleware } of missing) {
        parts[reducerPath] = reducer
        if (middleware) late.add(middleware)
      }
      const all = combineReducers({ ...first, ...parts })
      store.replaceReducer(leavingNothing(all as typeof features))
    },
  })
}
