import { startTransition, useCallback, useEffect, useState } from 'react'
import type { Failure } from '#src/app/with-types.ts'
import type { Refusal } from '#src/ui/form-state.ts'
import { Notice } from '#src/ui/notice.tsx'
import type { words as sentences } from '#src/words/en/auth-errors.ts'
import { words as english } from '#src/words/en/auth.ts'
import { type Translation, useWords } from '#src/words/words.ts'
import type { Screen } from './problems.tsx'

async function fetchProblems() {
  const { english: all, problemOf, ProblemNotice } = await import('./problems.tsx')
  return { english: all, problemOf, ProblemNotice }
}

type Problems = Awaited<ReturnType<typeof fetchProblems>>

/**
 * The words for a failure. They come with the first sign of intent, so that the first load need not
 * carry them; without a network there is one sentence for all.
 */
export function useProblem({ failure, fields, times }: Refusal<Failure>, screen: Screen) {
  const [loaded, setLoaded] = useState<Problems | 'missing'>()
  const known = typeof loaded === 'object' ? loaded : undefined
  const words = useWords(known ? known.english : english)

  const loadProblems = useCallback(() => {
    fetchProblems().then(
      // In another language its words are fetched too; until then the screen stays as it is.
      (problems) => startTransition(() => setLoaded(problems)),
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
    // An alert is read out when it is inserted, so the next one is another, though it say the same.
    notice: !failure ? null : known && problem?.at === 'form' ? (
      <known.ProblemNotice key={times} problem={problem} />
    ) : loaded === 'missing' ? (
      <Notice key={times} tone="error">
        {(words as Translation<typeof english>).failed}
      </Notice>
    ) : null,
  }
}
