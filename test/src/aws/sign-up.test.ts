import { expect, onTestFinished, test } from 'vitest'

import { createBrowser } from '#test/support/browser.ts'
import { openApp, startBackend } from '#test/support/services.ts'

async function signedUp() {
  const backend = await startBackend()
  onTestFinished(() => backend.close())
  const browser = createBrowser()
  const { signUp, signIn, session } = await openApp(backend, browser.openTab()).services.engine()
  const given = { email: 'ada@example.com', password: 'analytical-1843', keep: false }
  await signUp.signUp({ ...given, attributes: { 'custom:agentName': ' Ada ' } })
  const typed = ` ${given.email.toUpperCase()}`
  const confirm = () => signUp.confirm({ email: typed, code: backend.code(given.email) })
  return { backend, browser, signUp, signIn, session, given, confirm }
}

test.each([
  [599, 'signed-in'],
  [600, 'signed-out'],
])('the password is known for ten minutes: after %d s one is %s', async (seconds, status) => {
  const { browser, session, confirm } = await signedUp()
  browser.advance(seconds)
  expect(await confirm()).toEqual({ status })
  expect(session.snapshot().status).toBe(status)
  expect(browser.shared()).not.toHaveProperty('session')
})

test('and for ten more where it was given again', async () => {
  const { browser, signUp, given, confirm } = await signedUp()
  browser.advance(599)
  await signUp.continueSignUp({ ...given, email: ' Ada@example.com' })
  browser.advance(599)
  expect(await confirm()).toEqual({ status: 'signed-in' })
  expect(await signUp.resend(given)).toEqual({ status: 'signed-out' })
})

test('but not for somebody else, nor after it has been used', async () => {
  const { backend, signUp, signIn, session, given, confirm } = await signedUp()
  const other = backend.make('unconfirmed')
  await signUp.resend({ email: ` ${other.email.toUpperCase()}` })
  expect(signIn.step()).toEqual({ type: 'confirm-sign-up', email: other.email })
  const { email } = other
  const wrong = signUp.confirm({ email, code: '000000' })
  await expect(wrong).rejects.toMatchObject({ code: 'code-mismatch' })
  const code = backend.code(email)
  backend.asked()
  expect(await signUp.confirm({ email, code })).toEqual({ status: 'signed-out' })
  expect(backend.asked()).toEqual(['ConfirmSignUp'])
  expect(signIn.step()).toBeUndefined()
  await signUp.continueSignUp({ ...given, password: 'not-it-1' })
  expect(await confirm()).toEqual({ status: 'signed-out' })
  expect(signIn.step()).toBeUndefined()
  await signUp.continueSignUp(given)
  expect(await signUp.resend(given)).toEqual({ status: 'signed-in' })
  await session.signOut()
  expect(await signUp.resend(given)).toEqual({ status: 'signed-out' })
})

test('attributes are kept without the blanks around them', async () => {
  const { backend, signUp, given } = await signedUp()
  expect(backend.heard[0]?.input['UserAttributes']).toEqual([
    { Name: 'email', Value: given.email },
    { Name: 'custom:agentName', Value: 'Ada' },
  ])
  const short = signUp.signUp({ ...given, password: 'short', attributes: {} })
  await expect(short).rejects.toMatchObject({ code: 'password-policy' })
})

test('who need not confirm is signed in at once', async () => {
  const { backend, signUp } = await signedUp()
  const given = { ...backend.make('confirmed'), keep: false, attributes: {} }
  backend.answer('SignUp', { UserConfirmed: true })
  expect(await signUp.signUp(given)).toEqual({ status: 'signed-in' })
})

test('who signs in meanwhile as somebody else is let be', async () => {
  const { backend, signIn, session, confirm } = await signedUp()
  const answer = backend.keepBack('InitiateAuth USER_SRP_AUTH')
  const confirming = confirm()
  await answer.reached
  const other = backend.make('confirmed')
  const signingIn = signIn.withPassword({ ...other, keep: false })
  await expect(confirming).rejects.toMatchObject({ code: 'aborted' })
  answer.release()
  expect(await signingIn).toEqual({ status: 'signed-in' })
  expect(session.snapshot()).toMatchObject({ user: { email: other.email } })
})

const tellTale = [
  ['UserNotFoundException', 'User does not exist.'],
  ['UserNotConfirmedException', 'User is not confirmed.'],
  ['NotAuthorizedException', 'User is disabled.'],
  ['NotAuthorizedException', 'User password cannot be reset in the current state.'],
  ['InvalidParameterException', 'Cannot reset password, there is no registered/verified email'],
  ['InvalidParameterException', 'User is already confirmed.'],
  ['InvalidParameterException', 'Cannot resend codes. Auto verification not turned on.'],
] as const
const plain = [
  ['LimitExceededException', 'limit-exceeded'],
  ['CodeDeliveryFailureException', 'code-not-sent'],
  ['ForbiddenException', 'not-allowed'],
] as const

test.each(tellTale)(
  'a refusal that would tell of an account is kept: %s %s',
  async (...refusal) => {
    const { backend, signUp, given } = await signedUp()
    const [__type, message] = refusal
    const { email } = given
    backend.answer('ForgotPassword', { __type, message }, 400)
    const reset = { type: 'reset-password', email, required: true }
    expect(await signUp.requestReset({ email, required: true })).toMatchObject({ step: reset })
    backend.answer('ResendConfirmationCode', { __type, message }, 400)
    expect(await signUp.signUp({ ...given, attributes: {} })).toMatchObject({
      step: { type: 'confirm-sign-up' },
    })
  },
)

test.each(plain)('one that is about something else is not: %s', async (__type, code) => {
  const { backend, signUp, given } = await signedUp()
  backend.answer('ForgotPassword', { __type }, 400)
  await expect(signUp.requestReset(given)).rejects.toMatchObject({ code })
  backend.answer('ResendConfirmationCode', { __type }, 400)
  await expect(signUp.signUp({ ...given, attributes: {} })).rejects.toMatchObject({ code })
})
