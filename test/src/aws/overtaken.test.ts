import { expect, onTestFinished, test } from 'vitest'
import { AuthError } from '#src/aws/auth-error.ts'
import { promiseOf } from '#src/aws/promise-of.ts'
import { createBrowser } from '#test/support/browser.ts'
import { eventually } from '#test/support/eventually.ts'
import { openApp, startBackend } from '#test/support/services.ts'

/** Somebody signed in, whose tokens are asked about while somebody else acts in the same tab. */
async function signedIn() {
  const backend = await startBackend()
  const browser = createBrowser()
  const engine = await openApp(backend, browser.openTab()).services.engine()
  const stop = engine.session.start()
  onTestFinished(async () => {
    stop()
    await backend.close()
  })
  const seed = backend.make('confirmed')
  await engine.signIn.withPassword({ ...seed, keep: true })
  backend.asked()
  return { backend, browser, seed, stop, ...engine }
}

const refreshing = 'GetTokensFromRefreshToken'

test('the same person in anew while the end of the old session is on its way', async () => {
  const { backend, seed, session, signIn } = await signedIn()
  await session.call('GlobalSignOut', {})
  const refusal = backend.keepBack(refreshing)
  const asking = session.refresh()
  await refusal.reached
  await signIn.withPassword({ ...seed, keep: true })
  refusal.release()
  expect(await asking).toMatchObject({ email: seed.email })
  expect(session.snapshot().status).toBe('signed-in')
})

test('the end of one person’s session is not that of the next one’s', async () => {
  const { backend, session, signIn } = await signedIn()
  const next = backend.make('admin')
  await session.call('GlobalSignOut', {})
  const refusal = backend.keepBack(refreshing)
  const asking = session.refresh()
  await refusal.reached
  await signIn.withPassword({ ...next, keep: true })
  refusal.release()
  await expect(asking).rejects.toBeInstanceOf(AuthError)
  expect(session.snapshot()).toMatchObject({ status: 'signed-in', user: { email: next.email } })
})

test('who has gone between two attempts is not asked for again', async () => {
  const { backend, session, signIn } = await signedIn()
  backend.fail(refreshing, 'throttle')
  const refusal = backend.keepBack(refreshing)
  const asking = session.refresh()
  await refusal.reached
  await session.signOut()
  await signIn.withPassword({ ...backend.make('admin'), keep: true })
  refusal.release()
  await expect(asking).rejects.toMatchObject({ code: 'signed-out' })
  expect(backend.asked().filter((name) => name === refreshing)).toHaveLength(1)
})

test('tokens that come for somebody who has signed out are given back', async () => {
  const { backend, session } = await signedIn()
  const before = session.refreshToken()
  const answer = backend.keepBack(refreshing)
  const asking = session.refresh()
  await answer.reached
  await session.signOut()
  answer.release()
  await expect(asking).rejects.toMatchObject({ code: 'signed-out' })
  await eventually(() => {
    const revoked = backend.heard.filter(({ name }) => name === 'RevokeToken')
    const tokens = revoked.map(({ input }) => input['Token'])
    expect(tokens).toEqual([before, expect.not.stringMatching(`^${before}$`)])
  })
})

test('who waits for their turn to renew finds out that somebody else is here', async () => {
  const { backend, session, signIn } = await signedIn()
  const next = backend.make('admin')
  const turn = promiseOf<void>()
  const before = session.exclusively(() => turn.promise)
  const asking = session.refresh()
  await signIn.withPassword({ ...next, keep: true })
  turn.resolve()
  await expect(asking).rejects.toMatchObject({ code: 'signed-out' })
  await before
  expect(backend.asked()).not.toContain(refreshing)
})

test('a call that is refused after the tokens were renewed does not renew them again', async () => {
  const { backend, session } = await signedIn()
  const revoked = { __type: 'NotAuthorizedException', message: 'Access Token has been revoked' }
  backend.answer('GetUser', revoked, 400)
  const refusal = backend.keepBack('GetUser')
  const asking = session.call('GetUser', {})
  await refusal.reached
  await session.refresh()
  refusal.release()
  await asking
  expect(backend.asked()).toEqual(['GetUser', refreshing, 'GetUser'])
})

