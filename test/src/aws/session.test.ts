import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { Engine } from '#src/aws/engine.ts'
import { sessionKey } from '#src/aws/storage-keys.ts'
import { eventually } from '#test/support/eventually.ts'
import { createBrowser } from '#test/support/browser.ts'
import type { TestBrowser, TestTab } from '#test/support/browser.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

let backend: TestBackend
const stops: (() => void)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) stop()
  await backend.close()
})

const lifetime = 15 * 60

/** Time goes on for everybody. */
function later(browser: TestBrowser, seconds: number) {
  backend.clock.advance(seconds)
  browser.advance(seconds)
}

async function running(tab: TestTab) {
  const engine = await openApp(backend, tab).services.engine()
  stops.push(engine.session.start())
  return engine
}

async function signedIn({ browser = createBrowser(), keep = true } = {}) {
  const tab = browser.openTab()
  const engine = await running(tab)
  const seed = backend.make('confirmed')
  await engine.signIn.withPassword({ ...seed, keep })
  backend.asked()
  return { browser, tab, seed, engine, session: engine.session }
}

beforeEach(async () => {
  backend = await startBackend()
})

const statusOf = ({ session }: Engine) => session.snapshot()

test('a reload with valid tokens asks nothing to know who is signed in', async () => {
  const { tab, seed } = await signedIn()
  const { services } = openApp(backend, tab)
  expect(services.opening.snapshot).toMatchObject({
    status: 'signed-in',
    user: { email: seed.email },
  })
  const { session } = await services.engine()
  stops.push(session.start())
  await session.accessToken()
  expect(backend.asked()).toEqual([])
})

test('a reload with tokens that ran out is restoring until Cognito has spoken', async () => {
  const { browser, tab } = await signedIn()
  stops.pop()?.()
  later(browser, lifetime + 1)
  const { services } = openApp(backend, tab)
  expect(services.opening.snapshot.status).toBe('restoring')
  const { session } = await services.engine()
  stops.push(session.start())
  await eventually(() => expect(session.snapshot().status).toBe('signed-in'))
  expect(backend.asked()).toEqual(['GetTokensFromRefreshToken'])
})

