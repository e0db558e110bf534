import type { FormEvent } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { paths } from '#src/paths.ts'
import { Form } from '#src/ui/form.tsx'
import { Link } from '#src/ui/link.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as authEnglish } from '#src/words/en/auth.ts'
import { words as english } from '#src/words/en/reset.ts'
import { useWords } from '#src/words/words.ts'
import { AuthCard } from './auth-card.tsx'
import { requestReset } from './auth-thunks.ts'
import { EmailField } from './email-field.tsx'
import { emailProblem } from './email-problem.ts'
import { readLastEmail } from './entry-thunks.ts'
import { useProgress } from './progress.ts'
import { useReturnTo } from './return-to.ts'
import { Submit } from './submit.tsx'
import { useForm } from './use-form.ts'

export function ForgotPasswordPage() {
  const { forgot: words } = useWords(english)
  const auth = useWords(authEnglish)
  const dispatch = useAppDispatch()
  const proceed = useProgress()
  const { keepingReturn } = useReturnTo()
  const form = useForm({
    screen: 'forgot',
    fields: ['email'],
    drafts: ['email'],
    initially: () => dispatch(readLastEmail()),
    requests: [useRequest(requestReset)],
  })

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const email = textsOf(event.currentTarget)('email')
    if (!form.passes({ email: emailProblem(email) })) return
    proceed(dispatch(requestReset({ email })))
  }

  return (
    <AuthCard
      title={words.title}
      lead={words.lead}
      footer={
        <>
          {words.remembered} <Link to={keepingReturn(paths.signIn)}>{words.signIn}</Link>
        </>
      }
    >
      <Form {...form.props} onSubmit={submit}>
        {form.notice}
        <EmailField label={auth.fields.email} error={form.errorOf('email')} />
        <Submit pending={form.pending} pendingLabel={words.pending}>
          {words.submit}
        </Submit>
      </Form>
    </AuthCard>
  )
}
