import { expect, onTestFinished, test } from 'vitest'
import { AuthError } from '#src/aws/auth-error.ts'
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
  const unlisten = third?.session.start()
  stop()
  await second?.session.signOut()
  await eventually(() => expect(third?.session.snapshot().status).toBe('signed-out'))
  expect(session.snapshot().status).toBe('signed-in')
  unlisten?.()
})
