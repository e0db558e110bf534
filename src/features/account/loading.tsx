import type { ReactNode } from 'react'
import type { Failure } from '#src/app/with-types.ts'
import { Card } from '#src/ui/card.tsx'
import { Skeleton } from '#src/ui/skeleton.tsx'
import { RetryNotice } from '#src/ui/try-again.tsx'
import { words as english } from '#src/words/en/account.ts'
import { useWords } from '#src/words/words.ts'
import { useProblem } from './problems.tsx'

interface Props<T> {
  readonly value: T | undefined
  readonly failure: Failure | undefined
  readonly reload: () => void
  readonly children: (value: T) => ReactNode
}

/** What has to be asked for first. What is known already stays, whatever becomes of asking anew. */
export function Loading<T>({ value, failure, reload, children }: Props<T>) {
  const words = useWords(english)
  const problem = useProblem(failure)
  return (
    <>
      {problem && <RetryNotice onRetry={reload}>{problem.text}</RetryNotice>}
      {value !== undefined
        ? children(value)
        : !problem && (
            <Card>
              <Skeleton label={words.loading} />
            </Card>
          )}
    </>
  )
}
