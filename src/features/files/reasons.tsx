import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { shortName } from './split-name.ts'
import styles from './reasons.module.css'

interface Props {
  readonly reasons: readonly { readonly name: string; readonly reason: string }[]
  /** Of more, only how many. */
  readonly most: number
}

/** What did not work, file by file. */
export function Reasons({ reasons, most }: Props) {
  const words = useWords(english)
  return (
    <ul className={styles.reasons}>
      {reasons.slice(0, most).map(({ name, reason }) => (
        <li key={name}>
          <strong>{shortName(name)}</strong>: {reason}
        </li>
      ))}
      {reasons.length > most && <li>{words.refused.more(reasons.length - most)}</li>}
    </ul>
  )
}
