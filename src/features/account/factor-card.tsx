import { useState } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { MfaKind } from '#src/aws/challenges.ts'
import { paths } from '#src/paths.ts'
import { useAnnounce } from '#src/ui/announcer.tsx'
import { Badge } from '#src/ui/badge.tsx'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { Link } from '#src/ui/link.tsx'
import { Inline, Stack } from '#src/ui/stack.tsx'
import { words as english } from '#src/words/en/account-two-step.ts'
import { useWords } from '#src/words/words.ts'
import { preferFactor, startTotp, turnOffFactor, turnOnFactor } from './account-thunks.ts'
import { AddAuthenticator } from './add-authenticator.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { FailureNotice } from './problems.tsx'

interface Props {
  readonly kind: MfaKind
  readonly attributes: Readonly<Record<string, string>>
  readonly isOn: boolean
  readonly isPreferred: boolean
  readonly isOnlyOne: boolean
  /** The pool demands one, and this is the last. */
  readonly isNeeded: boolean
  readonly onChanged: () => void
}

const pages = { phone_number: paths.accountPhone, email: paths.accountEmail } as const
const addresses = { sms: 'phone_number', email: 'email' } as const

export function FactorCard(props: Props) {
  const { kind, attributes, isOn, isPreferred, isOnlyOne, isNeeded, onChanged } = props
  const words = useWords(english)
  const dispatch = useAppDispatch()
  const announce = useAnnounce()
  const starting = useRequest(startTotp)
  const turningOn = useRequest(turnOnFactor)
  const preferring = useRequest(preferFactor)
  const turningOff = useRequest(turnOffFactor)
  const [asking, setAsking] = useState<'turn-off' | 'set-up-again'>()
  const [acting, setActing] = useState<'set-up' | 'turn-on' | 'prefer'>()
  const [isSettingUp, setSettingUp] = useState(false)
  const { name, about } = words.kinds[kind]

  const address = kind === 'totp' ? undefined : addresses[kind]
  const isReady = address === undefined || attributes[`${address}_verified`] === 'true'
  // The requests are shared by all cards.
  const watched = { 'set-up': starting, 'turn-on': turningOn, prefer: preferring }
  const request = acting && watched[acting]
  const failure = request?.status === 'failed' ? request.failure : undefined
  const isBusy = (what: typeof acting) => acting === what && request?.status === 'pending'

  const run = (what: NonNullable<typeof acting>, work: Promise<unknown>, after: () => void) => {
    setActing(what)
    work.then(after, () => undefined)
  }
  const turnOn = () => {
    const preferred = isOnlyOne
    run('turn-on', dispatch(turnOnFactor({ kind, preferred })).unwrap(), () => {
      announce(words.turnedOn)
      onChanged()
    })
  }
  const setUp = () => run('set-up', dispatch(startTotp({})).unwrap(), () => setSettingUp(true))
  const prefer = () => run('prefer', dispatch(preferFactor(kind)).unwrap(), onChanged)

  return (
    <>
      <Card
        title={
          <Inline>
            {name}
            <Badge tone={isOn ? 'success' : 'neutral'}>{isOn ? words.isOn : words.isOff}</Badge>
            {isPreferred && !isOnlyOne && <Badge tone="accent">{words.isPreferred}</Badge>}
          </Inline>
        }
        description={address && isReady ? words.goesTo(attributes[address] ?? '') : about}
        footer={
          !isSettingUp && (
            <>
              <span>
                {isNeeded
                  ? words.isNeeded
                  : address && !isReady && <Link to={pages[address]}>{words.notReady}</Link>}
              </span>
              <Inline>
                {isOn && !isPreferred && !isOnlyOne && (
                  <Button size="small" pending={isBusy('prefer')} onClick={prefer}>
                    {words.prefer}
                  </Button>
                )}
                {kind === 'totp' && (
                  <Button
                    size="small"
                    variant={isOn ? 'secondary' : 'primary'}
                    pending={isBusy('set-up')}
                    aria-haspopup={isOn ? 'dialog' : undefined}
                    onClick={() => (isOn ? setAsking('set-up-again') : setUp())}
                  >
                    {isOn ? words.setUpAgain : words.setUp}
                  </Button>
                )}
                {kind !== 'totp' && !isOn && isReady && (
                  <Button
                    size="small"
                    variant="primary"
                    pending={isBusy('turn-on')}
                    onClick={turnOn}
                  >
                    {words.turnOn}
                  </Button>
                )}
                {isOn && !isNeeded && (
                  <Button size="small" aria-haspopup="dialog" onClick={() => setAsking('turn-off')}>
                    {words.turnOff}
                  </Button>
                )}
              </Inline>
            </>
          )
        }
      >
        {(failure !== undefined || isSettingUp) && (
          <Stack>
            {failure && <FailureNotice failure={failure} />}
            {isSettingUp && (
              <AddAuthenticator
                preferred={isPreferred || isOnlyOne}
                onClose={(isDone) => {
                  setSettingUp(false)
                  if (!isDone) return
                  announce(words.turnedOn)
                  onChanged()
                }}
              />
            )}
          </Stack>
        )}
      </Card>
      {asking === 'set-up-again' && (
        <PasswordDialog
          title={words.again.title}
          confirmLabel={words.again.submit}
          request={starting}
          onClose={() => setAsking(undefined)}
          onConfirm={(password) => dispatch(startTotp({ password }))}
          onDone={() => setSettingUp(true)}
        >
          <p>{words.again.text}</p>
        </PasswordDialog>
      )}
      {asking === 'turn-off' && (
        <PasswordDialog
          danger
          title={words.turnOffTitle(name)}
          confirmLabel={words.turnOff}
          request={turningOff}
          onClose={() => setAsking(undefined)}
          onConfirm={(password) => dispatch(turnOffFactor({ kind, password }))}
          onDone={() => {
            announce(words.turnedOff)
            onChanged()
          }}
        >
          <p>{isOnlyOne ? words.turnOffLast : words.turnOffOne}</p>
        </PasswordDialog>
      )}
    </>
  )
}
