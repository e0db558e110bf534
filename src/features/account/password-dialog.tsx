import { type FormEvent, type ReactNode, useId } from 'react'
import type { useRequest } from '#src/app/hooks.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { Form } from '#src/ui/form.tsx'
import { PasswordField } from '#src/ui/password-field.tsx'
import { words as english } from '#src/words/en/account.ts'
import { words as uiEnglish } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { textsOf } from '#src/ui/texts-of.ts'
import { CodeNote } from './code-note.tsx'
import { useForm } from './use-form.tsx'
import { UsernameField } from './username-field.tsx'

interface Props {
  readonly title: string
  readonly confirmLabel: string
  readonly request: ReturnType<typeof useRequest>
  readonly onConfirm: (password: string) => Promise<unknown>
  readonly onClose: () => void
  readonly danger?: boolean
  readonly children: ReactNode
}

/** For what somebody at an unwatched screen must not be able to do. Closes when it is done. */
export function PasswordDialog({
  title,
  confirmLabel,
  request,
  onConfirm,
  onClose,
  danger = false,
  children,
}: Props) {
  const words = useWords(english)
  const ui = useWords(uiEnglish)
  const id = useId()
  const form = useForm({
    fields: ['password'],
    places: {
      'wrong-credentials': { at: 'password', text: words.wrongPassword },
      'user-not-found': { at: 'password', text: words.wrongPassword },
      'too-many-attempts': { at: 'password' },
    },
    requests: [request],
  })

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const password = textsOf(event.currentTarget)('password')
    const problems = { password: password === '' ? words.passwordMissing : undefined }
    if (form.pending || !form.passes(problems)) return
    // What fails is told by the form, which watches the request.
    onConfirm(password).then(onClose, () => undefined)
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
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
        onSubmit={submit}
        onInput={() => form.changed('password')}
      >
        {form.notice}
        {children}
        <PasswordField
          name="password"
          label={words.password}
          autoComplete="current-password"
          error={form.errorOf('password')}
        />
        <CodeNote />
        {/* Last, as the dialog gives the focus to the first field. */}
        <UsernameField />
      </Form>
    </Dialog>
  )
}
