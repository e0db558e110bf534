import { paths } from '#src/paths.ts'
import { Button, ButtonLink } from '#src/ui/button.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { words as english } from '#src/words/en/shell.ts'
import { useWords } from '#src/words/words.ts'
import { Title } from './title.tsx'

/** Browsers word it differently, but each says that a module could not be fetched. */
const isMissingChunk = (cause: unknown) =>
  cause instanceof TypeError && /import|module|fetch/i.test(cause.message)

export function FailedPage({ cause, retry }: { cause: unknown; retry: () => void }) {
  const { failed } = useWords(english)
  return <></>
}
