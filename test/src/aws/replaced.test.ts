import { expect, test } from 'vitest'

import { AuthError } from '#src/aws/auth-error.ts'
import { sessionKey } from '#src/aws/storage-keys.ts'
import { createBrowser } from '#test/support/browser.ts'
import type { TestTab } from '#test/support/browser.ts'
import { eventually } from '#test/support/eventually.ts'
import { createVisits, statusOf } from './visits.ts'

/*
 * Somebody signs in where somebody else still is. Whose turn it was is revoked, and whoever came is
 * in, however late the news of it.
 */

const visits = createVisits()
const { closeAll, running, signedIn } = visits

const revoking = 'RevokeToken'
const refreshing = 'GetTokensFromRefreshToken'

const revoked = () => visits.backend.heard.filter(({ name }) => name === revoking)
const tokensRevoked = () => revoked().map(({ input }) => input['Token'])

const kept = { ada: true, bob: true }

test.each([
  ['in the same tab', kept, 'same'],
  ['in the same tab, in which alone both are', { ada: false, bob: false }, 'same'],
  ['in another tab', kept, 'other'],
  ['in another tab, and there alone', { ada: true, bob: false }, 'other'],
  ['in another tab than the one in which alone they were', { ada: false, bob: true }, 'other'],
  ['after their tabs were closed', kept, 'later'],
])('who was here is revoked, once: somebody else comes %s', async (_, keep, where) => {
  const { browser, engine, session } = await signedIn({ keep: keep.ada })
  const token = session.refreshToken()
  if (where === 'later') closeAll()
  const there = where === 'same' ? engine : await running(browser.openTab())
  if (where === 'later') browser.closeChannels()
  const bob = visits.backend.make('admin')
  await there.signIn.withPassword({ ...bob, keep: keep.bob })

  await eventually(() => expect(tokensRevoked()).toEqual([token]))
  const [request] = revoked()
  expect(request?.status).toBe(200)
  expect(await there.session.refresh()).toMatchObject({ email: bob.email })
  expect(tokensRevoked()).toEqual([token])
})

test.each(['error', 'drop'] as const)(
  'nobody waits for that, nor does it matter to whoever came: %s',
  async (fault) => {
    const { engine } = await signedIn()
    const bob = visits.backend.make('admin')
    const answer = visits.backend.keepBack(revoking)
    await engine.signIn.withPassword({ ...bob, keep: true })
    await answer.reached
    expect(statusOf(engine)).toMatchObject({ status: 'signed-in', user: { email: bob.email } })
    answer.release()

    const cy = visits.backend.make('confirmed')
    visits.backend.befall(revoking, fault)
    await engine.signIn.withPassword({ ...cy, keep: true })
    await eventually(() => expect(tokensRevoked()).toHaveLength(2))
    expect(await engine.session.refresh()).toMatchObject({ email: cy.email })
  },
)

test.each([true, false])('oneself is not somebody else (kept: %s)', async (keep) => {
  const { browser, engine, seed } = await signedIn()
  visits.backend.clock.advance(60)
  const tab = browser.openTab()
  const other = await running(tab)
  await other.signIn.withPassword({ ...seed, keep })
  tab.wake()
  for (const { session } of [engine, other])
    expect(await session.refresh()).toMatchObject({ email: seed.email })
  expect(browser.shared()).toHaveProperty(sessionKey)
  expect(revoked()).toEqual([])
})

test('where somebody comes back in a tab of its own, what they have kept stays', async () => {
  const browser = createBrowser()
  const tab = deaf(browser.openTab())
  const engine = await running(tab)
  await engine.signIn.withPassword({ ...visits.backend.make('admin'), keep: false })
  const { seed, session } = await signedIn({ browser })
  await engine.signIn.withPassword({ ...seed, keep: false })
  expect(browser.shared()).toHaveProperty(sessionKey)
  expect(await session.refresh()).toMatchObject({ email: seed.email })
})

/** Hears nothing from the other tabs. */
const deaf = (tab: TestTab): TestTab => ({
  ...tab,
  onLocalChange: () => () => {},
  openChannel: () => ({ send: () => {}, close: () => {} }),
})

