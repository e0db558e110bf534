import { afterEach, beforeEach, expect, test } from 'vitest'

import { createStore } from '#src/app/store.ts'
import { registerPasskey } from '#src/aws/web-authn.ts'
import { readPendingStep } from '#src/aws/pending-step.ts'
import { sessionKey, stepKey } from '#src/aws/storage-keys.ts'
import { followSession } from '#src/features/auth/auth-listeners.ts'
import { selectStep, selectUser } from '#src/features/auth/auth-selectors.ts'
import {
  answerPasskey,
  chooseFactor,
  offerPasskeys,
  signIn,
  signInWithFactor,
} from '#src/features/auth/auth-thunks.ts'
import { createBrowser } from '#test/support/browser.ts'
import { eventually } from '#test/support/eventually.ts'
import { plugInPasskey } from '#test/support/passkeys.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

let backend: TestBackend
const stops: (() => void)[] = []
beforeEach(async () => {
  backend = await startBackend({
    pool: {
      DeviceConfiguration: undefined,
      Policies: {
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
      },
      WebAuthnRelyingPartyID: 'localhost',
    },
    client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'] },
  })
})
afterEach(async () => {
  for (const stop of stops.splice(0)) stop()
  await backend.close()
})

const keep = true

function opened(tab = createBrowser().openTab()) {
  const { services } = openApp(backend, tab)
  const store = createStore(services)
  stops.push(followSession(services, store.dispatch))
  return { tab, services, store, step: () => selectStep(store.getState())?.type }
}

test('who has gone elsewhere is not fetched back by a code that was on its way', async () => {
  const { store, step, tab } = opened()
  const { reached, release } = backend.keepBack('ResendConfirmationCode')
  const first = store.dispatch(signIn({ ...backend.make('unconfirmed'), keep }))
  await reached
  first.abort()
  await first
  await store.dispatch(signIn({ ...backend.make('totp'), keep })).unwrap()
  release()
  // By the time of a later answer that one is here, too.
  await fetch(`${backend.origin}/${backend.config.userPoolId}/.well-known/jwks.json`)
  expect(step()).toBe('code')
  expect(tab.stored()[stepKey]).toContain('SOFTWARE_TOKEN_MFA')
})

test('a step that comes after another tab has signed in does not sign out this one', async () => {
  const browser = createBrowser()
  const [here, there] = [opened(browser.openTab()), opened(browser.openTab())]
  const [ada, bob] = [backend.make('totp'), backend.make('confirmed')]
  const { reached, release } = backend.keepBack('RespondToAuthChallenge PASSWORD_VERIFIER')
  const late = here.store.dispatch(signIn({ ...ada, keep }))
  await reached
  await there.store.dispatch(signIn({ ...bob, keep })).unwrap()
  await eventually(() => expect(selectUser(here.store.getState())?.email).toBe(bob.email))
  release()
  expect(await late.unwrap()).toBe('step')
  expect(selectUser(here.store.getState())?.email).toBe(bob.email)
})

/** Somebody with a passkey, in a browser where nobody is signed in. */
async function withPasskey() {
  const credentials = plugInPasskey()
  const person = backend.make('confirmed')
  const engine = await openApp(backend).services.engine()
  await engine.signIn.withPassword({ ...person, keep })
  await registerPasskey(engine.session)
  await engine.signOut()
  return { credentials, person }
}

test('a passkey that was chosen and called off can be asked for again', async () => {
  const { credentials, person } = await withPasskey()
  const { store, step } = opened()
  await store.dispatch(signInWithFactor({ email: person.email, keep })).unwrap()
  expect(step()).toBe('choose-factor')
  const { get } = credentials
  credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  const outcome = await store.dispatch(chooseFactor('WEB_AUTHN'))
  expect(outcome).toMatchObject({ error: { code: 'passkey-cancelled' } })
  // The choice is made, and Cognito takes no other.
  expect(step()).toBe('passkey')
  credentials.get = get
  expect(await store.dispatch(answerPasskey()).unwrap()).toBe('signed-in')
})

test('whether to stay signed in is what the box says as a passkey is chosen', async () => {
  const { person } = await withPasskey()
  const browser = createBrowser()
  const { store, tab } = opened(browser.openTab())
  let isTicked = true
  const { reached, release } = backend.keepBack('InitiateAuth USER_AUTH')
  const offer = store.dispatch(offerPasskeys({ email: person.email, keep: () => isTicked }))
  await reached
  isTicked = false
  release()
  expect(await offer.unwrap()).toBe('signed-in')
  expect(tab.stored()).toHaveProperty(sessionKey)
  expect(browser.shared()).not.toHaveProperty(sessionKey)
})

test('what is only offered leaves the step in progress as it is', async () => {
  const { store, step, tab } = opened()
  await store.dispatch(signIn({ ...backend.make('unconfirmed'), keep })).unwrap()
  const kept = () => readPendingStep(tab.tab, tab.now())
  const before = kept()
  const { email } = backend.make('confirmed')
  const outcome = await store.dispatch(offerPasskeys({ email, keep: () => keep }))
  expect(outcome).toMatchObject({ error: { code: 'passkey-unknown' } })
  expect(step()).toBe('confirm-sign-up')
  expect(kept()).toEqual(before)
})
