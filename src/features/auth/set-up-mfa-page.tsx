import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { MfaKind } from '#src/aws/challenges.ts'
import { paths } from '#src/paths.ts'
import { ShieldIcon } from '#src/ui/icons.tsx'
import { Link } from '#src/ui/link.tsx'
import { words as english } from '#src/words/en/challenges.ts'
import { words as entryEnglish } from '#src/words/en/entries.ts'
import { useWords } from '#src/words/words.ts'
import { AuthCard } from './auth-card.tsx'
import { leaveStep, setUpMfa } from './auth-thunks.ts'
import { Elsewhere } from './elsewhere.tsx'
import { MfaChoice } from './mfa-choice.tsx'
import { useProgress, useStep } from './progress.ts'
import { useReturnTo } from './return-to.ts'
import { SetUpTotp } from './set-up-totp.tsx'
import { useForm } from './use-form.ts'

export function SetUpMfaPage() {
  const { setUp: words } = useWords(english)
  const entry = useWords(entryEnglish)
  const dispatch = useAppDispatch()
  const { keepingReturn } = useReturnTo()
  const step = useStep('set-up-mfa', 'set-up-totp')
  if (!step) return <Elsewhere />
  return (
    <AuthCard
      title={words.title}
      icon={<ShieldIcon />}
      lead={words.lead}
      footer={
        <Link to={keepingReturn(paths.signIn)} onClick={() => dispatch(leaveStep())}>
          {entry.startAgain}
        </Link>
      }
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
