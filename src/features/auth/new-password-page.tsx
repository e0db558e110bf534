import type { FormEvent } from 'react'
import { useConfig } from '#src/app/config-context.ts'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { attributeProblem, attributeValue } from '#src/ui/attribute.ts'
import { AttributeField } from '#src/ui/attribute-field.tsx'
import { useCommonPasswords } from '#src/ui/common-passwords.ts'
import { newPasswordProblem } from '#src/ui/entry-checks.ts'
import { Form } from '#src/ui/form.tsx'
import { LockIcon } from '#src/ui/icons.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as english } from '#src/words/en/challenges.ts'
import { words as entryEnglish } from '#src/words/en/entries.ts'
import { useWords } from '#src/words/words.ts'
import { AccountName } from './account-name.tsx'
import { AuthCard } from './auth-card.tsx'
import { setNewPassword } from './auth-thunks.ts'
import { drafted } from './drafts.ts'
import { Elsewhere } from './elsewhere.tsx'
import { LeaveLink } from './leave-link.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { useProgress, useStep } from './progress.ts'
import { Submit } from './submit.tsx'
import { useForm } from './use-form.ts'

export function NewPasswordPage() {
  const step = useStep('new-password')
  return step ? <NewPassword missing={step.missing} /> : <Elsewhere />
}

function NewPassword({ missing }: { readonly missing: readonly string[] }) {
  const { newPassword: words } = useWords(english)
  const entry = useWords(entryEnglish)
  const { attributes: known, passwordPolicy } = useConfig()
  const dispatch = useAppDispatch()
  const proceed = useProgress()
  const isCommon = useCommonPasswords()
  const form = useForm({
    screen: 'new-password',
    fields: ['password', ...missing],
    drafts: missing,
    requests: [useRequest(setNewPassword)],
  })
  // Whatever the pool calls missing it demands, also where the app's own form would not.
  const attributes = missing.map((name) => ({
    ...known.find((attribute) => attribute.name === name),
    name,
    required: true,
  }))

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const text = textsOf(event.currentTarget)
    const password = text('password')
    const problems = {
      ...Object.fromEntries(attributes.map((it) => [it.name, attributeProblem(it, text(it.name))])),
      password: newPasswordProblem(password, passwordPolicy, isCommon),
    }
    if (!form.passes(problems)) return
    const values = missing.map((name) => [name, attributeValue(name, text(name))])
    proceed(dispatch(setNewPassword({ password, attributes: Object.fromEntries(values) })))
  }

  return (
    <AuthCard
      title={words.title}
      icon={<LockIcon />}
      lead={words.lead}
      footer={<LeaveLink>{entry.startAgain}</LeaveLink>}
    >
      <Form {...form.props} onSubmit={submit}>
        {form.notice}
        <AccountName email={drafted('email')} />
        {attributes.map((attribute) => (
          <AttributeField
            key={attribute.name}
            attribute={attribute}
            error={form.errorOf(attribute.name)}
          />
        ))}
        <NewPasswordField
          label={entry.newPassword}
          error={form.errorOf('password')}
          isCommon={isCommon}
        />
        <Submit pending={form.pending} pendingLabel={words.pending}>
          {words.submit}
        </Submit>
      </Form>
    </AuthCard>
  )
}
