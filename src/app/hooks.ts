import { useCallback } from 'react'
import { useDispatch, useSelector } from 'react-redux'
import { failureDismissed, type Request, selectRequest } from './requests.ts'
import type { AppDispatch, RootState } from './store.ts'

export const useAppDispatch = useDispatch.withTypes<AppDispatch>()
export const useAppSelector = useSelector.withTypes<RootState>()

/** How it goes with a sealed thunk: `const { status } = useRequest(signIn)`. */
export function useRequest(thunk: { readonly typePrefix: string }): Request & {
  readonly dismiss: () => void
} {
  const { typePrefix: name } = thunk
  const dispatch = useAppDispatch()
  const request = useAppSelector((state) => selectRequest(state, name))
  const dismiss = useCallback(() => void dispatch(failureDismissed({ name })), [dispatch, name])
  return { ...request, dismiss }
}
