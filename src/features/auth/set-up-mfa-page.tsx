import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { MfaKind } from '#src/aws/challenges.ts'
import { ShieldIcon } from '#src/ui/icons.tsx'
import { words as english } from '#src/words/en/challenges.ts'
import { words as entryEnglish } from '#src/words/en/entries.ts'
import { useWords } from '#src/words/words.ts'
import { AuthCard } from './auth-card.tsx'
import { setUpMfa } from './auth-thunks.ts'
import { Elsewhere } from './elsewhere.tsx'
import { LeaveLink } from './leave-link.tsx'
import { MfaChoice } from './mfa-choice.tsx'
import { useProgress, useStep } from './progress.ts'
import { SetUpTotp } from './set-up-totp.tsx'
import { useForm } from './use-form.ts'

export function SetUpMfaPage() {
  const { setUp: words } = useWords(english)
  const entry = useWords(entryEnglish)
  const step = useStep('set-up-mfa', 'set-up-totp')
  if (!step) return <Elsewhere />
  return (
    <AuthCard
      title={words.title}
      icon={<ShieldIcon />}
      lead={words.lead}
      footer={<LeaveLink>{entry.startAgain}</LeaveLink>}
    >
      {step.type === 'set-up-totp' ? <SetUpTotp /> : <Choice kinds={step.kinds} />}
    </AuthCard>
  )
}

/** Not text messages: a phone number cannot be added in the middle of signing in. */
const canBeSetUp = (kind: MfaKind) => kind !== 'sms'

function Choice({ kinds }: { readonly kinds: readonly MfaKind[] }) {
  const { setUp: words } = useWords(english)
  const dispatch = useAppDispatch()
  const proceed = useProgress()
  const form = useForm({ screen: 'set-up', fields: [], requests: [useRequest(setUpMfa)] })
  return (
    <MfaChoice
      kinds={kinds.filter(canBeSetUp)}
      legend={words.legend}
      form={form}
      onChoose={(kind) => proceed(dispatch(setUpMfa(kind)))}
    />
  )
}
