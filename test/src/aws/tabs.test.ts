import { expect, test } from 'vitest'

import { sessionKey } from '#src/aws/storage-keys.ts'
import { createBrowser } from '#test/support/browser.ts'
import type { TestTab } from '#test/support/browser.ts'
import { eventually } from '#test/support/eventually.ts'
import { openApp } from '#test/support/services.ts'
import { tokensFor } from '#test/support/tokens.ts'
import { createVisits, statusOf } from './visits.ts'

const visits = createVisits()
const { closeAll, running, signedIn } = visits

/** What was sent to the other tabs has arrived. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

test.each([true, false])('signing out reaches the others (kept: %s)', async (keep) => {
  const { browser, engine, tab } = await signedIn({ keep })
  const other = await running(browser.openTab(tab))
  expect(statusOf(other).status).toBe('signed-in')
  await engine.signOut()
  await eventually(() =>
    expect(statusOf(other)).toEqual({ status: 'signed-out', reason: 'elsewhere' }),
  )
  expect(visits.backend.asked()).toEqual(['RevokeToken'])
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
  const admin = visits.backend.make('admin')
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
  const admin = visits.backend.make('admin')
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
  const admin = visits.backend.make('admin')
  await engine.signIn.withPassword({ ...admin, keep: true })
  visits.backend.asked()
  await expect(other.session.refresh()).rejects.toMatchObject({ code: 'signed-out' })
  expect(statusOf(other)).toMatchObject({ user: { email: admin.email } })
  expect(visits.backend.asked()).toEqual([])
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
  isTold = () => visits.backend.calls.includes('GetTokensFromRefreshToken')
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

test('two sign-ins of the same person, each in a tab of its own, go their own ways', async () => {
  const { browser, seed, session } = await signedIn({ keep: false })
  const other = await running(browser.openTab())
  await other.signIn.withPassword({ ...seed, keep: false })
  const own = session.refreshToken()
  const user = await other.session.refresh()
  expect(session.refreshToken()).toBe(own)
  other.session.begin(tokensFor(user.sub), { keep: false, goesOn: true })
  await settled()
  expect(session.refreshToken()).toBe(own)
  other.session.end('ended')
  await settled()
  expect(session.snapshot().status).toBe('signed-in')
})

test('tokens that are told of late are not taken for newer ones', async () => {
  const { browser, session } = await signedIn({ keep: false })
  const told: unknown[] = []
  const channel = browser.openTab().openChannel(sessionKey, (message) => told.push(message))
  await session.refresh()
  await session.refresh()
  const latest = session.refreshToken()
  channel.send(told[0])
  await settled()
  expect(session.refreshToken()).toBe(latest)
})

test('who comes in leaves nothing of whoever was kept here, or was in this tab', async () => {
  const browser = createBrowser()
  const tab = browser.openTab()
  const engine = await openApp(visits.backend, tab).services.engine()
  // In a tab that has been closed since.
  await signedIn({ browser })
  closeAll()
  const admin = visits.backend.make('admin')
  await engine.signIn.withPassword({ ...admin, keep: false })
  expect(browser.shared()).not.toHaveProperty(sessionKey)
  await engine.signIn.withPassword({ ...admin, keep: true })
  expect(tab.stored()).not.toHaveProperty(sessionKey)
  expect(browser.shared()).toHaveProperty(sessionKey)
})

test('what another tab has written is not written again', async () => {
  const { browser, session } = await signedIn()
  const tab = browser.openTab()
  const written: string[] = []
  const local: TestTab['local'] = { ...tab.local, set: (key) => void written.push(key) }
  const other = await running({ ...tab, local })
  await session.refresh()
  await eventually(async () => expect(await other.session.idToken()).toBe(await session.idToken()))
  expect(written).toEqual([])
})

test('a duplicated tab takes the refreshed tokens of the other', async () => {
  const { browser, tab, session } = await signedIn({ keep: false })
  const twin = await running(browser.openTab(tab))
  await session.refresh()
  await eventually(async () => expect(await twin.session.idToken()).toBe(await session.idToken()))
  await twin.session.refresh()
  expect(visits.backend.asked()).toHaveLength(2)
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

  const admin = visits.backend.make('admin')
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
  expect(visits.backend.asked()).toEqual(['GetTokensFromRefreshToken'])
})
