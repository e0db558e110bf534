import { type FormEvent, useEffect, useEffectEvent, useId } from 'react'
import type { useRequest } from '#src/app/hooks.ts'
import { useFormState } from '#src/ui/form-state.ts'
import { drafted, keepDraft } from './drafts.ts'
import { useIntent } from './intent.ts'
import type { Screen } from './problems.tsx'
import { useProblem } from './use-problem.tsx'

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
  const { pending, refusal, passes, worded } = useFormState({ fields, requests })
  const { problem, notice, loadProblems } = useProblem(refusal, screen)
  const { failure, errorOf, changed } = worded(problem)
  const showIntent = useIntent()

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

  return {
    pending,
    notice,
    errorOf,
    passes,

    /** For the form element. */
    props: {
      id,
      failure,
      onInput({ target }: FormEvent<HTMLFormElement>) {
        if (!(target instanceof HTMLInputElement)) return
        const { name, value, checked, type } = target
        if (drafts.includes(name))
          keepDraft({ [name]: type !== 'checkbox' ? value : checked ? 'on' : 'off' })
        changed(name)
      },
      onFocus() {
        showIntent()
        loadProblems()
      },
    },

    /** As Enter would. */
    submit: () => {
      const form = document.getElementById(id)
      if (form instanceof HTMLFormElement) form.requestSubmit()
    },
  }
}
