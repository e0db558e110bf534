import { describe, expect, onTestFinished, test } from 'vitest'

import { sessionKey } from '#src/aws/storage-keys.ts'
import { createBrowser } from '#test/support/browser.ts'
import type { TestTab } from '#test/support/browser.ts'
import { eventually } from '#test/support/eventually.ts'
import { openApp } from '#test/support/services.ts'
import { createVisits, statusOf } from './visits.ts'

const visits = createVisits()
const { closeAll, later, running, signedIn } = visits

const lifetime = 15 * 60

test('a reload with valid tokens asks nothing to know who is signed in', async () => {
  const { tab, seed } = await signedIn()
  const { services } = openApp(visits.backend, tab)
  expect(services.opening.snapshot).toMatchObject({
    status: 'signed-in',
    user: { email: seed.email },
  })
  const { session } = await services.engine()
  onTestFinished(session.start())
  await session.accessToken()
  expect(visits.backend.asked()).toEqual([])
})

test('a reload with tokens that ran out is restoring until Cognito has spoken', async () => {
  const { browser, tab } = await signedIn()
  closeAll()
  later(browser, lifetime + 1)
  const { services } = openApp(visits.backend, tab)
  expect(services.opening.snapshot.status).toBe('restoring')
  const { session } = await services.engine()
  onTestFinished(session.start())
  await eventually(() => expect(session.snapshot().status).toBe('signed-in'))
  expect(visits.backend.asked()).toEqual(['GetTokensFromRefreshToken'])
})

describe('refreshing', () => {
  test('a hundred callers at once, everything expired: one request', async () => {
    const { browser, tab } = await signedIn()
    closeAll()
    later(browser, lifetime + 1)
    const { session } = await openApp(visits.backend, tab).services.engine()
    const tokens = await Promise.all(Array.from({ length: 100 }, () => session.idToken()))
    expect(new Set(tokens).size).toBe(1)
    expect(visits.backend.asked()).toEqual(['GetTokensFromRefreshToken'])
  })

  test.each([
    ['Web Locks', true],
    ['no Web Locks', false],
  ])('three tabs with twenty callers each: one request (%s)', async (_, locks) => {
    const browser = createBrowser({ locks })
    const { engine } = await signedIn({ browser })
    const others = [await running(browser.openTab()), await running(browser.openTab())]
    closeAll()
    later(browser, lifetime + 1)
    const tokens = await Promise.all(
      [engine, ...others].flatMap(({ session }) =>
        Array.from({ length: 20 }, () => session.idToken()),
      ),
    )
    expect(new Set(tokens).size).toBe(1)
    expect(visits.backend.asked()).toEqual(['GetTokensFromRefreshToken'])
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
      expect(visits.backend.asked()).toEqual(['GetTokensFromRefreshToken'])
    }
  })

  test('waits while nobody looks, and catches up', async () => {
    const { browser, tab, session } = await signedIn()
    tab.sleep()
    later(browser, 3 * lifetime)
    expect(visits.backend.asked()).toEqual([])
    tab.wake()
    await eventually(() => expect(visits.backend.asked()).toEqual(['GetTokensFromRefreshToken']))
    expect(session.snapshot().status).toBe('signed-in')
  })

  test('carries the device key', async () => {
    const { session } = await signedIn()
    expect(session.deviceKey()).toMatch(/^us-east-1_/)
    await session.refresh()
    expect(visits.backend.asked()).toEqual(['GetTokensFromRefreshToken'])
  })

  test.each(['throttle', 'error', 'drop'] as const)(
    'a %s is got over, twice in a row',
    async (fault) => {
      const { session } = await signedIn()
      visits.backend.fail('GetTokensFromRefreshToken', fault, 2)
      await session.refresh()
      expect(session.snapshot().status).toBe('signed-in')
      expect(visits.backend.asked()).toHaveLength(3)
    },
  )

  test.each(['throttle', 'error', 'drop'] as const)(
    'a %s that stays never ends the session',
    async (fault) => {
      const { browser, tab, session } = await signedIn()
      closeAll()
      later(browser, lifetime + 1)
      visits.backend.fail('GetTokensFromRefreshToken', fault, 1000)
      const code = { throttle: 'throttled', error: 'server', drop: 'network' }[fault]
      const callers = Array.from({ length: 100 }, () => session.accessToken())
      for (const asking of callers) await expect(asking).rejects.toMatchObject({ code })
      expect(visits.backend.asked()).toHaveLength(3)
      expect(session.snapshot().status).toBe('signed-in')
      expect(openApp(visits.backend, tab).services.opening.snapshot.status).toBe('restoring')
      visits.backend.faults.clear()
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
      closeAll()
      later(browser, lifetime + 1)
      const answer = visits.backend.keepBack('GetTokensFromRefreshToken')
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
    closeAll()
    const before = await session.accessToken()
    later(browser, lifetime - 60)
    visits.backend.fail('GetTokensFromRefreshToken', 'error', 3)
    await expect(session.accessToken()).resolves.toBe(before)
    // Too little for an answer to come in time.
    later(browser, 56)
    visits.backend.fail('GetTokensFromRefreshToken', 'error', 3)
    await expect(session.accessToken()).rejects.toMatchObject({ code: 'server' })
  })
})

