import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { MfaKind } from '#src/aws/challenges.ts'
import { ShieldIcon } from '#src/ui/icons.tsx'
import { words as english } from '#src/words/en/challenges.ts'
import { words as entryEnglish } from '#src/words/en/entries.ts'
import { useWords } from '#src/words/words.ts'
import { AuthCard } from './auth-card.tsx'
import { chooseMfa } from './auth-thunks.ts'
import { Elsewhere } from './elsewhere.tsx'
import { LeaveLink } from './leave-link.tsx'
import { MfaChoice } from './mfa-choice.tsx'
import { useProgress, useStep } from './progress.ts'
import { useForm } from './use-form.ts'

export function ChooseMfaPage() {
  const step = useStep('choose-mfa')
  return step ? <ChooseMfa kinds={step.kinds} /> : <Elsewhere />
}

function ChooseMfa({ kinds }: { readonly kinds: readonly MfaKind[] }) {
  const { chooseMfa: words } = useWords(english)
  const entry = useWords(entryEnglish)
  const dispatch = useAppDispatch()
  const proceed = useProgress()
  const form = useForm({ screen: 'choose-mfa', fields: [], requests: [useRequest(chooseMfa)] })
  return (
    <AuthCard
      title={words.title}
      icon={<ShieldIcon />}
      lead={words.lead}
      footer={<LeaveLink>{entry.startAgain}</LeaveLink>}
    >
      <MfaChoice
        kinds={kinds}
        legend={words.legend}
        form={form}
        onChoose={(kind) => proceed(dispatch(chooseMfa(kind)))}
      />
    </AuthCard>
  )
}
