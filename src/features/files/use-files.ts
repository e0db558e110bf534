import { useLayoutEffect, useSyncExternalStore } from 'react'

import { useAppStore } from '#src/app/hooks.ts'
import { filesApi } from './files-api.ts'
import { uploads } from './uploads-slice.ts'
import { work } from './work-slice.ts'

const parts = [filesApi, uploads, work]

type Extendable = Extract<ReturnType<typeof useAppStore>, { readonly extend: unknown }>

function add(store: Extendable) {
  store.extend(parts)
  // RTK Query registers itself with the first action it sees, which must not be one of a render.
  store.dispatch({ type: 'files/opened' })
}

/** Adds what the feature keeps in the store; true from when it is there. */
export function useFilesState(): boolean {
  const store = useAppStore()
  useLayoutEffect(() => {
    if ('extend' in store) add(store)
    // Where it cannot be fetched nothing else can, and the page says so on its next attempt.
    else void store.arrive().then(add, () => undefined)
  }, [store])
  const isThere = () => parts.every(({ reducerPath }) => reducerPath in store.getState())
  return useSyncExternalStore((listener) => store.subscribe(listener), isThere, isThere)
}