describe('refreshing', () => {
  test('a hundred callers at once, everything expired: one request', async () => {
    const { browser, tab } = await signedIn()
    stops.pop()?.()
    later(browser, lifetime + 1)
    const { session } = await openApp(backend, tab).services.engine()
    const tokens = await Promise.all(Array.from({ length: 100 }, () => session.idToken()))
    expect(new Set(tokens).size).toBe(1)
    expect(backend.asked()).toEqual(['GetTokensFromRefreshToken'])
  })

  test.each([
    ['Web Locks', true],
    ['no Web Locks', false],
  ])('three tabs with twenty callers each: one request (%s)', async (_, locks) => {
    const browser = createBrowser({ locks })
    const { engine } = await signedIn({ browser })
    const others = [await running(browser.openTab()), await running(browser.openTab())]
    for (const stop of stops.splice(0)) stop()
    later(browser, lifetime + 1)
    const tokens = await Promise.all(
      [engine, ...others].flatMap(({ session }) =>
        Array.from({ length: 20 }, () => session.idToken()),
      ),
    )
    expect(new Set(tokens).size).toBe(1)
    expect(backend.asked()).toEqual(['GetTokensFromRefreshToken'])
  })

  test('happens by itself before the end, and again', async () => {
    const { browser, session } = await signedIn()
    const expiry = () => {
      const snapshot = session.snapshot()
      return snapshot.status === 'signed-in' ? snapshot.user.expiresAt : 0
    }
    for (let round = 0; round < 3; round += 1) {
      const before = expiry()
      later(browser, lifetime - 110)
      await eventually(() => expect(expiry()).toBeGreaterThan(before + 600))
      expect(backend.asked()).toEqual(['GetTokensFromRefreshToken'])
    }
  })

  test('waits while nobody looks, and catches up', async () => {
    const { browser, tab, session } = await signedIn()
    tab.sleep()
    later(browser, 3 * lifetime)
    expect(backend.asked()).toEqual([])
    tab.wake()
    await eventually(() => expect(backend.asked()).toEqual(['GetTokensFromRefreshToken']))
    expect(session.snapshot().status).toBe('signed-in')
  })

  test('carries the device key', async () => {
    const { session } = await signedIn()
    expect(session.deviceKey()).toMatch(/^us-east-1_/)
    await session.refresh()
    expect(backend.asked()).toEqual(['GetTokensFromRefreshToken'])
  })

  test.each(['throttle', 'error', 'drop'] as const)(
    'a %s is got over, twice in a row',
    async (fault) => {
      const { session } = await signedIn()
      backend.fail('GetTokensFromRefreshToken', fault, 2)
      await session.refresh()
      expect(session.snapshot().status).toBe('signed-in')
      expect(backend.asked()).toHaveLength(3)
    },
  )

  test.each(['throttle', 'error', 'drop'] as const)(
    'a %s that stays never ends the session',
    async (fault) => {
      const { browser, tab, session } = await signedIn()
      stops.pop()?.()
      later(browser, lifetime + 1)
      backend.fail('GetTokensFromRefreshToken', fault, 1000)
      const code = { throttle: 'throttled', error: 'server', drop: 'network' }[fault]
      const callers = Array.from({ length: 100 }, () => session.accessToken())
      for (const asking of callers) await expect(asking).rejects.toMatchObject({ code })
      expect(backend.asked()).toHaveLength(3)
      expect(session.snapshot().status).toBe('signed-in')
      expect(openApp(backend, tab).services.opening.snapshot.status).toBe('restoring')
      backend.faults.clear()
      await expect(session.accessToken()).resolves.toMatch(/^eyJ/)
    },
  )

  test.each([
    [29, 'signed-in'],
    [31, 'signed-out'],
  ])(
    'the page goes while new tokens are on their way, and is opened again %d s later: %s',
    async (seconds, status) => {
      const { browser, tab, session } = await signedIn()
      stops.pop()?.()
      later(browser, lifetime + 1)
      const answer = backend.keepBack('GetTokensFromRefreshToken')
      const lost = session.refresh()
      await answer.reached
      later(browser, seconds)
      // With the page its turn is gone, too.
      const { locks } = createBrowser().openTab()
      const again = await running({ ...tab, locks })
      await eventually(() => expect(statusOf(again).status).toBe(status))
      answer.release()
      await lost.catch(() => undefined)
    },
  )

  test('within the margin, failing to refresh still gives the token that works', async () => {
    const { browser, session } = await signedIn()
    stops.pop()?.()
    const before = await session.accessToken()
    later(browser, lifetime - 60)
    backend.fail('GetTokensFromRefreshToken', 'error', 3)
    await expect(session.accessToken()).resolves.toBe(before)
    // Too little for an answer to come in time.
    later(browser, 56)
    backend.fail('GetTokensFromRefreshToken', 'error', 3)
    await expect(session.accessToken()).rejects.toMatchObject({ code: 'server' })
  })
})

describe('a session that Cognito ends', () => {
  test('is noticed with one request, in under a second, in every tab', async () => {
    const { browser, tab, seed, session } = await signedIn()
    const other = await running(browser.openTab())
    backend.remove(seed.username)
    const started = performance.now()
    await expect(session.refresh()).rejects.toMatchObject({ code: 'signed-out' })
    expect(performance.now() - started).toBeLessThan(1000)
    expect(backend.asked()).toEqual(['GetTokensFromRefreshToken'])
    expect(session.snapshot()).toEqual({ status: 'signed-out', reason: 'ended' })
    expect(tab.local.get(sessionKey)).toBeNull()
    await eventually(() => expect(statusOf(other).status).toBe('signed-out'))
  })

  test('a call with a revoked token renews once, and then says signed out', async () => {
    const { browser, seed, session } = await signedIn()
    const elsewhere = await running(createBrowser().openTab())
    await elsewhere.signIn.withPassword({ ...seed, keep: true })
    await elsewhere.signOut({ everywhere: true })
    backend.asked()
    await expect(session.call('GetUser', {})).rejects.toMatchObject({ code: 'signed-out' })
    expect(backend.asked()).toEqual(['GetUser', 'GetTokensFromRefreshToken'])
    expect(browser.shared()).not.toHaveProperty(sessionKey)
  })
})

