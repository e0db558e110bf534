import { useCallback } from 'react'
import { useDispatch, useSelector, useStore } from 'react-redux'
import { dismissFailure, type Request, selectRequest } from './requests.ts'
import type { DeferredStore } from './deferred-store.ts'
import type { AppDispatch, AppStore, RootState } from './store.ts'

export const useAppDispatch = useDispatch.withTypes<AppDispatch>()
export const useAppSelector = useSelector.withTypes<RootState>()

/** For features that bring a part of the store with them. */
export const useAppStore = useStore as () => unknown as () => AppStore | DeferredStore

/** How it goes with a sealed thunk: `const { status } = useRequest(signIn)`. */
export function useRequest(thunk: { readonly typePrefix: string }): Request & {
  readonly dismiss: () => void
} {
  const { typePrefix: name } = thunk
  const dispatch = useAppDispatch()
  const request = useAppSelector((state) => selectRequest(state, name))
  const dismiss = useCallback(() => dispatch(dismissFailure(name)), [dispatch, name])
  return { ...request, dismiss }
}
