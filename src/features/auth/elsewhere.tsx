import { Navigate } from 'react-router-dom'
import { useAppSelector } from '#src/app/hooks.ts'
import { paths } from '#src/paths.ts'
import { selectStep, selectUser } from './auth-selectors.ts'
import { useReturnTo } from './return-to.ts'
import { stepPath } from './step-path.ts'

/** For the screen of a step that is not the one in progress: on to that, or to the beginning. */
export function Elsewhere() {
  const step = useAppSelector(selectStep)
  const user = useAppSelector(selectUser)
  const { keepingReturn } = useReturnTo()
  // Whoever is in is led on by the guard of the page.
  if (user) return null
  return <Navigate replace to={keepingReturn(step ? stepPath(step) : paths.signIn)} />
}
