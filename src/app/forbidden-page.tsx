import { selectUser } from '#src/features/auth/auth-selectors.ts'
import { paths } from '#src/paths.ts'
import { ButtonLink } from '#src/ui/button.tsx'
import { PageHeading } from '#src/ui/page-heading.tsx'
import { PageTitle } from '#src/ui/page-title.tsx'
import { words as english } from '#src/words/en/forbidden.ts'
import { useWords } from '#src/words/words.ts'
import { useAppSelector } from './hooks.ts'
import styles from './message-page.module.css'

export function ForbiddenPage() {
  const words = useWords(english)
  const user = useAppSelector(selectUser)
  return (
    <div className={styles.message}>
      <PageTitle>{words.title}</PageTitle>
      <PageHeading>{words.title}</PageHeading>
      <p>{words.text}</p>
      {user && <p>{words.signedInAs(user.email)}</p>}
      <ButtonLink to={paths.account}>{words.onward}</ButtonLink>
    </div>
  )
}
