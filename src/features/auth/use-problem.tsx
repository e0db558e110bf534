import { startTransition, useCallback, useEffect, useState } from 'react'
import type { Failure } from '#src/app/with-types.ts'
import { Notice } from '#src/ui/notice.tsx'
import type { words as sentences } from '#src/words/en/auth-errors.ts'
import { words as english } from '#src/words/en/auth.ts'
import { type Translation, useWords } from '#src/words/words.ts'
import type * as problems from './problems.tsx'

/**
 * The words for a failure. They come with the first sign of intent, so that the first load need not
 * carry them; without a network there is one sentence for all.
 */
export function useProblem(
  failure: Failure | undefined,
  screen: problems.Screen,
  fields: readonly string[],
) {
  const [loaded, setLoaded] = useState<typeof problems | 'missing'>()
  const known = typeof loaded === 'object' ? loaded : undefined
  const words = useWords(known ? known.english : english)

  const loadProblems = useCallback(() => {
    import('./problems.tsx').then(
      // In another language its words are fetched too; until then the screen stays as it is.
      (module) => startTransition(() => setLoaded(module)),
      () => setLoaded((before) => before ?? 'missing'),
    )
  }, [])
  const wanted = failure !== undefined && known === undefined
  useEffect(() => {
    if (wanted) loadProblems()
  }, [wanted, loadProblems])

  const problem =
    failure && known?.problemOf(failure, screen, fields, words as Translation<typeof sentences>)
  return {
    loadProblems,
    problem,
    notice: !failure ? null : known && problem?.at === 'form' ? (
      <known.ProblemNotice problem={problem} />
    ) : loaded === 'missing' ? (
      <Notice tone="error">{(words as Translation<typeof english>).failed}</Notice>
    ) : null,
  }
}
