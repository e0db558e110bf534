import { useLocation } from 'react-router-dom'
import { ownPath, withReturn } from '#src/paths.ts'

/** Where the person was going, carried from screen to screen in the address. */
export function useReturnTo() {
  const { search } = useLocation()
  const returnTo = ownPath(new URLSearchParams(search).get('returnTo'))
  return { returnTo, keepingReturn: (path: string) => withReturn(path, returnTo) }
}
