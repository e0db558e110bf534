import type { Action } from '@reduxjs/toolkit'
import type { Services } from '#src/aws/create-services.ts'
import { requests } from './requests.ts'
import type { AppDispatch, AppStore, RootState } from './store.ts'

/** The part of a store that React needs. */
export type AnyStore = Pick<AppStore, 'getState' | 'subscribe' | 'dispatch'>

export type DeferredStore = AnyStore & { readonly arrive: () => Promise<AppStore> }

/**
 * Stands for the store until something happens. Most visits to a public page end before anything
 * does, and Redux Toolkit is a tenth of what such a page would load. Thunks run as ever; the first
 * action fetches the store, which is then told of all of them in their order. How requests fare is
 * followed here too, or nobody would hear that they fail while nothing can be fetched.
 */
export function createDeferredStore(
  services: Services,
  initial: RootState,
  load: () => Promise<AppStore>,
): DeferredStore {
  const listeners = new Set<() => void>()
  const waiting: Action[] = []
  let known = initial
  let store: AppStore | undefined
  let arriving: Promise<AppStore> | undefined

  function arrive() {
    arriving ??= load().then(
      (loaded) => {
        for (const action of waiting) loaded.dispatch(action)
        store = loaded
        loaded.subscribe(tell)
        tell()
        return loaded
      },
      (error: unknown) => {
        arriving = undefined
        throw error
      },
    )
    return arriving
  }

  function tell() {
    for (const listener of listeners) listener()
  }

  const getState = () => store?.getState() ?? known

  function dispatch(action: unknown): unknown {
    if (typeof action === 'function')
      return (action as (...given: unknown[]) => unknown)(dispatch, getState, services)
    if (store) return store.dispatch(action as Action)
    waiting.push(action as Action)
    known = { ...known, requests: requests(known.requests, action as Action) }
    tell()
    // What cannot be fetched now is with the next action.
    arrive().catch(() => undefined)
    return action
  }

  return {
    arrive,
    getState,
    dispatch: dispatch as AppDispatch,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