describe('a session that Cognito ends', () => {
  // How soon, the bench tells; who asks once has not waited to ask again.
  test('is noticed with one request, in every tab', async () => {
    const { browser, tab, seed, session } = await signedIn()
    const other = await running(browser.openTab())
    visits.backend.remove(seed.username)
    await expect(session.refresh()).rejects.toMatchObject({ code: 'signed-out' })
    expect(visits.backend.asked()).toEqual(['GetTokensFromRefreshToken'])
    expect(session.snapshot()).toEqual({ status: 'signed-out', reason: 'ended' })
    expect(tab.local.get(sessionKey)).toBeNull()
    await eventually(() => expect(statusOf(other).status).toBe('signed-out'))
  })

  test('a call with a revoked token renews once, and then says signed out', async () => {
    const { browser, seed, session } = await signedIn()
    const elsewhere = await running(createBrowser().openTab())
    await elsewhere.signIn.withPassword({ ...seed, keep: true })
    await elsewhere.signOut({ everywhere: true })
    visits.backend.asked()
    await expect(session.call('GetUser', {})).rejects.toMatchObject({ code: 'signed-out' })
    expect(visits.backend.asked()).toEqual(['GetUser', 'GetTokensFromRefreshToken'])
    expect(browser.shared()).not.toHaveProperty(sessionKey)
  })
})

