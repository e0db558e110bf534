import type { FormEvent } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { paths } from '#src/paths.ts'
import { CodeField } from '#src/ui/code-field.tsx'
import { codeProblem } from '#src/ui/entry-checks.ts'
import { Form } from '#src/ui/form.tsx'
import { MailIcon } from '#src/ui/icons.tsx'
import { Resend } from '#src/ui/resend.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as authEnglish } from '#src/words/en/auth.ts'
import { words as entryEnglish } from '#src/words/en/entries.ts'
import { words as english } from '#src/words/en/sign-up.ts'
import { useWords } from '#src/words/words.ts'
import { AuthCard } from './auth-card.tsx'
import { confirmSignUp, resendCode } from './auth-thunks.ts'
import { keepDraft } from './drafts.ts'
import { EmailField, typedEmail } from './email-field.tsx'
import { emailProblem } from './email-problem.ts'
import { LeaveLink } from './leave-link.tsx'
import { useLinkedCode } from './linked-code.ts'
import { useProgress, useStep } from './progress.ts'
import { Submit } from './submit.tsx'
import { useTypeAhead } from './type-ahead.ts'
import { useForm } from './use-form.ts'

/** After signing up, after signing in too early, or from the link in the mail. */
export function ConfirmPage() {
  const { confirm: words } = useWords(english)
  const auth = useWords(authEnglish)
  const entry = useWords(entryEnglish)
  const dispatch = useAppDispatch()
  const proceed = useProgress()
  const step = useStep('confirm-sign-up')
  const linked = useLinkedCode()
  const email = linked.email ?? step?.email
  const confirming = useRequest(confirmSignUp)
  const resending = useRequest(resendCode)
  const form = useForm({
    screen: 'confirm',
    fields: email === undefined ? ['email', 'code'] : ['code'],
    drafts: ['email'],
    requests: [confirming, resending],
  })
  const { field, onKeyDown } = useTypeAhead()

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const text = textsOf(event.currentTarget)
    const given = { email: email ?? text('email'), code: text('code') }
    const problems = {
      email: emailProblem(given.email),
      code: codeProblem(given.code),
    }
    if (!form.passes(problems)) return
    keepDraft({ email: given.email })
    proceed(dispatch(confirmSignUp(given)))
  }

  const resend = async () => {
    const to = email ?? typedEmail(field.current)
    if (!form.passes({ email: emailProblem(to) })) throw new Error('No address to send it to')
    const running = dispatch(resendCode({ email: to }))
    proceed(running)
    await running.unwrap()
  }

  return (
    <AuthCard
      title={words.title}
      icon={<MailIcon />}
      lead={email === undefined ? words.leadUnknown : words.lead(email)}
      onHeadingKeyDown={onKeyDown}
      footer={
        <>
          {words.known} <LeaveLink>{words.signIn}</LeaveLink>
        </>
      }
    >
      <Form {...form.props} onSubmit={submit}>
        {form.notice}
        {email === undefined && (
          <EmailField label={auth.fields.email} error={form.errorOf('email')} />
        )}
        <CodeField
          key={linked.code}
          ref={field}
          name="code"
          label={entry.code}
          error={form.errorOf('code')}
          defaultValue={linked.code}
          onComplete={email === undefined ? undefined : form.submit}
        />
        <Submit pending={confirming.status === 'pending'} pendingLabel={words.pending}>
          {words.submit}
        </Submit>
      </Form>
      <Resend
        justSent={step !== undefined}
        question={words.noCode}
        hint={words.noCodeHint}
        resent={words.resent}
        pending={resending.status === 'pending'}
        onResend={resend}
        also={email !== undefined && <LeaveLink to={paths.signUp}>{words.change}</LeaveLink>}
      />
    </AuthCard>
  )
}
