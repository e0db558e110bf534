import { type FormEvent, type ReactNode, useId, useRef } from 'react'
import type { useRequest } from '#src/app/hooks.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { Form } from '#src/ui/form.tsx'
import { words as uiEnglish } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { textsOf } from '#src/ui/texts-of.ts'
import {
  PasswordOnceMore,
  passwordOnceMoreProblem,
  usePasswordPlaces,
} from './password-once-more.tsx'
import { useForm } from './use-form.tsx'
import { UsernameField } from './username-field.tsx'

interface Running {
  unwrap(): Promise<unknown>
  abort(): void
}

interface Props {
  readonly title: string
  readonly confirmLabel: string
  readonly request: ReturnType<typeof useRequest>
  readonly onConfirm: (password: string) => Running
  readonly onDone: () => void
  readonly onClose: () => void
  readonly danger?: boolean
  readonly children: ReactNode
}

/**
 * For what somebody at an unwatched screen must not be able to do. Closes when it is done; closed
 * before, it calls it off.
 */
export function PasswordDialog({
  title,
  confirmLabel,
  request,
  onConfirm,
  onDone,
  onClose,
  danger = false,
  children,
}: Props) {
  const ui = useWords(uiEnglish)
  const id = useId()
  const underway = useRef<Running>(null)
  const form = useForm({
    fields: ['password'],
    places: usePasswordPlaces(),
    requests: [request],
  })

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const password = textsOf(event.currentTarget)('password')
    const problems = { password: passwordOnceMoreProblem(password) }
    if (!form.passes(problems)) return
    const running = onConfirm(password)
    underway.current = running
    try {
      await running.unwrap()
    } catch {
      // Told by the form, which watches the request.
      return
    }
    onDone()
    onClose()
  }

  const close = () => {
    underway.current?.abort()
    onClose()
  }

  return (
    <Dialog
      title={title}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{ui.cancel}</Button>
          <Button
            type="submit"
            form={id}
            variant={danger ? 'danger' : 'primary'}
            pending={form.pending}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <Form
        id={id}
        failure={form.failure}
        onSubmit={(event) => void submit(event)}
        onInput={() => form.changed('password')}
      >
        {form.notice}
        {children}
        <PasswordOnceMore error={form.errorOf('password')} />
        {/* Last, as the dialog gives the focus to the first field. */}
        <UsernameField />
      </Form>
    </Dialog>
  )
}
