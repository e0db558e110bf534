import { type FormEvent, useRef } from 'react'
import { useConfig } from '#src/app/config-context.ts'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { paths } from '#src/paths.ts'
import { CodeField } from '#src/ui/code-field.tsx'
import { useCommonPasswords } from '#src/ui/common-passwords.ts'
import { codeProblem, newPasswordProblem } from '#src/ui/entry-checks.ts'
import { Form } from '#src/ui/form.tsx'
import { KeyIcon } from '#src/ui/icons.tsx'
import { Resend } from '#src/ui/resend.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as authEnglish } from '#src/words/en/auth.ts'
import { words as entryEnglish } from '#src/words/en/entries.ts'
import { words as english } from '#src/words/en/reset.ts'
import { useWords } from '#src/words/words.ts'
import { AccountName } from './account-name.tsx'
import { AuthCard } from './auth-card.tsx'
import { requestReset, resetPassword } from './auth-thunks.ts'
import { keepDraft, keepSignedIn } from './drafts.ts'
import { EmailField, typedEmail } from './email-field.tsx'
import { emailProblem } from './email-problem.ts'
import { LeaveLink } from './leave-link.tsx'
import { useLinkedCode } from './linked-code.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { useProgress, useStep } from './progress.ts'
import { Submit } from './submit.tsx'
import { useForm } from './use-form.ts'

/** After asking for it, because an administrator wants it, or from the link in the mail. */
export function ResetPasswordPage() {
  const { reset: words } = useWords(english)
  const auth = useWords(authEnglish)
  const entry = useWords(entryEnglish)
  const { passwordPolicy } = useConfig()
  const dispatch = useAppDispatch()
  const proceed = useProgress()
  const isCommon = useCommonPasswords()
  const step = useStep('reset-password')
  const linked = useLinkedCode()
  const field = useRef<HTMLInputElement>(null)
  const email = linked.email ?? step?.email
  const resetting = useRequest(resetPassword)
  const requesting = useRequest(requestReset)
  const form = useForm({
    screen: 'reset',
    fields: [...(email === undefined ? ['email'] : []), 'code', 'password'],
    drafts: ['email'],
    requests: [resetting, requesting],
  })

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const text = textsOf(event.currentTarget)
    const given = { email: email ?? text('email'), code: text('code'), password: text('password') }
    const problems = {
      email: emailProblem(given.email),
      code: codeProblem(given.code),
      password: newPasswordProblem(given.password, passwordPolicy, isCommon),
    }
    if (!form.passes(problems)) return
    keepDraft({ email: given.email })
    proceed(dispatch(resetPassword({ ...given, keep: keepSignedIn() })))
  }

  const resend = async () => {
    const to = email ?? typedEmail(field.current)
    if (!form.passes({ email: emailProblem(to) })) throw new Error('No address to send it to')
    await dispatch(requestReset({ email: to, required: step?.required ?? false })).unwrap()
  }

  const lead =
    email === undefined
      ? words.leadUnknown
      : step?.required
        ? words.leadRequired(email)
        : words.lead(email)

  return (
    <AuthCard
      title={words.title}
      icon={<KeyIcon />}
      lead={lead}
      footer={<LeaveLink>{entry.back}</LeaveLink>}
    >
      <Form {...form.props} onSubmit={submit}>
        {form.notice}
        {email === undefined ? (
          <EmailField label={auth.fields.email} error={form.errorOf('email')} />
        ) : (
          <AccountName email={email} />
        )}
        <CodeField
          key={linked.code}
          ref={field}
          name="code"
          label={entry.code}
          error={form.errorOf('code')}
          defaultValue={linked.code}
        />
        <NewPasswordField
          label={entry.newPassword}
          error={form.errorOf('password')}
          isCommon={isCommon}
        />
        <Submit pending={resetting.status === 'pending'} pendingLabel={words.pending}>
          {words.submit}
        </Submit>
      </Form>
      <Resend
        justSent={step !== undefined}
        question={words.noCode}
        hint={words.noCodeHint}
        resent={words.resent}
        pending={requesting.status === 'pending'}
        onResend={resend}
        also={
          email !== undefined && <LeaveLink to={paths.forgotPassword}>{words.change}</LeaveLink>
        }
      />
    </AuthCard>
  )
}
