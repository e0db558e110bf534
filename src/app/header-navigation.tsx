import { Suspense, useDeferredValue } from 'react'
import { selectIsIn, selectUser } from '#src/features/auth/auth-selectors.ts'
import { paths } from '#src/paths.ts'
import { ButtonLink } from '#src/ui/button.tsx'
import { Link } from '#src/ui/link.tsx'
import { words as english } from '#src/words/en/shell.ts'
import { useWords } from '#src/words/words.ts'
import { useConfig } from './config-context.ts'
import { useAppSelector } from './hooks.ts'
import { lazyPage } from './lazy-page.ts'
import styles from './header-navigation.module.css'

/** Of use only to those who are signed in. */
export const accountMenu = lazyPage(() =>
  import('./account-menu.tsx').then((module) => module.AccountMenu),
)

export function HeaderNavigation() {
  const words = useWords(english)
  const { selfSignUp } = useConfig()
  // Not in one go with all else that happens when somebody arrives.
  const user = useDeferredValue(useAppSelector(selectUser))
  const isAdmin = useAppSelector((state) => selectIsIn(state, 'admins'))
  return (
    <nav aria-label={words.mainNavigation} className={styles.navigation}>
      {user ? (
        <>
          <Link to={paths.files}>{words.files}</Link>
          {isAdmin && <Link to={paths.admins}>{words.admins}</Link>}
          <Suspense fallback={<span className={styles.place} />}>
            <accountMenu.Page />
          </Suspense>
        </>
      ) : (
        <>
          <ButtonLink variant="quiet" to={paths.signIn}>
            {words.signIn}
          </ButtonLink>
          {selfSignUp && <ButtonLink to={paths.signUp}>{words.signUp}</ButtonLink>}
        </>
      )}
    </nav>
  )
}
