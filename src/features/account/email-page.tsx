import { useState } from 'react'
import { Badge } from '#src/ui/badge.tsx'
import { Card } from '#src/ui/card.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Inline } from '#src/ui/stack.tsx'
import { words as english } from '#src/words/en/account-email.ts'
import { useWords } from '#src/words/words.ts'
import { AccountLayout } from './account-layout.tsx'
import { loadDetails } from './account-thunks.ts'
import { ChangeAddress } from './change-address.tsx'
import { useDraft } from './drafts.ts'
import { useResource } from './use-resource.ts'
import { useUser } from './use-user.ts'
import { VerifyAddress } from './verify-address.tsx'

/** Whether there is anybody at an address only a mail can tell. */
function emailOf(typed: string) {
  const address = typed.trim().toLowerCase()
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(address) ? address : undefined
}

export function EmailPage() {
  const words = useWords(english)
  const user = useUser()
  const details = useResource(loadDetails, 'details')
  // Cognito tells nobody which address is waiting, so the page remembers.
  const waiting = useDraft('email-waiting')
  const draft = useDraft('email')
  const [news, setNews] = useState<'changed' | 'cancelled'>()
  const [justSent, setJustSent] = useState(false)
  const known = details.value?.attributes ?? user?.attributes ?? {}
  // Verified in another tab, it is awaited no longer.
  const next = waiting.texts['email'] === known['email'] ? undefined : waiting.texts['email']

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
        <ChangeAddress
          name="email"
          type="email"
          autoComplete="email"
          english={english}
          title={words.title}
          current={known['email']?.toLowerCase()}
          typed={draft.texts['email'] ?? ''}
          addressOf={emailOf}
          onType={(text) => {
            draft.type('email', text)
            setNews(undefined)
          }}
          onSent={(address) => {
            draft.forget()
            waiting.type('email', address)
            setJustSent(true)
          }}
        />
      ) : (
        <VerifyAddress
          name="email"
          words={words}
          address={next}
          justSent={justSent}
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
