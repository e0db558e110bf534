import { useLayoutEffect, useSyncExternalStore } from 'react'

import { useAppStore } from '#src/app/hooks.ts'
import { filesApi } from './files-api.ts'
import { uploads } from './uploads-slice.ts'
import { work } from './work-slice.ts'

const parts = [filesApi, uploads, work]

/** Adds what the feature keeps in the store; true from when it is there. */
export function useFilesState(): boolean {
  const store = useAppStore()
  useLayoutEffect(() => {
    if ('extend' in store) store.extend(parts)
    // Where it cannot be fetched nothing else can, and the page says so on its next attempt.
    else
      void store.arrive().then(
        (arrived) => arrived.extend(parts),
        () => undefined,
      )
  }, [store])
  const isThere = () => parts.every(({ reducerPath }) => reducerPath in store.getState())
  return useSyncExternalStore((listener) => store.subscribe(listener), isThere, isThere)
}
