import { useConfig } from '#src/app/config-context.ts'
import { Notice } from '#src/ui/notice.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useLanguage, useWords } from '#src/words/words.ts'
import type { Refusal } from './check-files.ts'
import { formatSize } from './format.ts'
import styles from './files.module.css'

const most = 5

interface Props {
  readonly refused: readonly Refusal[]
  readonly onDismiss: () => void
}

/** What settings do not let in, each with the reason. */
export function Refusals({ refused, onDismiss }: Props) {
  const words = useWords(english)
  const language = useLanguage()
  const { files: limits } = useConfig()
  if (refused.length === 0) return null
  const reasons = {
    'too-large': words.refused['too-large'](formatSize(limits.maxFileBytes, language)),
    type: words.refused.type(limits.types.join(', ')),
    'too-many': words.refused['too-many'](limits.maxFiles),
    name: words.refused.name,
    'name-too-long': words.refused['name-too-long'],
  }
  return (
    <Notice tone="error" title={words.refused.title(refused.length)} onDismiss={onDismiss}>
      <ul className={styles.reasons}>
        {refused.slice(0, most).map(({ name, reason }) => (
          <li key={name}>
            <strong>{name}</strong>: {reasons[reason]}
          </li>
        ))}
        {refused.length > most && <li>{words.refused.more(refused.length - most)}</li>}
      </ul>
    </Notice>
  )
}
