import { combineReducers, configureStore, createListenerMiddleware } from '@reduxjs/toolkit'
import type { Action } from '@reduxjs/toolkit'

import { createServices } from '#src/aws/create-services.ts'
import type { Services } from '#src/aws/create-services.ts'
import { idlePlatform } from '#src/aws/platform.ts'
import type { Config } from '#src/config.ts'
import { startAuthListeners } from '#src/features/auth/auth-listeners.ts'
import { auth, nobody, restoredAuth, sessionChanged } from '#src/features/auth/auth-slice.ts'

import { requests } from './requests.ts'
import type { AppStartListening } from './with-types.ts'

const features = combineReducers({
  [auth.reducerPath]: auth.reducer,
  [requests.reducerPath]: requests.reducer,
})

/** What the markup rendered ahead of time was made from. */
export const signedOutState: RootState = {
  auth: nobody,
  requests: requests.getInitialState(),
}

export type RootState = ReturnType<typeof features>
export type AppStore = ReturnType<typeof createStore>
export type AppDispatch = AppStore['dispatch']

/** Whatever belonged to one person is gone before the next one is shown. */
function reducer(state: RootState | undefined, action: Action): RootState {
  const changes =
    state && sessionChanged.match(action) && ownerOf(action.payload) !== ownerOf(state.auth)
  return features(changes ? { ...signedOutState, auth: state.auth } : state, action)
}

const ownerOf = (who: object) => ('user' in who ? (who.user as { sub: string }).sub : undefined)

export function createStore(services: Services) {
  const listeners = createListenerMiddleware({ extra: services })
  const store = configureStore({
    reducer,
    preloadedState: { auth: restoredAuth(services), requests: requests.getInitialState() },
    devTools: import.meta.env.DEV,
    middleware: (defaults) =>
      defaults({ thunk: { extraArgument: services } }).prepend(listeners.middleware),
  })
  startAuthListeners(listeners.startListening as AppStartListening)
  return store
}

/** The store of pages rendered ahead of time, and of their first moment in the browser. */
export const createIdleStore = (config: Config) =>
  createStore(createServices(config, idlePlatform()))
