import { paths } from '#src/paths.ts'
import { ButtonLink } from '#src/ui/button.tsx'
import { PageHeading } from '#src/ui/page-heading.tsx'
import { PageTitle } from '#src/ui/page-title.tsx'
import { words as english } from '#src/words/en/shell.ts'
import { useWords } from '#src/words/words.ts'
import styles from './message-page.module.css'

export function NotFoundPage() {
  const { notFound } = useWords(english)
  return (
    <div className={styles.message}>
      <PageTitle>{notFound.title}</PageTitle>
      <PageHeading>{notFound.title}</PageHeading>
      <p>{notFound.text}</p>
      <ButtonLink to={paths.home}>{notFound.onward}</ButtonLink>
    </div>
  )
}
