import type { Action } from '@reduxjs/toolkit'

import { createSealedThunk } from '#src/app/with-types.ts'
import { codeOf } from '#src/aws/auth-error.ts'
import type { Factor, MfaKind } from '#src/aws/challenges.ts'
import type { Services } from '#src/aws/create-services.ts'
import type { Engine } from '#src/aws/engine.ts'
import type { Settled } from '#src/aws/sign-up.ts'

import { stepLeft, stepReached } from './auth-actions.ts'

type Dispatch = (action: Action) => unknown
type Done = 'confirmed' | 'password-changed'

/** The store follows; that somebody has signed in it hears from the session itself. */
function follow(progress: Settled, dispatch: Dispatch, done?: Done): Settled['status'] {
  if (progress.status === 'step') dispatch(stepReached(progress.step))
  if (progress.status === 'signed-out')
    dispatch(stepLeft({ reason: 'never', ...(done === undefined ? {} : { done }) }))
  return progress.status
}

/** Asked in the middle of a step. One that has run out leads back to the start, with the reason. */
function createStepThunk<Input, Result>(
  name: string,
  run: Parameters<typeof createSealedThunk<Input, Result>>[1],
) {
  return createSealedThunk(`auth/${name}`, async (input: Input, tools) => {
    const { services, dispatch } = tools
    try {
      return await run(input, tools)
    } catch (error) {
      const step = services.signIn.step()
      if (codeOf(error) === 'session-expired') {
        services.signIn.cancel()
        dispatch(stepLeft({ reason: 'step-expired' }))
      }
      // The answer was taken, and what failed is the passkey that was asked for next.
      else if (step?.type === 'passkey') dispatch(stepReached(step))
      throw error
    }
  })
}

/** An answer to a challenge. */
const createAnswer = <Input>(
  name: string,
  answer: (input: Input, services: Engine, signal: AbortSignal) => Promise<Settled>,
) =>
  createStepThunk(name, async (input: Input, { services, dispatch, signal }) =>
    follow(await answer(input, services, signal), dispatch),
  )

interface Credentials {
  readonly email: string
  readonly password: string
  /** Stay signed in after the browser closes. */
  readonly keep: boolean
}

export const signIn = createSealedThunk(
  'auth/signIn',
  async (given: Credentials, { services, dispatch, signal }) => {
    try {
      return follow(await services.signIn.withPassword(given, signal), dispatch)
    } catch (error) {
      const code = codeOf(error)
      if (code === 'user-not-confirmed')
        return follow(await services.signUp.continueSignUp(given, signal), dispatch)
      if (code === 'password-reset-required')
        return follow(services.signUp.resetRequired(given.email), dispatch)
      throw error
    }
  },
)

export const signInWithFactor = createSealedThunk(
  'auth/signInWithFactor',
  async (
    given: { email: string; keep: boolean; factor?: Exclude<Factor, 'PASSWORD'> },
    { services, dispatch, signal },
  ) => follow(await services.signIn.withFactor(given, signal), dispatch),
)

export const signInWithPasskey = createSealedThunk(
  'auth/signInWithPasskey',
  async (given: { email: string; keep: boolean }, { services, dispatch, signal }) =>
    follow(await services.signIn.withPasskey(given, signal), dispatch),
)

/** Waits in the browser's autofill until the page is left; of its own it neither asks nor fails. */
export const offerPasskeys = createSealedThunk(
  'auth/offerPasskeys',
  async (given: { email: string; keep: () => boolean }, { services, dispatch, signal }) =>
    follow(await services.signIn.offerPasskey(given, signal), dispatch),
)

export const answerCode = createAnswer(
  'answerCode',
  async ({ code, remember }: { code: string; remember: boolean }, services, signal) => {
    const progress = await services.signIn.answerCode(code, signal)
    if (remember && progress.status === 'signed-in') void services.rememberDevice()
    return progress
  },
)

export const answerPasskey = createAnswer('answerPasskey', (_: void, services, signal) =>
  services.signIn.answerPasskey(signal),
)

export const chooseFactor = createAnswer(
  'chooseFactor',
  (factor: Exclude<Factor, 'PASSWORD'>, services, signal) =>
    services.signIn.chooseFactor(factor, signal),
)

export const chooseMfa = createAnswer('chooseMfa', (kind: MfaKind, services, signal) =>
  services.signIn.chooseMfa(kind, signal),
)

export const setUpMfa = createAnswer('setUpMfa', (kind: 'totp' | 'email', services, signal) =>
  services.signIn.setUpMfa(kind, signal),
)

export const verifyTotp = createAnswer(
  'verifyTotp',
  ({ code, deviceName }: { code: string; deviceName: string }, services, signal) =>
    services.signIn.verifyTotp(code, deviceName, signal),
)

export const setNewPassword = createAnswer(
  'setNewPassword',
  (
    { password, attributes }: { password: string; attributes: Readonly<Record<string, string>> },
    services,
    signal,
  ) => services.signIn.newPassword(password, attributes, signal),
)

export const signUp = createSealedThunk(
  'auth/signUp',
  async (
    given: Credentials & { attributes: Readonly<Record<string, string>> },
    { services, dispatch, signal },
  ) => follow(await services.signUp.signUp(given, signal), dispatch, 'confirmed'),
)

export const confirmSignUp = createSealedThunk(
  'auth/confirmSignUp',
  async (given: { email: string; code: string }, { services, dispatch, signal }) =>
    follow(await services.signUp.confirm(given, signal), dispatch, 'confirmed'),
)

export const resendCode = createSealedThunk(
  'auth/resendCode',
  async (given: { email: string }, { services, dispatch, signal }) =>
    follow(await services.signUp.resend(given, signal), dispatch, 'confirmed'),
)

export const requestReset = createSealedThunk(
  'auth/requestReset',
  async (given: { email: string; required?: boolean }, { services, dispatch, signal }) =>
    follow(await services.signUp.requestReset(given, signal), dispatch),
)

export const resetPassword = createSealedThunk(
  'auth/resetPassword',
  async (given: Credentials & { code: string }, { services, dispatch, signal }) =>
    follow(await services.signUp.reset(given, signal), dispatch, 'password-changed'),
)

/** Back to the start, of one's own accord. */
export const leaveStep =
  () =>
  (dispatch: Dispatch, _: unknown, services: Services): void => {
    dispatch(stepLeft({ reason: 'never' }))
    void services.loaded.then((engine) => {
      engine.signIn.cancel()
      engine.signUp.forget()
      return undefined
    })
  }

/** The secret for an authenticator app: to the screen, and past the store. */
export const readTotpSetup = createStepThunk('readTotpSetup', async (_: void, { services }) =>
  services.signIn.totpSetup(),
)
