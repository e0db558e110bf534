import { afterEach, beforeEach, expect, test } from 'vitest'

import { withLock } from '#src/aws/lock.ts'
import { promiseOf } from '#src/aws/promise-of.ts'
import { identityKey } from '#src/aws/storage-keys.ts'
import { claimsOf } from '#src/aws/tokens.ts'
import { createBrowser } from '#test/support/browser.ts'
import type { TestBrowser, TestTab } from '#test/support/browser.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

// Loaded late by the app; here before any test's time is measured.
await import('#src/aws/identity-pool.ts')

let backend: TestBackend
const stops: (() => void)[] = []
beforeEach(async () => {
  backend = await startBackend()
})
afterEach(async () => {
  for (const stop of stops.splice(0)) stop()
  await backend.close()
})

const keep = true
const lifetime = 3600

async function running(tab: TestTab) {
  const engine = await openApp(backend, tab).services.engine()
  stops.push(engine.session.start())
  return { engine, pool: await engine.identityPool() }
}

async function signedIn(browser: TestBrowser = createBrowser()) {
  const tab = browser.openTab()
  const { engine, pool } = await running(tab)
  await engine.signIn.withPassword({ ...backend.make('confirmed'), keep })
  backend.asked()
  return { browser, tab, engine, pool }
}

function later(browser: TestBrowser, seconds: number) {
  backend.clock.advance(seconds)
  browser.advance(seconds)
}

const twenty = <T>(make: () => Promise<T>) => Array.from({ length: 20 }, make)

test('twenty callers are one exchange, and the next twenty none', async () => {
  const { engine, pool } = await signedIn()
  const given = await Promise.all(twenty(() => pool.credentials()))
  expect(new Set(given).size).toBe(1)
  expect(given[0]).toMatchObject({ identityId: expect.stringMatching(/^us-east-1:/) })
  expect(backend.asked()).toEqual(['GetId', 'GetCredentialsForIdentity'])
  await engine.session.refresh()
  await Promise.all(twenty(() => pool.credentials()))
  expect(backend.asked()).toEqual(['GetTokensFromRefreshToken'])
})

test('a reload remembers the identity and nothing else', async () => {
  const { browser, tab, pool } = await signedIn()
  const { identityId, accessKeyId, sessionToken } = await pool.credentials()
  const stored = JSON.stringify([browser.shared(), tab.stored()])
  expect(stored).not.toContain(accessKeyId)
  expect(stored).not.toContain(sessionToken)
  backend.asked()
  const again = await running(tab)
  expect(await again.pool.credentials()).toMatchObject({ identityId })
  expect(backend.asked()).toEqual(['GetCredentialsForIdentity'])
})

test('with everything expired: one refresh and one exchange', async () => {
  const { browser, pool } = await signedIn()
  await pool.credentials()
  for (const stop of stops.splice(0)) stop()
  later(browser, lifetime)
  backend.asked()
  await Promise.all(twenty(() => pool.credentials()))
  expect(backend.asked()).toEqual(['GetTokensFromRefreshToken', 'GetCredentialsForIdentity'])
})

test.each([true, false])(
  'three tabs, twenty callers each, everything expired: one refresh and one exchange (locks: %s)',
  async (locks) => {
    const browser = createBrowser({ locks })
    const { pool } = await signedIn(browser)
    const { pool: second } = await running(browser.openTab())
    const { pool: third } = await running(browser.openTab())
    await pool.credentials()
    for (const stop of stops.splice(0)) stop()
    later(browser, lifetime)
    backend.asked()
    const all = [pool, second, third].flatMap((it) => twenty(() => it.credentials()))
    const given = await Promise.all(all)
    expect(new Set(given.map(({ accessKeyId }) => accessKeyId)).size).toBe(1)
    expect(backend.asked()).toEqual(['GetTokensFromRefreshToken', 'GetCredentialsForIdentity'])
  },
)

/** In it no wait ever ends. */
const timeless = (tab: TestTab): TestTab => ({ ...tab, after: () => () => {} })

test('those of another tab are taken as soon as they come, and those that ran out not asked for', async () => {
  const { browser, pool } = await signedIn()
  const { accessKeyId } = await pool.credentials()
  const { pool: second } = await running(timeless(browser.openTab()))
  expect(await second.credentials()).toMatchObject({ accessKeyId })
  later(browser, lifetime)
  expect(await second.credentials()).not.toMatchObject({ accessKeyId })
})

test('new ones are handed to the other tabs, which need not ask', async () => {
  const { browser, pool } = await signedIn()
  const { pool: second } = await running(browser.openTab())
  const told: unknown[] = []
  browser.openTab().openChannel('credentials', (message) => told.push(message))
  const { accessKeyId } = await pool.credentials()
  expect(await second.credentials()).toMatchObject({ accessKeyId })
  expect(told).toEqual([expect.objectContaining({ type: 'given' })])
})

test('what comes from another tab while one waits for one’s turn is not asked for again', async () => {
  const { browser, engine, pool } = await signedIn()
  const credentials = await pool.credentials()
  const { pool: second } = await running(timeless(browser.openTab()))
  const turn = promiseOf<void>()
  void withLock(browser.openTab(), 'credentials', () => turn.promise)
  const asking = second.credentials()
  const { sub } = claimsOf(await engine.session.idToken())
  const other = browser.openTab().openChannel('credentials', () => undefined)
  other.send({ type: 'given', sub, credentials })
  await new Promise((resolve) => setImmediate(resolve))
  browser.closeChannels()
  turn.resolve()
  expect(await asking).toEqual(credentials)
})

test('what is known is not waited for, whatever goes on in another tab', async () => {
  const { browser, pool } = await signedIn()
  const credentials = await pool.credentials()
  void withLock(browser.openTab(), 'credentials', () => new Promise(() => {}))
  expect(await pool.credentials()).toBe(credentials)
})

