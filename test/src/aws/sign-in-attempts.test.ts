import { afterEach, beforeEach, expect, test } from 'vitest'

import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

let backend: TestBackend
beforeEach(async () => {
  const AllowedFirstAuthFactors = ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN']
  backend = await startBackend({
    pool: {
      DeviceConfiguration: undefined,
      Policies: { SignInPolicy: { AllowedFirstAuthFactors } },
      WebAuthnRelyingPartyID: 'localhost',
    },
    client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'] },
  })
})
afterEach(() => backend.close())

const opened = async () => (await openApp(backend).services.engine()).signIn
const keep = true

test('every way in asks about an address in one spelling, however it was typed', async () => {
  const signIn = await opened()
  const { email, password } = backend.make('confirmed')
  const typed = { email: ` ${email.toUpperCase()} `, keep }
  await signIn.withPassword({ ...typed, password })
  await signIn.withFactor({ ...typed, factor: 'EMAIL_OTP' })
  await signIn.withPasskey(typed)
  await expect(signIn.offerPasskey({ ...typed, keep: () => keep })).rejects.toMatchObject({
    code: 'passkey-unknown',
  })
  const begun = backend.heard.filter(({ name }) => name.startsWith('InitiateAuth'))
  expect(begun.map(({ input }) => input['AuthParameters'])).toEqual(
    begun.map(() => expect.objectContaining({ USERNAME: email })),
  )
  expect(begun).toHaveLength(4)
})

test('who wants in with a passkey and has none is asked for something else', async () => {
  const signIn = await opened()
  const { email } = backend.make('confirmed')
  expect(await signIn.withPasskey({ email, keep })).toMatchObject({
    step: { type: 'choose-factor', factors: ['PASSWORD', 'EMAIL_OTP'] },
  })
})

test('a passkey that was only offered to somebody without one leaves no step', async () => {
  const signIn = await opened()
  const { email } = backend.make('confirmed')
  await expect(signIn.offerPasskey({ email, keep: () => keep })).rejects.toMatchObject({
    code: 'passkey-unknown',
  })
  expect(signIn.step()).toBeUndefined()
})

test('a wrong password from before the right one does not count towards the wait', async () => {
  const [here, elsewhere] = [await opened(), await opened()]
  const { email, password } = backend.make('confirmed')
  const wrong = { email, password: 'wrong-1', keep }
  const refusal = (signIn: typeof here) => signIn.withPassword(wrong).catch((it: unknown) => it)
  for (let failure = 0; failure < 4; failure += 1) await refusal(here)
  await here.withPassword({ email, password, keep })
  await refusal(here)
  for (let failure = 0; failure < 4; failure += 1) await refusal(elsewhere)
  expect(await refusal(here)).toMatchObject({
    code: 'too-many-attempts',
    retryAfterSeconds: undefined,
  })
})
