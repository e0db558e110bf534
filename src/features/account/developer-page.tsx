import { useEffect, useState } from 'react'
import { useConfig } from '#src/app/config-context.ts'
import { useAppDispatch } from '#src/app/hooks.ts'
import { createSealedThunk } from '#src/app/with-types.ts'
import type { Services } from '#src/aws/create-services.ts'
import {
  expireTokens,
  type HeldCredentials,
  type HeldTokens,
  readCredentials,
  readTokens,
} from '#src/aws/developer.ts'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { waitText } from '#src/ui/countdown.ts'
import { Notice } from '#src/ui/notice.tsx'
import { Inline, Stack } from '#src/ui/stack.tsx'
import { AccountLayout } from './account-layout.tsx'
import styles from './developer-page.module.css'

/*
 * In development only, and in English only, as the stand-in's own page: no visitor ever sees it, and
 * nothing of it is in the production build.
 */

const ask =
  <T,>(run: (services: Services) => Promise<T>) =>
  (_dispatch: unknown, _getState: unknown, services: Services) =>
    run(services)

const renewTokens = createSealedThunk('account/renewTokens', (_: void, { services }) =>
  services.session.refresh().then(() => undefined),
)

export function DeveloperPage() {
  const { endpoints } = useConfig()
  const dispatch = useAppDispatch()
  const [tokens, setTokens] = useState<HeldTokens>()
  const [credentials, setCredentials] = useState<HeldCredentials>()
  const [failure, setFailure] = useState<string>()

  useEffect(() => {
    const fail = (error: unknown) => setFailure(String(error))
    dispatch(ask(readTokens)).then(setTokens, fail)
    dispatch(ask(readCredentials)).then(setCredentials, fail)
  }, [dispatch])

  const change = async (run: () => Promise<unknown>) => {
    setFailure(undefined)
    try {
      await run()
      setTokens(await dispatch(ask(readTokens)))
    } catch (error) {
      setFailure(String(error))
    }
  }

  return (
    <AccountLayout
      section="developer"
      lead="What this session stands on. This page is not in the production build."
    >
      {failure && <Notice tone="error">{failure}</Notice>}
      {endpoints && (
        <p>
          <a href={`${endpoints.userPool}/_local/`}>
            The stand-in: inbox, people, clock, faults, refusals
          </a>
        </p>
      )}
      <Card
        title="Tokens"
        description="Decoded. The tokens themselves are nowhere on this page."
        footer={
          <Inline>
            <Button onClick={() => void change(() => dispatch(ask(expireTokens)))}>
              Take them for expired
            </Button>
            <Button onClick={() => void change(() => dispatch(renewTokens()).unwrap())}>
              Renew now
            </Button>
          </Inline>
        }
      >
        {tokens && (
          <Stack>
            <Token name="ID token" claims={tokens.id} until={tokens.idUntil} />
            <Token name="Access token" claims={tokens.access} until={tokens.accessUntil} />
          </Stack>
        )}
      </Card>
      <Card title="AWS credentials" description="What the identity pool gives for the ID token.">
        {credentials ? (
          <dl className={styles.facts}>
            <dt>Identity</dt>
            <dd>{credentials.identityId}</dd>
            <dt>Acts as</dt>
            <dd>{credentials.role}</dd>
            <dt>Files</dt>
            <dd>private/{credentials.identityId}/</dd>
            <dt>Expire</dt>
            <dd>
              <TimeLeft until={credentials.until} />
            </dd>
          </dl>
        ) : (
          <p>Asking the identity pool and STS…</p>
        )}
      </Card>
    </AccountLayout>
  )
}

function Token({
  name,
  claims,
  until,
}: {
  readonly name: string
  readonly claims: HeldTokens['id']
  readonly until: number
}) {
  return (
    <section aria-label={name}>
      <h3>
        {name}: <TimeLeft until={until} />
      </h3>
      <dl className={styles.facts}>
        {Object.entries(claims).map(([claim, value]) => [
          <dt key={claim}>{claim}</dt>,
          <dd key={`${claim} is`}>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>,
        ])}
      </dl>
    </section>
  )
}

function TimeLeft({ until }: { readonly until: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.ceil((until - now) / 1000)
  return <>{seconds > 0 ? `${waitText(seconds, 'en')} left` : 'expired'}</>
}
