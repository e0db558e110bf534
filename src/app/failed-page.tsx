import { paths } from '#src/paths.ts'
import { PageHeading } from '#src/ui/page-heading.tsx'
import { PageTitle } from '#src/ui/page-title.tsx'
import { TryAgain } from '#src/ui/try-again.tsx'
import { words as english } from '#src/words/en/shell.ts'
import { useWords } from '#src/words/words.ts'
import styles from './message-page.module.css'

/** Browsers word it differently, but each says that a module could not be fetched. */
const isMissingChunk = (cause: unknown) =>
  cause instanceof TypeError &&
  /(import|load|fetch).*module|module.*(import|load)/i.test(cause.message)

interface Props {
  readonly cause: unknown
  readonly retry: () => void
}

export function FailedPage({ cause, retry }: Props) {
  const { failed } = useWords(english)
  return (
    <div className={styles.message} role="alert">
      <PageTitle>{failed.title}</PageTitle>
      <PageHeading>{failed.title}</PageHeading>
      <p>{isMissingChunk(cause) ? failed.chunk : failed.text}</p>
      <div className={styles.actions}>
        <TryAgain variant="primary" onClick={retry} />
        {/* Not the router's link: a fresh start is the point. */}
        <a href={paths.home}>{failed.onward}</a>
      </div>
      <details>
        <summary>{failed.details}</summary>
        <pre>{cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)}</pre>
      </details>
    </div>
  )
}
