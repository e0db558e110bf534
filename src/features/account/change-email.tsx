import type { FormEvent } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { Form } from '#src/ui/form.tsx'
import { PasswordField } from '#src/ui/password-field.tsx'
import { Stack } from '#src/ui/stack.tsx'
import { TextField } from '#src/ui/text-field.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as sharedEnglish } from '#src/words/en/account.ts'
import { words as english } from '#src/words/en/account-email.ts'
import { useWords } from '#src/words/words.ts'
import { changeEmail } from './account-thunks.ts'
import { FormFoot } from './form-foot.tsx'
import { useForm } from './use-form.tsx'

interface Props {
  readonly current: string
  readonly typed: string
  readonly onType: (text: string) => void
  readonly onSent: (address: string) => void
}

/** Whether there is anybody at an address only a mail can tell. */
const isAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text)

export function ChangeEmail({ current, typed, onType, onSent }: Props) {
  const words = useWords(english)
  const shared = useWords(sharedEnglish)
  const dispatch = useAppDispatch()
  const form = useForm({
    fields: ['email', 'password'],
    places: {
      'wrong-credentials': { at: 'password', text: shared.wrongPassword },
      'user-not-found': { at: 'password', text: shared.wrongPassword },
      'too-many-attempts': { at: 'password' },
      'username-taken': { at: 'email', text: words.taken },
      'invalid-input': { at: 'email', text: words.wrong },
    },
    requests: [useRequest(changeEmail)],
  })

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const password = textsOf(event.currentTarget)('password')
    const address = typed.trim().toLowerCase()
    const problems = {
      email: !isAddress(address)
        ? words.wrong
        : address === current.toLowerCase()
          ? words.same
          : undefined,
      password: password === '' ? shared.passwordMissing : undefined,
    }
    if (form.pending || !form.passes(problems)) return
    dispatch(changeEmail({ value: address, password }))
      .unwrap()
      .then(
        () => onSent(address),
        () => undefined,
      )
  }

  return (
    <Form
      failure={form.failure}
      onSubmit={submit}
      onInput={({ target }) => {
        if (target instanceof HTMLInputElement) form.changed(target.name)
      }}
    >
      <Card
        title={words.title}
        description={words.about}
        footer={
          <FormFoot>
            <Button
              type="submit"
              variant="primary"
              pending={form.pending}
              pendingLabel={words.pending}
            >
              {words.submit}
            </Button>
          </FormFoot>
        }
      >
        <Stack>
          {form.notice}
          <TextField
            name="email"
            type="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            label={words.next}
            value={typed}
            error={form.errorOf('email')}
            onChange={({ target }) => onType(target.value)}
          />
          <PasswordField
            name="password"
            label={shared.password}
            hint={words.passwordHint}
            autoComplete="current-password"
            error={form.errorOf('password')}
          />
        </Stack>
      </Card>
    </Form>
  )
}
