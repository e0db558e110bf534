import { useCallback } from 'react'
import { useDispatch, useSelector } from 'react-redux'

import { requests } from './requests.ts'
import type { Request } from './requests.ts'
import type { AppDispatch, RootState } from './store.ts'

export const useAppDispatch = useDispatch.withTypes<AppDispatch>()
export const useAppSelector = useSelector.withTypes<RootState>()

/** How it goes with a sealed thunk: `const { status } = useRequest(signIn)`. */
export function useRequest(thunk: { readonly typePrefix: string }): Request & {
  readonly dismiss: () => void
} {
  const { typePrefix } = thunk
  const dispatch = useAppDispatch()
  const request = useAppSelector((state) => requests.selectors.selectRequest(state, typePrefix))
  const dismiss = useCallback(
    () => void dispatch(requests.actions.failureDismissed(typePrefix)),
    [dispatch, typePrefix],
  )
  return { ...request, dismiss }
}