/** A tab that renews somebody's tokens while somebody else signs in in another. */
async function overtaken(keep: boolean, late: { tab: TestTab; other: TestTab; lag?: () => void }) {
  const [here, there] = [await running(late.tab), await running(late.other)]
  const ada = visits.backend.make('confirmed')
  await here.signIn.withPassword({ ...ada, keep: true })
  await eventually(() => expect(statusOf(there).status).toBe('signed-in'))
  const answer = visits.backend.keepBack(refreshing)
  const asking = here.session.refresh().catch((error: unknown) => error)
  await answer.reached
  const bob = visits.backend.make('admin')
  visits.backend.clock.advance(60)
  late.lag?.()
  await there.signIn.withPassword({ ...bob, keep })
  const seen: string[] = []
  for (const { session } of [here, there])
    session.subscribe((it) => seen.push(it.status === 'signed-out' ? it.reason : it.user.email))
  return { here, there, bob, asking, seen, release: answer.release }
}

test.each([true, false])(
  'tokens that are renewed as somebody else comes are given back (kept: %s)',
  async (keep) => {
    const browser = createBrowser()
    const [tab, other] = [deaf(browser.openTab()), browser.openTab()]
    const { here, there, bob, asking, seen, release } = await overtaken(keep, { tab, other })
    release()
    expect(await asking).toMatchObject({ code: 'signed-out' })
    expect(seen).toEqual([keep ? bob.email : 'elsewhere'])
    expect(statusOf(there)).toMatchObject({ status: 'signed-in', user: { email: bob.email } })
    expect(Object.keys(browser.shared()).includes(sessionKey)).toBe(keep)
    expect(statusOf(here)).toEqual(
      keep ? statusOf(there) : { status: 'signed-out', reason: 'elsewhere' },
    )
    await eventually(() => expect(new Set(tokensRevoked()).size).toBe(2))
    expect(await there.session.refresh()).toMatchObject({ email: bob.email })
  },
)

test('a refusal that comes as late ends nothing', async () => {
  const browser = createBrowser()
  const { session } = await signedIn({ browser })
  const here = await running(deaf(browser.openTab()))
  const there = await running(browser.openTab())
  await session.call('GlobalSignOut', {})
  const answer = visits.backend.keepBack(refreshing)
  const asking = here.session.refresh().catch((error: unknown) => error)
  await answer.reached
  const bob = visits.backend.make('admin')
  await there.signIn.withPassword({ ...bob, keep: true })
  const seen: unknown[] = []
  here.session.subscribe((snapshot) => seen.push(snapshot))
  answer.release()
  expect(await asking).toBeInstanceOf(AuthError)
  expect(seen).toEqual([expect.objectContaining({ status: 'signed-in' })])
  expect(statusOf(here)).toMatchObject({ user: { email: bob.email } })
})

/** Sees what was stored when it began to lag, until it writes something itself. */
function lagging(tab: TestTab) {
  let stale: string | null | undefined
  const local: TestTab['local'] = {
    ...tab.local,
    get: (key) => (stale !== undefined && key === sessionKey ? stale : tab.local.get(key)),
    set: (key, value) => {
      stale = undefined
      tab.local.set(key, value)
    },
  }
  return { tab: { ...tab, local }, lag: () => void (stale = tab.local.get(sessionKey)) }
}

test.each([true, false])(
  'where what is stored arrives late, too, it is put right (kept: %s)',
  async (keep) => {
    const browser = createBrowser()
    const late = { ...lagging(browser.openTab()), other: browser.openTab() }
    const { here, there, bob, asking, release } = await overtaken(keep, late)
    release()
    await asking
    await eventually(() =>
      expect(statusOf(here)).toMatchObject(
        keep ? { user: { email: bob.email } } : { reason: 'elsewhere' },
      ),
    )
    expect(statusOf(there)).toMatchObject({ user: { email: bob.email } })
    expect(Object.keys(browser.shared()).includes(sessionKey)).toBe(keep)
    await eventually(() => expect(new Set(tokensRevoked()).size).toBe(2))
  },
)
