import { useState } from 'react'
import { useConfig } from '#src/app/config-context.ts'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { AccountDetails } from '#src/aws/account-profile.ts'
import { paths } from '#src/paths.ts'
import { attributeValue } from '#src/ui/attribute.ts'
import { Badge } from '#src/ui/badge.tsx'
import { Button, ButtonLink } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Inline } from '#src/ui/stack.tsx'
import { words as english } from '#src/words/en/account-phone.ts'
import { words as attributeEnglish } from '#src/words/en/attributes.ts'
import { useWords } from '#src/words/words.ts'
import { AccountLayout } from './account-layout.tsx'
import { loadDetails, removePhone, sendAddressCode } from './account-thunks.ts'
import { ChangeAddress } from './change-address.tsx'
import { useDraft } from './drafts.ts'
import { Loading } from './loading.tsx'
import { FailureNotice } from './problems.tsx'
import { RequestDialog } from './request-dialog.tsx'
import { useResource } from './use-resource.ts'
import { VerifyAddress } from './verify-address.tsx'

const name = 'phone_number'

/** As the pool takes it: E.164. */
function numberOf(typed: string) {
  const number = attributeValue(name, typed)
  return /^\+[1-9]\d{5,14}$/.test(number) ? number : undefined
}

export function PhonePage() {
  const words = useWords(english)
  const details = useResource(loadDetails, 'details')
  return (
    <AccountLayout section="phone" lead={words.lead}>
      <Loading {...details}>
        {(known) => <Phone details={known} onChanged={details.reload} />}
      </Loading>
    </AccountLayout>
  )
}

interface Props {
  readonly details: AccountDetails
  readonly onChanged: () => void
}

function Phone({ details: { attributes, mfa }, onChanged }: Props) {
  const words = useWords(english)
  const { hints } = useWords(attributeEnglish)
  const config = useConfig()
  const draft = useDraft('phone')
  const waiting = useDraft('phone-waiting')
  const [news, setNews] = useState<keyof typeof words.news>()
  const [justSent, setJustSent] = useState(false)
  const number = attributes[name]
  const isVerified = attributes[`${name}_verified`] === 'true'
  // Verified in another tab, it is awaited no longer.
  const next = isVerified && waiting.texts[name] === number ? undefined : waiting.texts[name]
  const isInUse = mfa.enabled.includes('sms')
  // Where everybody needs a second step and this is the only kind, it cannot be turned off first.
  const isOnlyWay = config.mfa === 'ON' && config.mfaMethods.length === 1

  const awaitCode = (sentTo: string) => {
    draft.forget()
    waiting.type(name, sentTo)
    setJustSent(true)
    setNews(undefined)
    onChanged()
  }

  return (
    <>
      {news && (
        <Notice key={news} tone={news === 'cancelled' ? 'info' : 'success'} live>
          {words.news[news]}
        </Notice>
      )}
      <CurrentNumber
        number={number}
        isVerified={isVerified}
        isAwaited={next !== undefined}
        isRemovable={!isInUse && !config.attributes.some((it) => it.name === name && it.required)}
        onSent={awaitCode}
        onRemoved={() => {
          waiting.forget()
          setNews('removed')
          onChanged()
        }}
      />
      {isInUse && next === undefined && (
        <Notice
          tone={isOnlyWay ? 'warning' : 'info'}
          actions={
            !isOnlyWay && (
              <ButtonLink size="small" to={paths.accountTwoStep}>
                {words.toTwoStep}
              </ButtonLink>
            )
          }
        >
          {isOnlyWay ? words.inUseOnly : words.inUse}
        </Notice>
      )}
      {next !== undefined ? (
        <VerifyAddress
          name={name}
          words={words}
          address={next}
          justSent={justSent}
          onCancel={() => {
            waiting.forget()
            setNews('cancelled')
            onChanged()
          }}
          onVerified={() => {
            waiting.forget()
            setNews('verified')
            onChanged()
          }}
        />
      ) : (
        (!isInUse || isOnlyWay) && (
          <ChangeAddress
            name={name}
            type="tel"
            autoComplete="tel"
            hint={hints[name]}
            english={english}
            title={number === undefined ? words.titleFirst : words.title}
            current={number}
            typed={draft.texts[name] ?? ''}
            addressOf={numberOf}
            onType={(text) => {
              draft.type(name, text)
              setNews(undefined)
            }}
            onSent={awaitCode}
            // It may have been changed before the code could not be sent.
            onFailed={onChanged}
          />
        )
      )}
    </>
  )
}

interface CurrentProps {
  readonly number: string | undefined
  readonly isVerified: boolean
  readonly isAwaited: boolean
  readonly isRemovable: boolean
  readonly onSent: (number: string) => void
  readonly onRemoved: () => void
}

function CurrentNumber(props: CurrentProps) {
  const { number, isVerified, isAwaited, isRemovable, onSent, onRemoved } = props
  const words = useWords(english)
  const dispatch = useAppDispatch()
  const sending = useRequest(sendAddressCode)
  const removing = useRequest(removePhone)
  const [isAsking, setAsking] = useState(false)

  if (number === undefined)
    return (
      <Card title={words.current}>
        <p>{words.none}</p>
      </Card>
    )

  const send = async () => {
    try {
      await dispatch(sendAddressCode({ name, value: number })).unwrap()
    } catch {
      return
    }
    onSent(number)
  }
  const remove = async () => {
    try {
      await dispatch(removePhone()).unwrap()
    } catch {
      return
    }
    setAsking(false)
    onRemoved()
  }

  return (
    <Card
      title={words.current}
      actions={
        <Inline gap="xs">
          {!isVerified && !isAwaited && (
            <Button
              size="small"
              variant="primary"
              pending={sending.status === 'pending'}
              onClick={() => void send()}
            >
              {words.verifyNow}
            </Button>
          )}
          {isRemovable && (
            <Button size="small" aria-haspopup="dialog" onClick={() => setAsking(true)}>
              {words.remove}
            </Button>
          )}
        </Inline>
      }
    >
      {!isAwaited && sending.status === 'failed' && <FailureNotice failure={sending.failure} />}
      <Inline>
        <b>{number}</b>
        <Badge tone={isVerified ? 'success' : 'warning'}>
          {isVerified ? words.verified : words.unverified}
        </Badge>
      </Inline>
      {isAsking && (
        <RequestDialog
          request={removing}
          title={words.removeTitle}
          confirmLabel={words.remove}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        >
          <p>{words.removeConsequence}</p>
        </RequestDialog>
      )}
    </Card>
  )
}
