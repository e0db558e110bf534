import { type FormEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import type { useRequest } from '#src/app/hooks.ts'
import { useStanding } from '#src/ui/standing.ts'
import { type Language, useLanguage } from '#src/words/words.ts'
import { drafted, keepDraft } from './drafts.ts'
import { useIntent } from './intent.ts'
import type { Screen } from './problems.tsx'
import { useProblem } from './use-problem.tsx'

type Sentences = Readonly<Record<string, string | undefined>>

interface Mistakes {
  readonly attempt: object
  readonly sentences: Sentences
  readonly language: Language
}

interface Options {
  readonly screen: Screen
  /** Names of the fields at which a sentence can stand. */
  readonly fields: readonly string[]
  /** Names of those that outlast the screen; never secrets. */
  readonly drafts?: readonly string[]
  /** What stands in such a field before anything was typed. */
  readonly initially?: (name: string) => string
  /** How it goes with everything that can be asked for here. */
  readonly requests: readonly ReturnType<typeof useRequest>[]
}

/**
 * What all forms on the way in have in common. Fields are uncontrolled: nothing typed is lost to a
 * render, to an error or to hydration.
 */
export function useForm({ screen, fields, drafts = [], initially, requests }: Options) {
  const id = useId()
  const language = useLanguage()
  const [mistakes, setMistakes] = useState<Mistakes>()
  const pending = requests.some(({ status }) => status === 'pending')
  const failed = requests.find((request) => request.status === 'failed')
  const failure = failed?.status === 'failed' ? failed.failure : undefined
  const stands = useStanding(failure, fields, pending)
  const { problem, notice, loadProblems } = useProblem(stands, screen)
  const showIntent = useIntent()

  const dismiss = () => requests.forEach((request) => request.dismiss())
  const leave = useEffectEvent(dismiss)
  // What failed here is no news on a later visit.
  useEffect(() => () => leave(), [])

  const valueOf = useEffectEvent((name: string) => drafted(name) || (initially?.(name) ?? ''))
  const names = drafts.join(' ')
  useEffect(() => {
    const form = document.getElementById(id)
    if (!(form instanceof HTMLFormElement) || names === '') return
    // Not in the first render, which must be the prerendered one; and the browser may fill first.
    for (const name of names.split(' ')) {
      const field = form.elements.namedItem(name)
      if (!(field instanceof HTMLInputElement)) continue
      if (field.type === 'checkbox') field.checked = valueOf(name) !== 'off'
      else if (field.value === '') field.value = valueOf(name)
    }
  }, [id, names])

  /** As Enter would. */
  const submit = () => {
    const form = document.getElementById(id)
    if (form instanceof HTMLFormElement) form.requestSubmit()
  }

  // Sentences are made as something is sent. In another language it is checked anew, and not sent.
  const isRewording = useRef(false)
  const reword = useEffectEvent((next: Language) => {
    if (!mistakes || mistakes.language === next) return
    isRewording.current = true
    submit()
    isRewording.current = false
  })
  useEffect(() => reword(language), [language])

  const onInput = ({ target }: FormEvent<HTMLFormElement>) => {
    if (!(target instanceof HTMLInputElement)) return
    const { name, value, checked, type } = target
    if (drafts.includes(name))
      keepDraft({ [name]: type !== 'checkbox' ? value : checked ? 'on' : 'off' })
    // A sentence about what has been changed since is out of date.
    if (mistakes?.sentences[name] !== undefined)
      setMistakes({ ...mistakes, sentences: { ...mistakes.sentences, [name]: undefined } })
    if (problem?.at !== name) return
    dismiss()
    stands.forget()
  }

  return {
    pending,
    notice,

    /** For the form element. */
    props: {
      id,
      onInput,
      onFocus() {
        showIntent()
        loadProblems()
      },
      /** New for each failed attempt: the first wrong field then gets the focus. */
      failure: mistakes?.attempt ?? (problem && stands.failure),
    },

    submit,

    errorOf: (name: string): string | undefined =>
      mistakes?.sentences[name] ?? (problem?.at === name ? problem.text : undefined),

    /** Whether it can be sent, given a sentence for each field that is wrong; one thing at a time. */
    passes(sentences: Sentences) {
      if (isRewording.current) {
        const kept = Object.keys(sentences).filter((name) => mistakes?.sentences[name])
        const reworded = Object.fromEntries(kept.map((name) => [name, sentences[name]]))
        setMistakes(mistakes && { ...mistakes, sentences: reworded, language })
        return false
      }
      if (pending) return false
      dismiss()
      const wrong = Object.values(sentences).some((sentence) => sentence !== undefined)
      setMistakes(wrong ? { attempt: {}, sentences, language } : undefined)
      return !wrong
    },
  }
}
