import { Link } from 'react-router-dom'
import { selectUser } from '#src/features/auth/auth-selectors.ts'
import { paths } from '#src/paths.ts'
import { ButtonLink } from '#src/ui/button.tsx'
import { words as english } from '#src/words/en/shell.ts'
import { useWords } from '#src/words/words.ts'
import { useAppSelector } from './hooks.ts'
import styles from './header-navigation.module.css'

export function HeaderNavigation() {
  const words = useWords(english)
  const user = useAppSelector(selectUser)
  return (
    <nav aria-label={words.mainNavigation} className={styles.navigation}>
      {user ? (
        <>
          <Link to={paths.files}>{words.files}</Link>
          <Link to={paths.account}>{words.account}</Link>
        </>
      ) : (
        <>
          <ButtonLink variant="quiet" to={paths.signIn}>
            {words.signIn}
          </ButtonLink>
          <ButtonLink to={paths.signUp}>{words.signUp}</ButtonLink>
        </>
      )}
    </nav>
  )
}
