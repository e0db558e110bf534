import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import { useUser } from './use-user.ts'

/** Tells password managers whose password it is. Nobody else needs to meet it. */
export function UsernameField() {
  const user = useUser()
  return (
    <VisuallyHidden aria-hidden="true">
      <input type="text" autoComplete="username" value={user?.email ?? ''} readOnly tabIndex={-1} />
    </VisuallyHidden>
  )
}
