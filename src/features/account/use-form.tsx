import { useEffect, useEffectEvent, useState } from 'react'
import type { useRequest } from '#src/app/hooks.ts'
import { Notice } from '#src/ui/notice.tsx'
import { useStanding } from '#src/ui/standing.ts'
import { type Places, useProblem } from './problems.tsx'

type Sentences = Readonly<Record<string, string | undefined>>

interface Options {
  /** Names of the fields at which a sentence can stand. */
  readonly fields: readonly string[]
  readonly places?: Places
  readonly requests: readonly ReturnType<typeof useRequest>[]
}

/** Mistakes found before sending, refusals after it: each at its field, the rest above the form. */
export function useForm({ fields, places, requests }: Options) {
  const [mistakes, setMistakes] = useState<{ attempt: object; sentences: Sentences }>()
  const failed = requests.find(({ status }) => status === 'failed')
  const failure = failed?.status === 'failed' ? failed.failure : undefined
  const pending = requests.some(({ status }) => status === 'pending')
  const stands = useStanding(failure, fields, pending)
  const problem = useProblem(stands.failure, places, stands.fields)

  const dismiss = () => requests.forEach((request) => request.dismiss())
  const leave = useEffectEvent(dismiss)
  // What failed here is no news on a later visit.
  useEffect(() => () => leave(), [])

  return {
    pending,

    notice: problem && problem.at === undefined && (
      // Another one each time, so that it is heard again.
      <Notice key={stands.times} tone="error">
        {problem.text}
      </Notice>
    ),

    /** For the form element: new for each failed attempt. */
    failure: mistakes?.attempt ?? (problem && stands.failure),

    errorOf: (name: string): string | undefined =>
      mistakes?.sentences[name] ?? (problem?.at === name ? problem.text : undefined),

    /** Whether it can be sent, given a sentence for each field that is wrong; one thing at a time. */
    passes(sentences: Sentences) {
      if (pending) return false
      dismiss()
      const wrong = Object.values(sentences).some((sentence) => sentence !== undefined)
      setMistakes(wrong ? { attempt: {}, sentences } : undefined)
      return !wrong
    },

    /** A sentence about what has been changed since is out of date. */
    changed(name: string) {
      if (mistakes?.sentences[name] !== undefined)
        setMistakes({ ...mistakes, sentences: { ...mistakes.sentences, [name]: undefined } })
      if (problem?.at !== name) return
      dismiss()
      stands.forget()
    },
  }
}
