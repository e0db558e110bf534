import type { FormEvent } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { Factor } from '#src/aws/challenges.ts'
import { Form } from '#src/ui/form.tsx'
import { KeyIcon, LockIcon, MailIcon, PhoneIcon } from '#src/ui/icons.tsx'
import { RadioCards } from '#src/ui/radio-cards.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as english } from '#src/words/en/challenges.ts'
import { words as entryEnglish } from '#src/words/en/entries.ts'
import { useWords } from '#src/words/words.ts'
import { AuthCard } from './auth-card.tsx'
import { answerPasskey, chooseFactor } from './auth-thunks.ts'
import { Elsewhere } from './elsewhere.tsx'
import { LeaveLink } from './leave-link.tsx'
import { useProgress, useStartAgain, useStep } from './progress.ts'
import { Submit } from './submit.tsx'
import { useForm } from './use-form.ts'

type Proceed = ReturnType<typeof useProgress>

export function ChooseFactorPage() {
  const step = useStep('choose-factor', 'passkey')
  // Here, because going on from the choice to the passkey is not leaving.
  const proceed = useProgress()
  if (!step) return <Elsewhere />
  return step.type === 'passkey' ? (
    <Passkey proceed={proceed} />
  ) : (
    <Choice factors={step.factors} proceed={proceed} />
  )
}

const icons = { PASSWORD: LockIcon, EMAIL_OTP: MailIcon, SMS_OTP: PhoneIcon, WEB_AUTHN: KeyIcon }
const names = {
  PASSWORD: 'password',
  EMAIL_OTP: 'emailCode',
  SMS_OTP: 'smsCode',
  WEB_AUTHN: 'passkey',
} as const

function Choice({
  factors,
  proceed,
}: {
  readonly factors: readonly Factor[]
  readonly proceed: Proceed
}) {
  const words = useWords(english)
  const entry = useWords(entryEnglish)
  const dispatch = useAppDispatch()
  const startAgain = useStartAgain()
  const request = useRequest(chooseFactor)
  const form = useForm({ screen: 'choose', fields: [], requests: [request] })

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const chosen = textsOf(event.currentTarget)('factor')
    const factor = factors.find((it) => it === chosen)
    if (factor === undefined || !form.passes({})) return
    if (factor === 'PASSWORD') startAgain()
    else proceed(dispatch(chooseFactor(factor)))
  }

  return (
    <AuthCard
      title={words.choose.title}
      lead={words.choose.lead}
      footer={<LeaveLink>{entry.back}</LeaveLink>}
    >
      <Form {...form.props} onSubmit={submit}>
        {form.notice}
        <RadioCards
          name="factor"
          legend={words.choose.legend}
          defaultValue={factors[0]}
          options={factors.map((factor) => {
            const Icon = icons[factor]
            const { label, about } = words.ways[names[factor]]
            return { value: factor, label, description: about, icon: <Icon /> }
          })}
        />
        <Submit pending={form.pending}>{entry.continue}</Submit>
      </Form>
    </AuthCard>
  )
}

function Passkey({ proceed }: { readonly proceed: Proceed }) {
  const { choose } = useWords(english)
  const entry = useWords(entryEnglish)
  const dispatch = useAppDispatch()
  // The passkey is asked for first as it is chosen, and then by the button here.
  const requests = [useRequest(answerPasskey), useRequest(chooseFactor)]
  const form = useForm({ screen: 'choose', fields: [], requests })
  return (
    <AuthCard
      title={choose.passkeyTitle}
      icon={<KeyIcon />}
      lead={choose.passkeyLead}
      footer={<LeaveLink>{entry.back}</LeaveLink>}
    >
      <Form
        {...form.props}
        onSubmit={() => {
          if (form.passes({})) proceed(dispatch(answerPasskey()))
        }}
      >
        {form.notice}
        <Submit pending={form.pending} pendingLabel={choose.passkeyPending}>
          {choose.passkeySubmit}
        </Submit>
      </Form>
    </AuthCard>
  )
}