describe('signing out', () => {
  test('revokes, and leaves nothing behind', async () => {
    const { engine, tab } = await signedIn()
    const refreshToken = engine.session.refreshToken() ?? ''
    expect(await engine.signOut()).toEqual({ revoked: true })
    expect(backend.asked()).toEqual(['RevokeToken'])
    expect(tab.local.get(sessionKey)).toBeNull()
    expect(statusOf(engine)).toEqual({ status: 'signed-out', reason: 'by-choice' })
    expect(await engine.signOut()).toEqual({ revoked: true })
    const again = await running(createBrowser().openTab())
    const response = await fetch(backend.origin, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.GetTokensFromRefreshToken',
      },
      body: JSON.stringify({
        RefreshToken: refreshToken,
        ClientId: backend.config.userPoolClientId,
      }),
    })
    expect(await response.json()).toMatchObject({ __type: 'NotAuthorizedException' })
    expect(statusOf(again).status).toBe('signed-out')
  })

  test('counts no further what has been counted for the other tabs', async () => {
    const counted = new Map<string, number>()
    const tab: TestTab = {
      ...createBrowser().openTab(),
      marks: {
        read: async () => 0,
        write: async (name, value) => void counted.set(name, value),
        remove: async (name) => void counted.delete(name),
      },
    }
    const { session, signIn } = await running(tab)
    await signIn.withPassword({ ...backend.make('confirmed'), keep: true })
    await session.refresh()
    expect([...counted.values()]).toEqual([1])
    await session.signOut()
    expect([...counted.values()]).toEqual([])
  })

  test.each([false, true])(
    'is done here before anybody is asked (everywhere: %s)',
    async (everywhere) => {
      const { engine, tab } = await signedIn()
      for (const fault of ['RevokeToken', 'GlobalSignOut']) backend.fail(fault, 'drop', 1000)
      const done = engine.signOut({ everywhere })
      expect(statusOf(engine).status).toBe('signed-out')
      expect(tab.local.get(sessionKey)).toBeNull()
      expect(await done).toEqual({ revoked: false })
    },
  )

  test('everywhere reaches another browser, even with a token that has run out', async () => {
    const { browser, engine, seed } = await signedIn()
    const elsewhere = await running(createBrowser().openTab())
    await elsewhere.signIn.withPassword({ ...seed, keep: true })
    stops.splice(0).forEach((stop) => stop())
    later(browser, lifetime + 1)
    expect(await engine.signOut({ everywhere: true })).toEqual({ revoked: true })
    await expect(elsewhere.session.refresh()).rejects.toMatchObject({ code: 'signed-out' })
  })

  test('while a refresh is on its way, nobody is signed in by its answer', async () => {
    const { engine, tab, session } = await signedIn()
    backend.hold('GetTokensFromRefreshToken')
    const refreshing = session.refresh()
    await eventually(() => expect(backend.calls).toContain('GetTokensFromRefreshToken'))
    const leaving = engine.signOut()
    await expect(refreshing).rejects.toMatchObject({ code: 'signed-out' })
    await leaving
    expect(statusOf(engine)).toEqual({ status: 'signed-out', reason: 'by-choice' })
    expect(tab.local.get(sessionKey)).toBeNull()
  })

  test('aborts what was asked in that person’s name', async () => {
    const { engine, session } = await signedIn()
    backend.hold('GetUser')
    const asking = session.call('GetUser', {})
    await eventually(() => expect(backend.calls).toContain('GetUser'))
    void engine.signOut()
    await expect(asking).rejects.toMatchObject({ code: 'signed-out' })
  })
})

