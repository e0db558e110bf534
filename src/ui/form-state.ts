import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'

/** By the name of the field that each stands at. */
type Sentences = Readonly<Record<string, ReactNode>>

type Asked<Failure> = (
  | { readonly status: 'idle' | 'pending' }
  | { readonly status: 'failed'; readonly failure: Failure }
) & { readonly dismiss: () => void }

interface Options<Failure> {
  /** Names of the fields at which a sentence can stand. */
  readonly fields: readonly string[]
  /** How it goes with everything that can be asked for here. */
  readonly requests: readonly Asked<Failure>[]
}

/** Mistakes found before sending, refusals after it: what there is to say of the last attempt. */
export function useFormState<Failure extends object>({ fields, requests }: Options<Failure>) {
  const [mistakes, setMistakes] = useState<{ attempt: object; sentences: Sentences }>()
  const pending = requests.some(({ status }) => status === 'pending')
  const failed = requests.find((request) => request.status === 'failed')
  const failure = failed?.status === 'failed' ? failed.failure : undefined
  const refusal = useRefusal(failure, fields, pending)

  const dismiss = () => requests.forEach((request) => request.dismiss())
  const leave = useEffectEvent(dismiss)
  // What failed here is no news on a later visit.
  useEffect(() => () => leave(), [])

  return {
    pending,
    refusal,

    /** Whether it can be sent, given a sentence for each field that is wrong; one thing at a time. */
    passes: (sentences: Sentences) => {
      if (pending) return false
      dismiss()
      const wrong = Object.values(sentences).some((sentence) => sentence !== undefined)
      setMistakes(wrong ? { attempt: {}, sentences } : undefined)
      return !wrong
    },

    /** What is shown, once there are words for what was refused. */
    worded: (problem: { readonly at: string | undefined; readonly text: string } | undefined) => ({
      /** For the form element, new for each failed attempt: the first wrong field gets the focus. */
      failure: mistakes?.attempt ?? (problem && refusal.failure),

      errorOf: (name: string): ReactNode =>
        mistakes?.sentences[name] ?? (problem?.at === name ? problem.text : undefined),

      /** A sentence about what has been changed since is out of date. */
      changed: (name: string) => {
        if (mistakes?.sentences[name] !== undefined)
          setMistakes({ ...mistakes, sentences: { ...mistakes.sentences, [name]: undefined } })
        if (problem?.at !== name) return
        dismiss()
        refusal.forget()
      },
    }),
  }
}

/**
 * What is said of the last attempt stands until the next one has come to something. Did it go at
 * once, what is below it would move up, and a second click meet something else.
 */
function useRefusal<Failure extends object>(
  failure: Failure | undefined,
  fields: readonly string[],
  pending: boolean,
) {
  const [stands, setStands] = useState({ failure, fields, times: 0 })
  const set = (next: Failure | undefined) =>
    setStands({ failure: next, fields, times: stands.times + 1 })
  if (failure ? failure !== stands.failure : stands.failure && !pending) set(failure)
  return {
    /** With the fields there were for it, and a number that is another for each. */
    ...stands,
    forget: () => set(undefined),
  }
}

export type Refusal<Failure extends object> = ReturnType<typeof useRefusal<Failure>>
