import type { FormEvent } from 'react'
import { useConfig } from '#src/app/config-context.ts'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { paths } from '#src/paths.ts'
import { attributeProblem, attributeValue } from '#src/ui/attribute.ts'
import { AttributeField } from '#src/ui/attribute-field.tsx'
import { ButtonLink } from '#src/ui/button.tsx'
import { useCommonPasswords } from '#src/ui/common-passwords.ts'
import { newPasswordProblem } from '#src/ui/entry-checks.ts'
import { Form } from '#src/ui/form.tsx'
import { Link } from '#src/ui/link.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as authEnglish } from '#src/words/en/auth.ts'
import { words as english } from '#src/words/en/sign-up.ts'
import { useWords } from '#src/words/words.ts'
import { AuthCard } from './auth-card.tsx'
import { signUp } from './auth-thunks.ts'
import { keepSignedIn } from './drafts.ts'
import { EmailField } from './email-field.tsx'
import { emailProblem } from './email-problem.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { useProgress } from './progress.ts'
import { useReturnTo } from './return-to.ts'
import { Submit } from './submit.tsx'
import { useForm } from './use-form.ts'

export function SignUpPage() {
  return useConfig().selfSignUp ? <SignUp /> : <Closed />
}

function SignUp() {
  const { signUp: words } = useWords(english)
  const auth = useWords(authEnglish)
  const { appName, attributes, passwordPolicy } = useConfig()
  const dispatch = useAppDispatch()
  const proceed = useProgress()
  const { keepingReturn } = useReturnTo()
  const isCommon = useCommonPasswords()
  const names = attributes.map(({ name }) => name)
  const form = useForm({
    screen: 'sign-up',
    fields: [...names, 'email', 'password'],
    drafts: [...names, 'email'],
    requests: [useRequest(signUp)],
  })

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const text = textsOf(event.currentTarget)
    const [email, password] = [text('email'), text('password')]
    const problems = {
      ...Object.fromEntries(attributes.map((it) => [it.name, attributeProblem(it, text(it.name))])),
      email: emailProblem(email),
      password: newPasswordProblem(password, passwordPolicy, isCommon),
    }
    if (!form.passes(problems)) return
    const values = names.map((name) => [name, attributeValue(name, text(name))])
    proceed(
      dispatch(
        signUp({ email, password, attributes: Object.fromEntries(values), keep: keepSignedIn() }),
      ),
    )
  }

  return (
    <AuthCard
      title={words.title}
      heading={words.heading}
      lead={words.lead(appName)}
      footer={
        <>
          {words.known} <Link to={keepingReturn(paths.signIn)}>{words.signIn}</Link>
        </>
      }
    >
      <Form {...form.props} onSubmit={submit}>
        {form.notice}
        {attributes.map((attribute) => (
          <AttributeField
            key={attribute.name}
            attribute={attribute}
            error={form.errorOf(attribute.name)}
          />
        ))}
        <EmailField label={auth.fields.email} error={form.errorOf('email')} />
        <NewPasswordField
          label={auth.fields.password}
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

function Closed() {
  const { signUp: words } = useWords(english)
  const { keepingReturn } = useReturnTo()
  return (
    <AuthCard title={words.closed} lead={words.closedLead}>
      <ButtonLink variant="primary" wide to={keepingReturn(paths.signIn)}>
        {words.signIn}
      </ButtonLink>
    </AuthCard>
  )
}
