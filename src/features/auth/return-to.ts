import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'
import { ownPath, withReturn } from '#src/paths.ts'

/** Where the person was going, carried from screen to screen in the address. */
export function useReturnTo() {
  const [search] = useSearchParams()
  const returnTo = ownPath(search.get('returnTo'))
  return useMemo(
    () => ({ returnTo, keepingReturn: (path: string) => withReturn(path, returnTo) }),
    [returnTo],
  )
}
