import type { Failure } from '#src/app/with-types.ts'
import type { AuthErrorCode } from '#src/aws/auth-error.ts'
import { waitText } from '#src/ui/countdown.ts'
import { Notice } from '#src/ui/notice.tsx'
import { words as english } from '#src/words/en/auth-errors.ts'
import { type Language, type Translation, useLanguage, useWords } from '#src/words/words.ts'

type Words = Translation<typeof english>

/** Where the sentence for a failure stands, and which one, if not the usual. */
export type Places = Partial<
  Record<AuthErrorCode, { readonly at?: string; readonly text?: string }>
>

export interface Problem {
  /** The name of a field, or nothing for the form as a whole. */
  readonly at: string | undefined
  readonly text: string
}

export function problemOf(
  { code, field, retryAt }: Failure,
  places: Places,
  fields: readonly string[],
  { errors }: Words,
  language: Language,
): Problem {
  const place = places[code] ?? {}
  const at = code === 'invalid-attribute' ? field : place.at
  return {
    at: at !== undefined && fields.includes(at) ? at : undefined,
    text:
      code === 'too-many-attempts' && retryAt !== undefined
        ? // As it stands now: an alert that ticked would be read out again.
          errors.wait(waitText(Math.max(1, Math.ceil((retryAt - Date.now()) / 1000)), language))
        : (place.text ?? errors[code]),
  }
}

export function useProblem(
  failure: Failure | undefined,
  places: Places = {},
  fields: readonly string[] = [],
): Problem | undefined {
  const words = useWords(english)
  const language = useLanguage()
  return failure && problemOf(failure, places, fields, words, language)
}

/** What failed without a form around it. */
export function FailureNotice({
  failure,
  places,
}: {
  readonly failure: Failure | undefined
  readonly places?: Places
}) {
  const problem = useProblem(failure, places)
  return problem ? <Notice tone="error">{problem.text}</Notice> : null
}
