import type { FormEvent } from 'react'
import { useConfig } from '#src/app/config-context.ts'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { paths } from '#src/paths.ts'
import { CheckboxField } from '#src/ui/checkbox-field.tsx'
import { Form } from '#src/ui/form.tsx'
import { Link } from '#src/ui/link.tsx'
import { PasswordField } from '#src/ui/password-field.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as english } from '#src/words/en/auth.ts'
import { sentence } from '#src/words/sentence.ts'
import { useWords } from '#src/words/words.ts'
import { AuthCard } from './auth-card.tsx'
import { signIn, signInWithFactor, signInWithPasskey } from './auth-thunks.ts'
import { EmailField } from './email-field.tsx'
import { emailProblem } from './email-problem.ts'
import { readLastEmail } from './entry-thunks.ts'
import { type OtherFactor, OtherWays } from './other-ways.tsx'
import { usePasskeyAutofill } from './passkey-autofill.ts'
import { useProgress } from './progress.ts'
import { useReturnTo } from './return-to.ts'
import { SignInNews } from './sign-in-news.tsx'
import styles from './sign-in-page.module.css'
import { Submit } from './submit.tsx'
import { useForm } from './use-form.ts'

export function SignInPage() {
  const { signIn: words } = useWords(english)
  const { appName, selfSignUp } = useConfig()
  const { keepingReturn } = useReturnTo()
  return (
    <AuthCard
      title={words.title}
      heading={words.heading(appName)}
      footer={
        selfSignUp && (
          <>
            {words.newHere} <Link to={keepingReturn(paths.signUp)}>{words.signUp}</Link>
          </>
        )
      }
    >
      <SignInForm />
    </AuthCard>
  )
}

/** By itself, so that what stands around it is not drawn anew when it is sent. */
function SignInForm() {
  const words = useWords(english)
  const { signInWith } = useConfig()
  const dispatch = useAppDispatch()
  const proceed = useProgress()
  const { keepingReturn } = useReturnTo()
  const withPassword = useRequest(signIn)
  const withFactor = useRequest(signInWithFactor)
  const withPasskey = useRequest(signInWithPasskey)
  const form = useForm({
    screen: 'sign-in',
    fields: withPassword.status === 'failed' ? ['email', 'password'] : ['email'],
    drafts: ['email', 'keep'],
    initially: (name) => (name === 'email' ? dispatch(readLastEmail()) : ''),
    requests: [withPassword, withFactor, withPasskey],
  })
  const passkeys = signInWith.includes('WEB_AUTHN')
  usePasskeyAutofill(passkeys, form.pending)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const text = textsOf(event.currentTarget)
    const [email, password, keep] = [text('email'), text('password'), text('keep') !== '']
    const problems = {
      email: emailProblem(email),
      password:
        password === '' ? sentence(english, ({ checks }) => checks.passwordMissing) : undefined,
    }
    if (!form.passes(problems)) return
    proceed(dispatch(signIn({ email, password, keep })))
  }

  const choose = (factor: OtherFactor, element: HTMLFormElement) => {
    const text = textsOf(element)
    const [email, keep] = [text('email'), text('keep') !== '']
    if (!form.passes({ email: emailProblem(email) })) return
    proceed(
      factor === 'WEB_AUTHN'
        ? dispatch(signInWithPasskey({ email, keep }))
        : dispatch(signInWithFactor({ email, keep, factor })),
    )
  }

  return (
    <Form {...form.props} onSubmit={submit}>
      {form.notice ?? <SignInNews />}
      <EmailField
        label={words.fields.email}
        error={form.errorOf('email')}
        autoComplete={passkeys ? 'username webauthn' : 'username'}
      />
      <PasswordField
        name="password"
        label={words.fields.password}
        autoComplete="current-password"
        enterKeyHint="go"
        error={form.errorOf('password')}
      />
      <div className={styles.row}>
        <CheckboxField name="keep" label={words.fields.keep} defaultChecked />
        <Link to={keepingReturn(paths.forgotPassword)}>{words.signIn.forgot}</Link>
      </div>
      <Submit pending={withPassword.status === 'pending'} pendingLabel={words.signIn.pending}>
        {words.signIn.submit}
      </Submit>
      <OtherWays
        pending={withFactor.status === 'pending' || withPasskey.status === 'pending'}
        onChoose={choose}
      />
    </Form>
  )
}