describe('signing out', () => {
  test('revokes, and leaves nothing behind', async () => {
    const { engine, tab } = await signedIn()
    const refreshToken = engine.session.refreshToken() ?? ''
    expect(await engine.signOut()).toEqual({ revoked: true })
    expect(visits.backend.asked()).toEqual(['RevokeToken'])
    expect(tab.local.get(sessionKey)).toBeNull()
    expect(statusOf(engine)).toEqual({ status: 'signed-out', reason: 'by-choice' })
    expect(await engine.signOut()).toEqual({ revoked: true })
    const again = await running(createBrowser().openTab())
    const response = await fetch(visits.backend.origin, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.GetTokensFromRefreshToken',
      },
      body: JSON.stringify({
        RefreshToken: refreshToken,
        ClientId: visits.backend.config.userPoolClientId,
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
    await signIn.withPassword({ ...visits.backend.make('confirmed'), keep: true })
    await session.refresh()
    expect([...counted.values()]).toEqual([1])
    await session.signOut()
    expect([...counted.values()]).toEqual([])
  })

  test.each([false, true])(
    'is done here before anybody is asked (everywhere: %s)',
    async (everywhere) => {
      const { engine, tab } = await signedIn()
      for (const fault of ['RevokeToken', 'GlobalSignOut']) visits.backend.fail(fault, 'drop', 1000)
      const done = engine.signOut({ everywhere })
      expect(statusOf(engine).status).toBe('signed-out')
      expect(tab.local.get(sessionKey)).toBeNull()
      expect(await done).toEqual({ revoked: false })
      expect(visits.backend.asked()).toEqual([
        ...(everywhere ? ['GlobalSignOut'] : []),
        'RevokeToken',
      ])
    },
  )

  test('everywhere reaches another browser, even with a token that has run out', async () => {
    const { browser, engine, seed } = await signedIn()
    const elsewhere = await running(createBrowser().openTab())
    await elsewhere.signIn.withPassword({ ...seed, keep: true })
    closeAll()
    later(browser, lifetime + 1)
    const before = engine.session.refreshToken()
    expect(await engine.signOut({ everywhere: true })).toEqual({ revoked: true })
    const { name, input } = visits.backend.heard.at(-1) ?? {}
    expect(name).toBe('RevokeToken')
    expect(input?.['Token']).not.toBe(before)
    await expect(elsewhere.session.refresh()).rejects.toMatchObject({ code: 'signed-out' })
  })

  test('everywhere is not done where it fails with a new token, too', async () => {
    const { engine } = await signedIn()
    const expired = { __type: 'NotAuthorizedException', message: 'Access Token has expired' }
    visits.backend.answer('GlobalSignOut', expired, 400)
    visits.backend.fail('GlobalSignOut', 'error')
    expect(await engine.signOut({ everywhere: true })).toEqual({ revoked: false })
    expect(visits.backend.asked().at(-1)).toBe('RevokeToken')
  })

  test('while a refresh is on its way, nobody is signed in by its answer', async () => {
    const { engine, tab, session } = await signedIn()
    visits.backend.hold('GetTokensFromRefreshToken')
    const refreshing = session.refresh()
    await eventually(() => expect(visits.backend.calls).toContain('GetTokensFromRefreshToken'))
    const leaving = engine.signOut()
    await expect(refreshing).rejects.toMatchObject({ code: 'signed-out' })
    await leaving
    expect(statusOf(engine)).toEqual({ status: 'signed-out', reason: 'by-choice' })
    expect(tab.local.get(sessionKey)).toBeNull()
  })

  test('aborts what was asked in that person’s name', async () => {
    const { engine, session } = await signedIn()
    visits.backend.hold('GetUser')
    const asking = session.call('GetUser', {})
    await eventually(() => expect(visits.backend.calls).toContain('GetUser'))
    void engine.signOut()
    await expect(asking).rejects.toMatchObject({ code: 'signed-out' })
  })
})

test.each([
  ['a day fast', 86_400],
  ['a day slow', -86_400],
])('a clock %s signs in, stays, refreshes and survives a reload', async (_, seconds) => {
  const browser = createBrowser({ offset: seconds * 1000 })
  // What the machine has for the time is neither the device's nor the server's.
  later(browser, 3600)
  const other = await running(browser.openTab())
  const { tab, session } = await signedIn({ browser })
  const proof = visits.backend.heard.find(({ name }) => name.endsWith(' PASSWORD_VERIFIER'))
  const { TIMESTAMP = '' } = (proof?.input['ChallengeResponses'] ?? {}) as Record<string, string>
  expect(Math.abs(Date.parse(TIMESTAMP) - visits.backend.clock.now())).toBeLessThan(60_000)
  await eventually(() => expect(statusOf(other).status).toBe('signed-in'))
  for (const it of [session, other.session]) await it.accessToken()
  expect(visits.backend.asked()).toEqual([])
  later(browser, lifetime - 110)
  await eventually(() => expect(visits.backend.asked()).toEqual(['GetTokensFromRefreshToken']))
  const { services } = openApp(visits.backend, tab)
  await eventually(() => expect(services.opening.snapshot.status).toBe('signed-in'))
  const { session: again } = await services.engine()
  await again.accessToken()
  expect(visits.backend.asked()).toEqual([])
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
