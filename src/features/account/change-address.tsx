import type { ComponentProps, FormEvent } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { AddressName } from '#src/aws/account-addresses.ts'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { Form } from '#src/ui/form.tsx'
import { Stack } from '#src/ui/stack.tsx'
import { TextField } from '#src/ui/text-field.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { sentence } from '#src/words/sentence.ts'
import { type Part, useWords } from '#src/words/words.ts'
import { changeAddress } from './account-thunks.ts'
import { FormFoot } from './form-foot.tsx'
import {
  PasswordOnceMore,
  passwordOnceMoreProblem,
  usePasswordPlaces,
} from './password-once-more.tsx'
import { useForm } from './use-form.tsx'

interface Props extends Pick<ComponentProps<typeof TextField>, 'type' | 'autoComplete' | 'hint'> {
  readonly name: AddressName
  readonly english: Part &
    Readonly<
      Record<
        'about' | 'next' | 'wrong' | 'same' | 'taken' | 'passwordHint' | 'submit' | 'pending',
        string
      >
    >
  readonly title: string
  readonly current: string | undefined
  readonly typed: string
  /** As the pool takes it, or nothing where it would not. */
  readonly addressOf: (typed: string) => string | undefined
  readonly onType: (text: string) => void
  readonly onSent: (address: string) => void
  readonly onFailed?: () => void
}

export function ChangeAddress(props: Props) {
  const { name, english, title, current, typed, addressOf, onType, onSent, onFailed } = props
  const { type, autoComplete, hint } = props
  const words = useWords(english)
  const dispatch = useAppDispatch()
  const passwordPlaces = usePasswordPlaces()
  const form = useForm({
    fields: [name, 'password'],
    places: {
      ...passwordPlaces,
      'username-taken': { at: name, text: words.taken },
      'invalid-attribute': { at: name, text: words.wrong },
      'invalid-input': { at: name, text: words.wrong },
    },
    requests: [useRequest(changeAddress)],
  })

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const password = textsOf(event.currentTarget)('password')
    const value = addressOf(typed)
    const problems = {
      [name]:
        value === undefined
          ? sentence(english, (it) => it.wrong)
          : value === current
            ? sentence(english, (it) => it.same)
            : undefined,
      password: passwordOnceMoreProblem(password),
    }
    if (!form.passes(problems) || value === undefined) return
    dispatch(changeAddress({ name, value, password }))
      .unwrap()
      .then(
        () => onSent(value),
        () => onFailed?.(),
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
        title={title}
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
            {...{ name, type, autoComplete, hint }}
            autoCapitalize="none"
            spellCheck={false}
            label={words.next}
            value={typed}
            error={form.errorOf(name)}
            onChange={({ target }) => onType(target.value)}
          />
          <PasswordOnceMore hint={words.passwordHint} error={form.errorOf('password')} />
        </Stack>
      </Card>
    </Form>
  )
}