test('what one person asked for is not given to the next, nor to one who has gone', async () => {
  const { engine, pool } = await signedIn()
  const answer = backend.keepBack('GetCredentialsForIdentity')
  const asking = pool.credentials()
  await answer.reached
  await engine.signIn.withPassword({ ...backend.make('admin'), keep })
  const next = pool.credentials()
  answer.release()
  await expect(asking).rejects.toMatchObject({ code: 'signed-out' })
  expect(await next).toMatchObject({ identityId: expect.any(String) })
})

test('a pool that refuses a token that is good does not sign anybody out', async () => {
  const { engine, pool } = await signedIn()
  const refusal = {
    __type: 'NotAuthorizedException',
    message: 'Token is not from a supported provider',
  }
  for (const call of ['GetId', 'GetCredentialsForIdentity']) backend.answer(call, refusal, 400)
  await expect(pool.credentials()).rejects.toMatchObject({ code: 'not-allowed' })
  expect(engine.session.snapshot().status).toBe('signed-in')
})

test('a tab that is gone is not waited for long', async () => {
  const { browser, pool } = await signedIn()
  await pool.credentials()
  browser.closeChannels()
  backend.asked()
  const { pool: other } = await running(browser.openTab())
  await other.credentials()
  expect(backend.asked()).toEqual(['GetCredentialsForIdentity'])
})

test('they are renewed with five minutes left', async () => {
  const { browser, pool } = await signedIn()
  const before = await pool.credentials()
  later(browser, lifetime - 299)
  expect(await pool.credentials()).not.toEqual(before)
})

test.each(['throttle', 'error', 'drop'] as const)(
  'what may pass is tried three times, and told in the end (%s)',
  async (fault) => {
    const { engine, pool } = await signedIn()
    const fail = (operation: string, times: number) =>
      backend.faults.add({ service: 'cognito-identity', operation, fault, times, delayMs: 0 })
    fail('GetId', 2)
    fail('GetCredentialsForIdentity', 2)
    expect(await pool.credentials()).toMatchObject({ identityId: expect.any(String) })
    await engine.signOut()
    await engine.signIn.withPassword({ ...backend.make('admin'), keep })
    fail('GetId', 3)
    backend.asked()
    const code = { throttle: 'throttled', error: 'server', drop: 'network' }[fault]
    for (const asking of twenty(() => pool.credentials()))
      await expect(asking).rejects.toMatchObject({ code })
    expect(backend.asked()).toHaveLength(3)
  },
)

test('an identity that is gone is asked for again', async () => {
  const { tab, engine, pool } = await signedIn()
  const snapshot = engine.session.snapshot()
  const sub = snapshot.status === 'signed-in' ? snapshot.user.sub : ''
  tab.local.set(identityKey, `${sub} us-east-1:00000000-0000-0000-0000-000000000000`)
  await pool.credentials()
  expect(backend.asked()).toEqual([
    'GetCredentialsForIdentity',
    'GetId',
    'GetCredentialsForIdentity',
  ])
})

test('they go with the person, and nobody is taken for another', async () => {
  const { engine, pool } = await signedIn()
  const ada = await pool.credentials()
  await engine.signOut()
  await expect(pool.credentials()).rejects.toMatchObject({ code: 'signed-out' })
  await engine.signIn.withPassword({ ...backend.make('admin'), keep })
  expect((await pool.credentials()).identityId).not.toBe(ada.identityId)
})

test('a tab in which nobody is gets no credentials of another', async () => {
  const browser = createBrowser()
  await running(browser.openTab())
  const { engine, pool } = await running(browser.openTab())
  const seed = backend.make('confirmed')
  await engine.signIn.withPassword({ ...seed, keep: false })
  await pool.credentials()
  await engine.signOut()
  const given: unknown[] = []
  const channel = browser.openTab().openChannel('credentials', (message) => given.push(message))
  channel.send({ type: 'wanted', sub: seed.username })
  await new Promise((resolve) => setImmediate(resolve))
  expect(given).toEqual([])
})

test.each([true, false])('the identity is remembered with the address (kept: %s)', async (kept) => {
  const browser = createBrowser()
  const { engine, pool } = await running(browser.openTab())
  const seed = backend.make('confirmed')
  await engine.signIn.withPassword({ ...seed, keep: kept })
  await pool.credentials()
  await engine.signOut()
  expect(Object.keys(browser.shared()).includes('identity')).toBe(kept)
  await engine.signIn.withPassword({ ...seed, keep: kept })
  backend.asked()
  await pool.credentials()
  expect(backend.asked().includes('GetId')).toBe(!kept)
})

test('somebody signed out everywhere gets no new ones', async () => {
  const { engine, pool } = await signedIn()
  const seed = backend.make('confirmed')
  await engine.signIn.withPassword({ ...seed, keep })
  const elsewhere = await running(createBrowser().openTab())
  await elsewhere.engine.signIn.withPassword({ ...seed, keep })
  await elsewhere.engine.signOut({ everywhere: true })
  await expect(pool.credentials()).rejects.toMatchObject({ code: 'signed-out' })
  expect(engine.session.snapshot()).toEqual({ status: 'signed-out', reason: 'ended' })
})

test.each([86_400, -86_400])('a clock that is %d s wrong still gets an hour', async (seconds) => {
  const browser = createBrowser({ offset: seconds * 1000 })
  const { tab, pool } = await signedIn(browser)
  const { expiration } = await pool.credentials()
  const left = expiration.getTime() - tab.now()
  expect(left).toBeGreaterThan(3_500_000)
  expect(left).toBeLessThan(3_700_000)
})