describe('several tabs', () => {
  test.each([true, false])('signing out reaches the others (kept: %s)', async (keep) => {
    const { browser, engine, tab } = await signedIn({ keep })
    const other = await running(browser.openTab(tab))
    expect(statusOf(other).status).toBe('signed-in')
    await engine.signOut()
    await eventually(() =>
      expect(statusOf(other)).toEqual({ status: 'signed-out', reason: 'elsewhere' }),
    )
  })

  test('signing in reaches those where nobody is', async () => {
    const browser = createBrowser()
    const other = await running(browser.openTab())
    const { seed } = await signedIn({ browser })
    await eventually(() => expect(statusOf(other)).toMatchObject({ user: { email: seed.email } }))
  })

  test('somebody else signing in takes all of them over, whole', async () => {
    const { browser, engine } = await signedIn()
    const other = await running(browser.openTab())
    const owner = other.session.lifetime()
    const admin = backend.make('admin')
    await engine.signIn.withPassword({ ...admin, keep: true })
    await eventually(() =>
      expect(statusOf(other)).toMatchObject({ user: { email: admin.email, groups: ['admins'] } }),
    )
    expect(owner.aborted).toBe(true)
    expect(await other.session.idToken()).toBe(await engine.session.idToken())
  })

  test.each([
    ['one tab only', false],
    ['what is to be kept', true],
  ])('somebody else in %s ends those of one tab, and shows them nothing', async (_, kept) => {
    const { browser, seed, tab } = await signedIn({ keep: false })
    const other = await running(browser.openTab(tab))
    const third = await running(browser.openTab())
    const admin = backend.make('admin')
    await third.signIn.withPassword({ ...admin, keep: kept })
    await eventually(() =>
      expect(statusOf(other)).toEqual({ status: 'signed-out', reason: 'replaced' }),
    )
    expect(statusOf(third)).toMatchObject({ user: { email: admin.email } })
    expect(Object.keys(browser.shared()).includes(sessionKey)).toBe(kept)
    expect(seed.email).not.toBe(admin.email)
  })

  test('the same person in anew, all else ended: a tab that has not heard of it stays in', async () => {
    const { browser, engine, seed, session } = await signedIn()
    const deaf: TestTab = { ...browser.openTab(), onLocalChange: () => () => {} }
    const other = await running(deaf)
    const seen: string[] = []
    other.session.subscribe(({ status }) => seen.push(status))
    await session.call('GlobalSignOut', {})
    await engine.signIn.withPassword({ ...seed, keep: true })
    await other.session.refresh()
    expect(await other.session.idToken()).toBe(await session.idToken())
    expect(new Set(seen)).toEqual(new Set(['signed-in']))
    expect(browser.shared()).toHaveProperty(sessionKey)
  })

  test('somebody else in anew, of which a tab has not heard: it finds out as it renews', async () => {
    const { browser, engine } = await signedIn()
    const deaf = { onLocalChange: () => () => {}, openChannel: () => ({ send() {}, close() {} }) }
    const other = await running({ ...browser.openTab(), ...deaf })
    const admin = backend.make('admin')
    await engine.signIn.withPassword({ ...admin, keep: true })
    backend.asked()
    await expect(other.session.refresh()).rejects.toMatchObject({ code: 'signed-out' })
    expect(statusOf(other)).toMatchObject({ user: { email: admin.email } })
    expect(backend.asked()).toEqual([])
  })

  test('the same person in anew while the end of the old session is being told', async () => {
    const { browser, engine, seed, session, tab } = await signedIn()
    const stale = tab.local.get(sessionKey) ?? ''
    const slow = browser.openTab()
    let isTold = () => false
    const deaf: TestTab = {
      ...slow,
      local: {
        ...slow.local,
        get: (key) => (key === sessionKey && !isTold() ? stale : slow.local.get(key)),
      },
      onLocalChange: () => () => {},
    }
    const other = await running(deaf)
    await session.call('GlobalSignOut', {})
    await engine.signIn.withPassword({ ...seed, keep: true })
    isTold = () => backend.calls.includes('GetTokensFromRefreshToken')
    await other.session.refresh()
    expect(await other.session.idToken()).toBe(await session.idToken())
    expect(browser.shared()).toHaveProperty(sessionKey)
  })

  test.each([true, false])(
    'looking again, at nothing new, changes nothing (kept: %s)',
    async (keep) => {
      const { browser, tab, session } = await signedIn({ keep })
      const empty = createBrowser().openTab()
      const nobody = await running(empty)
      const news: unknown[] = []
      for (const it of [session, nobody.session]) it.subscribe((snapshot) => news.push(snapshot))
      for (const it of [tab, empty]) it.wake()
      expect(news).toEqual([])
      expect(Object.keys(browser.shared()).includes(sessionKey)).toBe(keep)
    },
  )

  test('what another tab has written is not written again', async () => {
    const { browser, session } = await signedIn()
    const tab = browser.openTab()
    const written: string[] = []
    const local: TestTab['local'] = { ...tab.local, set: (key) => void written.push(key) }
    const other = await running({ ...tab, local })
    await session.refresh()
    await eventually(async () =>
      expect(await other.session.idToken()).toBe(await session.idToken()),
    )
    expect(written).toEqual([])
  })

  test('a duplicated tab takes the refreshed tokens of the other', async () => {
    const { browser, tab, session } = await signedIn({ keep: false })
    const twin = await running(browser.openTab(tab))
    await session.refresh()
    await eventually(async () => expect(await twin.session.idToken()).toBe(await session.idToken()))
    await twin.session.refresh()
    expect(backend.asked()).toHaveLength(2)
  })

  test.each([true, false])('a page in the history of a tab (kept: %s)', async (keep) => {
    const { browser, tab, engine, session, seed } = await signedIn({ keep })
    const frozen: TestTab = {
      ...tab,
      onLocalChange: () => () => {},
      openChannel: () => ({ send: () => {}, close: () => {} }),
    }
    const back = await running(frozen)
    await session.refresh()
    tab.wake()
    expect(await back.session.idToken(), 'takes newer tokens').toBe(await session.idToken())

    const admin = backend.make('admin')
    await engine.signIn.withPassword({ ...admin, keep: false })
    tab.wake()
    expect(statusOf(back), 'takes the next person').toMatchObject({ user: { email: admin.email } })

    await engine.signOut()
    tab.wake()
    expect(statusOf(back), 'is out').toEqual({ status: 'signed-out', reason: 'elsewhere' })

    await engine.signIn.withPassword({ ...seed, keep })
    tab.wake()
    expect(statusOf(back), 'is in again').toMatchObject({ user: { email: seed.email } })
    expect(browser.shared()[sessionKey] === undefined).toBe(!keep)
  })

  test('tokens still on their way to this tab are waited for', async () => {
    const { browser, engine, tab } = await signedIn()
    const slow = browser.openTab()
    const stale = tab.local.get(sessionKey) ?? ''
    let late = true
    const lagging: TestTab = {
      ...slow,
      local: {
        ...slow.local,
        get: (key) => (late && key === sessionKey ? stale : slow.local.get(key)),
      },
      onLocalChange: () => () => {},
    }
    const other = await running(lagging)
    await engine.session.refresh()
    const asking = other.session.refresh()
    setTimeout(() => (late = false), 3)
    await asking
    expect(await other.session.idToken()).toBe(await engine.session.idToken())
    expect(backend.asked()).toEqual(['GetTokensFromRefreshToken'])
  })
})

