import { useConfig } from '#src/app/config-context.ts'
import type { AccountDetails } from '#src/aws/account-profile.ts'
import { Card } from '#src/ui/card.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Stack } from '#src/ui/stack.tsx'
import { words as english } from '#src/words/en/account-two-step.ts'
import { useWords } from '#src/words/words.ts'
import { AccountLayout } from './account-layout.tsx'
import { loadDetails } from './account-thunks.ts'
import { FactorCard } from './factor-card.tsx'
import { Loading } from './loading.tsx'
import { useResource } from './use-resource.ts'

const kinds = { TOTP: 'totp', SMS: 'sms', EMAIL: 'email' } as const

export function TwoStepPage() {
  const words = useWords(english)
  const details = useResource(loadDetails, 'details')
  return (
    <AccountLayout section="twoStep" lead={words.lead}>
      <Loading {...details}>
        {(known) => <Factors details={known} onChanged={details.reload} />}
      </Loading>
    </AccountLayout>
  )
}

interface Props {
  readonly details: AccountDetails
  readonly onChanged: () => void
}

function Factors({ details, onChanged }: Props) {
  const words = useWords(english)
  const { mfa: mode, mfaMethods, devices } = useConfig()
  const { enabled, preferred } = details.mfa
  const { second, device, help } = words.lost.advice
  const offered = mfaMethods.map((method) => kinds[method])

  return (
    <>
      {enabled.length === 0 && (
        <Notice tone={mode === 'ON' ? 'warning' : 'info'}>
          {mode === 'ON' ? words.needed : words.off}
        </Notice>
      )}
      {offered.map((kind) => (
        <FactorCard
          key={kind}
          kind={kind}
          attributes={details.attributes}
          isOn={enabled.includes(kind)}
          isPreferred={preferred === kind}
          isOnlyOne={enabled.length < 2}
          isNeeded={mode === 'ON' && enabled.length === 1}
          onChanged={onChanged}
        />
      ))}
      <Card title={words.lost.title}>
        <Stack gap="s">
          <p>{words.lost.noCodes}</p>
          <ul>
            <li>{second}</li>
            {devices === 'opt-in' && <li>{device}</li>}
            <li>{help}</li>
          </ul>
        </Stack>
      </Card>
    </>
  )
}
