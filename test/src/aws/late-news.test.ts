import { afterEach, beforeEach, expect, test } from 'vitest'

import { sessionKey } from '#src/aws/storage-keys.ts'
import { createBrowser } from '#test/support/browser.ts'
import type { TestTab } from '#test/support/browser.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

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

async function running(tab: TestTab) {
  const engine = await openApp(backend, tab).services.engine()
  stops.push(engine.session.start())
  return engine
}

async function signedIn() {
  const browser = createBrowser()
  const engine = await running(browser.openTab())
  const seed = backend.make('confirmed')
  await engine.signIn.withPassword({ ...seed, keep })
  return { browser, engine, seed }
}

/** As browsers freeze a tab in the background: what it was told waits until it is looked at. */
function freezable(tab: TestTab) {
  let waiting: (() => void)[] | undefined
  const tell = (news: () => void) => void (waiting ? waiting.push(news) : news())
  const frozen: TestTab = {
    ...tab,
    onLocalChange: (run) => tab.onLocalChange((key) => tell(() => run(key))),
    openChannel: (name, receive) =>
      tab.openChannel(name, (message) => tell(() => receive(message))),
  }
  return {
    tab: frozen,
    freeze: () => void (waiting = []),
    thaw() {
      const news = waiting ?? []
      waiting = undefined
      for (const tellNow of news) tellNow()
    },
    hasHeard: () => (waiting ?? []).length,
  }
}

/** A tab of whoever is signed in, with what it showed since it froze. */
async function freezeOne(browser: ReturnType<typeof createBrowser>) {
  const cold = freezable(browser.openTab())
  const other = await running(cold.tab)
  const seen: string[] = []
  other.session.subscribe(({ status }) => seen.push(status))
  cold.freeze()
  return { cold, other, seen }
}

test.each([
  ['the same person', 'confirmed'],
  ['somebody else', 'admin'],
] as const)(
  'a tab that hears late of a sign-out leaves alone who has signed in since: %s',
  async (_, kind) => {
    const { browser, engine, seed } = await signedIn()
    const { cold, other, seen } = await freezeOne(browser)
    await engine.signOut()
    const next = kind === 'confirmed' ? seed : backend.make(kind)
    await engine.signIn.withPassword({ ...next, keep })
    await expect.poll(cold.hasHeard).toBeGreaterThan(3)
    cold.thaw()
    expect(browser.shared()).toHaveProperty(sessionKey)
    expect(other.session.snapshot()).toMatchObject({ user: { email: next.email } })
    expect(new Set(seen)).toEqual(new Set(['signed-in']))
    expect(await other.session.idToken()).toBe(await engine.session.idToken())
  },
)

test.each(['after', 'before'])(
  'a tab that hears late of somebody who has left since ends nobody: %s what is stored',
  async (when) => {
    const { browser, engine, seed } = await signedIn()
    const { cold, other, seen } = await freezeOne(browser)
    await engine.signIn.withPassword({ ...backend.make('admin'), keep })
    await engine.signOut()
    await engine.signIn.withPassword({ ...seed, keep })
    await expect.poll(cold.hasHeard).toBeGreaterThan(5)
    if (when === 'after') cold.tab.wake()
    cold.thaw()
    expect(browser.shared()).toHaveProperty(sessionKey)
    expect(other.session.snapshot()).toMatchObject({ user: { email: seed.email } })
    expect(new Set(seen)).toEqual(new Set(['signed-in']))
    expect(await other.session.idToken()).toBe(await engine.session.idToken())
  },
)

test('a page that comes back from the history has heard of nothing, and looks', async () => {
  const { browser, engine } = await signedIn()
  const tab = browser.openTab()
  const deaf = { onLocalChange: () => () => {}, openChannel: () => ({ send() {}, close() {} }) }
  const other = await running({ ...tab, ...deaf })
  await engine.signOut()
  expect(other.session.snapshot().status).toBe('signed-in')
  tab.wake()
  expect(other.session.snapshot()).toEqual({ status: 'signed-out', reason: 'elsewhere' })
})

test('a refresh for somebody who has left is not the answer to who came after', async () => {
  const { engine } = await signedIn()
  const { reached, release } = backend.keepBack('GetTokensFromRefreshToken')
  const first = engine.session.refresh()
  await reached
  await engine.signOut()
  const admin = backend.make('admin')
  await engine.signIn.withPassword({ ...admin, keep })
  const second = engine.session.refresh()
  release()
  await expect(first).rejects.toMatchObject({ code: 'signed-out' })
  expect(await second).toMatchObject({ email: admin.email })
})
