import { afterEach, beforeEach, expect, test } from 'vitest'

import { draftsKey, identityKey, lastEmailKey, stepKey } from '#src/aws/storage-keys.ts'
import { createBrowser } from '#test/support/browser.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await startBackend()
})
afterEach(() => backend.close())

/** Somebody signed in, with everything in the browser that there may be of them. */
async function signedIn({ keep }: { keep: boolean }) {
  const tab = createBrowser().openTab()
  const engine = await openApp(backend, tab).services.engine()
  const seed = backend.make('confirmed')
  await engine.signIn.withPassword({ ...seed, keep })
  tab.tab.set(draftsKey, '{"custom:agentName":"Ada"}')
  engine.signIn.show({ type: 'reset-password', email: seed.email, required: false })
  tab.local.set(identityKey, 'whose and which')
  const left = () =>
    Object.entries({
      drafts: tab.tab.get(draftsKey),
      step: tab.tab.get(stepKey),
      address: tab.local.get(lastEmailKey),
      identity: tab.local.get(identityKey),
    }).flatMap(([what, value]) => (value === null ? [] : [what]))
  return { engine, seed, left }
}

test.each([
  [true, ['address', 'identity']],
  [false, []],
])('who signs out leaves what is for the next time (kept: %s)', async (keep, expected) => {
  const { engine, left } = await signedIn({ keep })
  await engine.signOut()
  expect(left()).toEqual(expected)
})

test('whose session ended finds everything again', async () => {
  const { engine, seed, left } = await signedIn({ keep: true })
  backend.remove(seed.username)
  await engine.session.refresh().catch(() => undefined)
  expect(engine.session.snapshot()).toMatchObject({ reason: 'ended' })
  expect(left()).toEqual(['drafts', 'step', 'address', 'identity'])
})

test('so does who stays', async () => {
  const { engine, left } = await signedIn({ keep: true })
  await engine.session.refresh()
  expect(left()).toEqual(['drafts', 'step', 'address', 'identity'])
})

test('who deletes the account leaves nothing', async () => {
  const { engine, seed, left } = await signedIn({ keep: true })
  const { deletion } = await engine.account()
  await deletion.run({ password: seed.password, progress: () => undefined })
  expect(left()).toEqual([])
})

test('a password given to sign up does not outlast signing out', async () => {
  const engine = await openApp(backend).services.engine()
  const given = { email: 'ada@example.com', password: 'analytical-1843', keep: true }
  await engine.signUp.signUp({ ...given, attributes: { 'custom:agentName': 'Ada' } })
  await engine.signOut()
  const { email } = given
  expect(await engine.signUp.confirm({ email, code: backend.code(email) })).toEqual({
    status: 'signed-out',
  })
})

test('what is loaded late is there once', async () => {
  const engine = await openApp(backend).services.engine()
  expect(await engine.identityPool()).toBe(await engine.identityPool())
  expect(await engine.account()).toBe(await engine.account())
})
