import { useState } from 'react'
import { Badge } from '#src/ui/badge.tsx'
import { Card } from '#src/ui/card.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Inline } from '#src/ui/stack.tsx'
import { words as english } from '#src/words/en/account-email.ts'
import { useWords } from '#src/words/words.ts'
import { AccountLayout } from './account-layout.tsx'
import { loadDetails } from './account-thunks.ts'
import { useDraft } from './drafts.ts'
import { ChangeEmail } from './change-email.tsx'
import { useResource } from './use-resource.ts'
import { useUser } from './use-user.ts'
import { VerifyEmail } from './verify-email.tsx'

export function EmailPage() {
  const words = useWords(english)
  const user = useUser()
  const details = useResource(loadDetails, 'details')
  // Cognito tells nobody which address is waiting, so the page remembers.
  const waiting = useDraft('email-waiting')
  const draft = useDraft('email')
  const [news, setNews] = useState<'changed' | 'cancelled'>()
  const known = details.value?.attributes ?? user?.attributes ?? {}
  const next = waiting.texts['email']

  return (
    <AccountLayout section="email" lead={words.lead}>
      {news && (
        <Notice key={news} tone={news === 'changed' ? 'success' : 'info'} live>
          {words.news[news]}
        </Notice>
      )}
      <Card title={words.current}>
        <Inline>
          <b>{known['email']}</b>
          {known['email_verified'] === 'true' && <Badge tone="success">{words.verified}</Badge>}
        </Inline>
      </Card>
      {next === undefined ? (
        <ChangeEmail
          current={known['email'] ?? ''}
          typed={draft.texts['email'] ?? ''}
          onType={(text) => {
            draft.type('email', text)
            setNews(undefined)
          }}
          onSent={(address) => {
            draft.forget()
            waiting.type('email', address)
          }}
        />
      ) : (
        <VerifyEmail
          address={next}
          onCancel={() => {
            waiting.forget()
            setNews('cancelled')
          }}
          onVerified={() => {
            waiting.forget()
            setNews('changed')
            details.reload()
          }}
        />
      )}
    </AccountLayout>
  )
}
