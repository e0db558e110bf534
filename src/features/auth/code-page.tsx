import type { FormEvent } from 'react'
import { useConfig } from '#src/app/config-context.ts'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { SignInStep } from '#src/aws/challenges.ts'
import { CheckboxField } from '#src/ui/checkbox-field.tsx'
import { CodeField } from '#src/ui/code-field.tsx'
import { codeProblem } from '#src/ui/entry-checks.ts'
import { Form } from '#src/ui/form.tsx'
import { MailIcon, PhoneIcon, ShieldIcon } from '#src/ui/icons.tsx'
import { Resend } from '#src/ui/resend.tsx'
import { TextField } from '#src/ui/text-field.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as english } from '#src/words/en/challenges.ts'
import { words as entryEnglish } from '#src/words/en/entries.ts'
import { useWords } from '#src/words/words.ts'
import { AuthCard } from './auth-card.tsx'
import { answerCode, signInWithFactor } from './auth-thunks.ts'
import { drafted, keepSignedIn } from './drafts.ts'
import { Elsewhere } from './elsewhere.tsx'
import { LeaveLink } from './leave-link.tsx'
import { useProgress, useStep } from './progress.ts'
import styles from './code-page.module.css'
import { Submit } from './submit.tsx'
import { useTypeAhead } from './type-ahead.ts'
import { useForm } from './use-form.ts'

type CodeStep = Extract<SignInStep, { type: 'code' }>

export function CodePage() {
  const step = useStep('code')
  return step ? <CodeScreen step={step} /> : <Elsewhere />
}

const icons = { totp: ShieldIcon, sms: PhoneIcon, email: MailIcon }

function CodeScreen({ step }: { readonly step: CodeStep }) {
  const words = useWords(english)
  const entry = useWords(entryEnglish)
  const { appName, devices } = useConfig()
  const dispatch = useAppDispatch()
  const proceed = useProgress()
  const answering = useRequest(answerCode)
  const resending = useRequest(signInWithFactor)
  const form = useForm({ screen: 'code', fields: ['code'], requests: [answering, resending] })
  const { field, onKeyDown } = useTypeAhead()

  const { kind, purpose, destination } = step
  const Icon = icons[kind]
  const canRemember = purpose === 'mfa' && devices === 'opt-in'
  // Only a sign-in without a password can be begun again from here.
  const email = purpose === 'sign-in' && kind !== 'totp' ? drafted('email') : ''

  const lead =
    kind === 'totp'
      ? words.code.totp(appName)
      : kind === 'sms'
        ? words.code.sms(destination ?? words.code.yourPhone)
        : words.code.email(destination ?? words.code.yourEmail)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const text = textsOf(event.currentTarget)
    const length = purpose === 'mfa' ? 6 : 'any'
    if (!form.passes({ code: codeProblem(text('code').trim(), length) })) return
    proceed(dispatch(answerCode({ code: text('code'), remember: text('remember') !== '' })))
  }

  return (
    <AuthCard
      title={words.code.title}
      icon={<Icon />}
      lead={lead}
      onHeadingKeyDown={onKeyDown}
      footer={<LeaveLink>{entry.startAgain}</LeaveLink>}
    >
      <Form {...form.props} onSubmit={submit}>
        {form.notice}
        {purpose === 'mfa' ? (
          <CodeField
            ref={field}
            name="code"
            label={entry.code}
            error={form.errorOf('code')}
            // With the box still to be ticked, the last digit is not yet the end.
            onComplete={canRemember ? undefined : form.submit}
          />
        ) : (
          <TextField
            ref={field}
            name="code"
            label={entry.code}
            error={form.errorOf('code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            enterKeyHint="go"
          />
        )}
        {canRemember && (
          <CheckboxField
            name="remember"
            label={words.code.remember}
            hint={words.code.rememberHint}
          />
        )}
        <Submit pending={answering.status === 'pending'} pendingLabel={words.code.pending}>
          {words.code.submit}
        </Submit>
      </Form>
      {kind === 'totp' && (
        <p className={styles.aside}>
          <strong>{words.code.lost}</strong> {words.code.lostHint}
        </p>
      )}
      {email !== '' && (
        <Resend
          justSent
          question={words.code.noCode}
          resent={words.code.resent}
          pending={resending.status === 'pending'}
          onResend={() =>
            dispatch(
              signInWithFactor({
                email,
                keep: keepSignedIn(),
                factor: kind === 'sms' ? 'SMS_OTP' : 'EMAIL_OTP',
              }),
            ).unwrap()
          }
        />
      )}
    </AuthCard>
  )
}
