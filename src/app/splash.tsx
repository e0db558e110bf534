import { words as english } from '#src/words/en/shell.ts'
import { useWords } from '#src/words/words.ts'
import { Spinner } from '#src/ui/spinner.tsx'
import styles from './splash.module.css'

/** Invisible at first, so that what loads quickly does not flash. */
export function Splash() {
  const words = useWords(english)
  return (
    <div className={styles.splash}>
      <Spinner label={words.loading} />
    </div>
  )
}