test.each([
  ['a day fast', 86_400],
  ['a day slow', -86_400],
])('a clock %s signs in, stays, refreshes and survives a reload', async (_, seconds) => {
  const browser = createBrowser({ offset: seconds * 1000 })
  const other = await running(browser.openTab())
  const { tab, session } = await signedIn({ browser })
  await eventually(() => expect(statusOf(other).status).toBe('signed-in'))
  for (const it of [session, other.session]) await it.accessToken()
  expect(backend.asked()).toEqual([])
  later(browser, lifetime - 110)
  await eventually(() => expect(backend.asked()).toEqual(['GetTokensFromRefreshToken']))
  const { services } = openApp(backend, tab)
  await eventually(() => expect(services.opening.snapshot.status).toBe('signed-in'))
  const { session: again } = await services.engine()
  await again.accessToken()
  expect(backend.asked()).toEqual([])
})

const holding = (entries: Readonly<Record<string, string>>) =>
  Object.keys(entries).filter((key) => entries[key]?.includes('eyJ'))

test('tokens are in one place only, and that is emptied', async () => {
  const { browser, tab, engine } = await signedIn()
  expect(holding(browser.shared())).toEqual([sessionKey])
  expect(holding(tab.stored())).toEqual([])
  await engine.signOut()
  expect(holding(browser.shared())).toEqual([])
})
