import { useConfig } from '#src/app/config-context.ts'
import { Notice } from '#src/ui/notice.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useLanguage, useWords } from '#src/words/words.ts'
import type { Refusal } from './check-files.ts'
import { formatSize } from './format.ts'
import { Reasons } from './reasons.tsx'

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
      <Reasons
        reasons={refused.map(({ name, reason }) => ({ name, reason: reasons[reason] }))}
        most={5}
      />
    </Notice>
  )
}
