import { type FormEvent, useRef, useState } from 'react'
import { useConfig } from '#src/app/config-context.ts'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { PasswordOutcome } from '#src/aws/account-password.ts'
import { paths } from '#src/paths.ts'
import { Button, ButtonLink } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { CheckboxField } from '#src/ui/checkbox-field.tsx'
import { useCommonPasswords } from '#src/ui/common-passwords.ts'
import { newPasswordProblem } from '#src/ui/entry-checks.ts'
import { Form } from '#src/ui/form.tsx'
import { NewPasswordField } from '#src/ui/new-password-field.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { PasswordField } from '#src/ui/password-field.tsx'
import { Stack } from '#src/ui/stack.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as english } from '#src/words/en/account-password.ts'
import { words as entryEnglish } from '#src/words/en/entries.ts'
import { sentence } from '#src/words/sentence.ts'
import { useWords } from '#src/words/words.ts'
import { AccountLayout } from './account-layout.tsx'
import { changePassword } from './account-thunks.ts'
import { FormFoot } from './form-foot.tsx'
import { useForm } from './use-form.tsx'
import { UsernameField } from './username-field.tsx'

export function PasswordPage() {
  const words = useWords(english)
  const entry = useWords(entryEnglish)
  const { passwordPolicy } = useConfig()
  const dispatch = useAppDispatch()
  const isCommon = useCommonPasswords()
  const [done, setDone] = useState<{ times: number; outcome: PasswordOutcome }>()
  // Emptied afterwards, rules and all, as a form that is new.
  const times = done?.times ?? 0
  const card = useRef<HTMLDivElement>(null)
  const form = useForm({
    fields: ['current', 'password'],
    places: {
      'wrong-credentials': { at: 'current', text: words.wrong },
      'password-policy': { at: 'password' },
      'password-reused': { at: 'password' },
      'limit-exceeded': { text: words.limit },
    },
    requests: [useRequest(changePassword)],
  })

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const text = textsOf(event.currentTarget)
    const [current, password] = [text('current'), text('password')]
    const problems = {
      current: current === '' ? sentence(english, (it) => it.currentMissing) : undefined,
      password:
        newPasswordProblem(password, passwordPolicy, isCommon) ??
        (password === current ? sentence(english, (it) => it.same) : undefined),
    }
    if (!form.passes(problems)) return
    setDone((before) => before && { ...before, outcome: 'changed' })
    try {
      const outcome = await dispatch(
        changePassword({ current, password, endElsewhere: text('elsewhere') !== '' }),
      ).unwrap()
      setDone({ times: times + 1, outcome })
      // The button that was pressed has gone with the form.
      card.current?.focus()
    } catch {
      // Told by the form.
    }
  }

  return (
    <AccountLayout section="password" lead={words.lead}>
      {done && !form.pending && <Done key={done.times} outcome={done.outcome} />}
      <div ref={card} tabIndex={-1}>
        <Form
          key={times}
          failure={form.failure}
          onSubmit={(event) => void submit(event)}
          onInput={({ target }) => {
            if (target instanceof HTMLInputElement) form.changed(target.name)
          }}
        >
          <Card
            title={words.title}
            footer={
              <FormFoot state={words.forgotten}>
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
              <UsernameField />
              <PasswordField
                name="current"
                label={words.current}
                autoComplete="current-password"
                error={form.errorOf('current')}
              />
              <NewPasswordField
                name="password"
                label={entry.newPassword}
                policy={passwordPolicy}
                isCommon={isCommon}
                error={form.errorOf('password')}
              />
              <CheckboxField
                name="elsewhere"
                label={words.elsewhere}
                hint={words.elsewhereHint}
                defaultChecked
              />
            </Stack>
          </Card>
        </Form>
      </div>
    </AccountLayout>
  )
}

function Done({ outcome }: { readonly outcome: PasswordOutcome }) {
  const words = useWords(english)
  if (outcome === 'ended') return null
  const isPartial = outcome === 'others-left'
  return (
    <Notice
      tone={isPartial ? 'warning' : 'success'}
      live
      actions={
        outcome !== 'elsewhere-ended' && (
          <ButtonLink size="small" to={paths.accountSessions}>
            {words.endOthers}
          </ButtonLink>
        )
      }
    >
      {words.outcomes[outcome]}
    </Notice>
  )
}
