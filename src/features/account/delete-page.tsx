import { type FormEvent, useState } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { Form } from '#src/ui/form.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Progress } from '#src/ui/progress.tsx'
import { Stack } from '#src/ui/stack.tsx'
import { TextField } from '#src/ui/text-field.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as english } from '#src/words/en/account-delete.ts'
import { sentence } from '#src/words/sentence.ts'
import { useWords } from '#src/words/words.ts'
import { AccountLayout } from './account-layout.tsx'
import { deleteAccount } from './account-thunks.ts'
import { FormFoot } from './form-foot.tsx'
import {
  PasswordOnceMore,
  passwordOnceMoreProblem,
  usePasswordPlaces,
} from './password-once-more.tsx'
import { useForm } from './use-form.tsx'
import { useUser } from './use-user.ts'

export function DeletePage() {
  const words = useWords(english)
  const user = useUser()
  const dispatch = useAppDispatch()
  const [deleted, setDeleted] = useState(0)
  const request = useRequest(deleteAccount)
  const form = useForm({
    fields: ['confirmation', 'password'],
    places: usePasswordPlaces(),
    requests: [request],
  })

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const text = textsOf(event.currentTarget)
    const password = text('password')
    const isMeant = text('confirmation').trim().toLowerCase() === user?.email.toLowerCase()
    const problems = {
      confirmation: isMeant ? undefined : sentence(english, (it) => it.confirmationWrong),
      password: passwordOnceMoreProblem(password),
    }
    if (!form.passes(problems)) return
    setDeleted(0)
    // The guard of the page says goodbye once nobody is signed in.
    void dispatch(deleteAccount({ password, progress: setDeleted }))
  }

  const isBroken = request.status === 'failed' && deleted > 0
  return (
    <AccountLayout section="delete" lead={words.lead}>
      <Form
        failure={form.failure}
        onSubmit={submit}
        onInput={({ target }) => {
          if (target instanceof HTMLInputElement) form.changed(target.name)
        }}
      >
        <Card
          tone="danger"
          title={words.title}
          footer={
            <FormFoot>
              <Button
                type="submit"
                variant="danger"
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
            {isBroken && <Notice tone="warning">{words.broken(deleted)}</Notice>}
            <ul>
              {Object.values(words.consequences).map((consequence) => (
                <li key={consequence}>{consequence}</li>
              ))}
            </ul>
            <TextField
              name="confirmation"
              label={words.confirmation(user?.email ?? '')}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              error={form.errorOf('confirmation')}
            />
            <PasswordOnceMore error={form.errorOf('password')} />
            {form.pending && <Progress label={words.progress(deleted)} />}
          </Stack>
        </Card>
      </Form>
    </AccountLayout>
  )
}