const blocked = { __type: 'ForbiddenException', message: 'Request not allowed due to WAF block.' }
const senseless = { AuthenticationResult: { IdToken: 'a', AccessToken: 'b' } }

test.each([
  ['a firewall’s', blocked, 403],
  ['one that makes no sense', senseless, 200],
])('an answer that is not about the session does not end it: %s', async (_, body, status) => {
  const { backend, session } = await signedIn()
  backend.answer(refreshing, body, status)
  await expect(session.refresh()).rejects.toBeInstanceOf(AuthError)
  expect(session.snapshot().status).toBe('signed-in')
  await session.refresh()
})

test('a token that is asked for by one person is not given to the next', async () => {
  const { backend, browser, session, signIn } = await signedIn()
  const next = backend.make('admin')
  const answer = backend.keepBack(refreshing)
  // Within the margin, where a token that works a while longer would do.
  backend.clock.advance(15 * 60 - 60)
  browser.advance(15 * 60 - 60)
  const asking = session.idToken()
  await answer.reached
  await signIn.withPassword({ ...next, keep: true })
  answer.release()
  await expect(asking).rejects.toMatchObject({ code: 'signed-out' })
})

test('who signs out aborts what can be aborted by others, too', async () => {
  const { backend, session } = await signedIn()
  const answer = backend.keepBack('GetUser')
  const asking = session.call('GetUser', {}, { signal: new AbortController().signal })
  await answer.reached
  void session.signOut()
  await expect(asking).rejects.toMatchObject({ code: 'signed-out' })
  answer.release()
})

test('who gives up a call of their own is signed in as before', async () => {
  const { backend, session } = await signedIn()
  const leaving = new AbortController()
  const answer = backend.keepBack('GetUser')
  const asking = session.call('GetUser', {}, { signal: leaving.signal })
  await answer.reached
  leaving.abort()
  await expect(asking).rejects.toMatchObject({ code: 'aborted' })
  expect(session.snapshot().status).toBe('signed-in')
  answer.release()
})

test.each([
  ['UserNotFoundException', 'User does not exist.'],
  ['NotAuthorizedException', 'User is disabled.'],
])('a call refused with %s: %s has the tokens renewed once', async (__type, message) => {
  const { backend, session } = await signedIn()
  backend.answer('GetUser', { __type, message }, 400)
  await session.call('GetUser', {})
  expect(backend.asked()).toEqual(['GetUser', refreshing, 'GetUser'])
})

test('a refusal that is not about the session renews nothing', async () => {
  const { backend, session } = await signedIn()
  const asking = session.call('VerifyUserAttribute', { AttributeName: 'email', Code: '000000' })
  await expect(asking).rejects.toBeInstanceOf(AuthError)
  expect(backend.asked()).toEqual(['VerifyUserAttribute'])
})

test('an account that is gone ends the session with the next call', async () => {
  const { backend, seed, session } = await signedIn()
  backend.remove(seed.username)
  await expect(session.call('GetUser', {})).rejects.toMatchObject({ code: 'signed-out' })
  expect(session.snapshot()).toEqual({ status: 'signed-out', reason: 'ended' })
})

test('a session that is stopped hears of no other tab', async () => {
  const { backend, browser, session, stop } = await signedIn()
  const others = [browser.openTab(), browser.openTab()].map((tab) => openApp(backend, tab))
  const [second, third] = await Promise.all(others.map(({ services }) => services.engine()))
  const unlisten = [second, third].map((it) => it?.session.start())
  stop()
  await second?.session.signOut()
  await eventually(() => expect(third?.session.snapshot().status).toBe('signed-out'))
  expect(session.snapshot().status).toBe('signed-in')
  for (const it of unlisten) it?.()
})
