import type { useRequest } from '#src/app/hooks.ts'
import { useFormState } from '#src/ui/form-state.ts'
import { Notice } from '#src/ui/notice.tsx'
import { type Places, useProblem } from './problems.tsx'

interface Options {
  /** Names of the fields at which a sentence can stand. */
  readonly fields: readonly string[]
  readonly places?: Places
  readonly requests: readonly ReturnType<typeof useRequest>[]
}

/** What all forms of the account have in common. */
export function useForm({ fields, places, requests }: Options) {
  const { pending, refusal, passes, worded } = useFormState({ fields, requests })
  const problem = useProblem(refusal.failure, places, refusal.fields)
  return {
    ...worded(problem),
    pending,
    passes,
    notice: problem && problem.at === undefined && (
      // Another one each time, so that it is heard again.
      <Notice key={refusal.times} tone="error">
        {problem.text}
      </Notice>
    ),
  }
}
