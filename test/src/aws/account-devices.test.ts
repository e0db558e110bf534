import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAccountVisitor } from '#test/src/aws/account-visitor.ts'
import { eventually } from '#test/support/eventually.ts'
import { openApp } from '#test/support/services.ts'
import type { AccountVisitor } from '#test/src/aws/account-visitor.ts'

let visitor: AccountVisitor
beforeEach(async () => {
  visitor = await createAccountVisitor()
})
afterEach(() => visitor.close())

/** The same person in another browser, a minute later. */
async function elsewhere(seed: { email: string; password: string }) {
  visitor.backend.clock.advance(60)
  visitor.browser.advance(60)
  const engine = await openApp(visitor.backend).services.engine()
  await engine.signIn.withPassword({ ...seed, keep: true })
  return { engine, account: await engine.account() }
}

test('this device comes first, though another was used later', async () => {
  const { account, seed } = await visitor.signIn()
  const other = await elsewhere(seed)
  const [own, another, ...more] = await account.devices.list()
  expect(more).toEqual([])
  expect(own).toMatchObject({ isThis: true, remembered: false })
  expect(another).toMatchObject({ isThis: false, key: other.engine.session.deviceKey() })
  expect(another?.usedAt).toBeGreaterThan(own?.usedAt ?? Infinity)
})

test('a second page of devices is asked for', async () => {
  const device = (_: unknown, index: number) => ({
    key: `us-east-1_${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`,
    verifier: { salt: '00', verifier: '00' },
    remembered: false,
    createdAt: index,
    modifiedAt: index,
    lastAuthenticatedAt: index,
  })
  const many = Array.from({ length: 61 }, device)
  const devices = Object.fromEntries(many.map((it) => [it.key, it]))
  const { account } = await visitor.signIn('confirmed', {
    change: (user) => ({ ...user, devices }),
  })
  expect(await account.devices.list()).toHaveLength(62)
  expect(visitor.backend.asked()).toEqual(['ListDevices', 'ListDevices'])
})

test('remembering, stopping to, and telling the other tabs', async () => {
  const { account, openTab } = await visitor.signIn()
  const there = vi.fn<(topic: string) => void>()
  ;(await openTab()).account.news.listen(there)
  const [{ key } = { key: '' }] = await account.devices.list()
  await account.devices.remember({ key, remembered: true })
  expect(await account.devices.list()).toMatchObject([{ remembered: true }])
  await account.devices.remember({ key, remembered: false })
  expect(await account.devices.list()).toMatchObject([{ remembered: false }])
  await eventually(() => expect(there.mock.calls).toEqual([['devices'], ['devices']]))
})

test('a forgotten device is gone; one that was gone already is no failure', async () => {
  const { account, seed } = await visitor.signIn()
  const { engine } = await elsewhere(seed)
  const key = engine.session.deviceKey() ?? ''
  await account.devices.forget(key)
  await account.devices.forget(key)
  expect(await account.devices.list()).toMatchObject([{ isThis: true }])
})

test('forgetting this device takes what it skipped the code with', async () => {
  const { account, browser } = { ...visitor, ...(await visitor.signIn()) }
  const [{ key } = { key: '' }] = await account.devices.list()
  expect(JSON.stringify(browser.shared())).toContain('deviceGroupKey')
  await account.devices.forget(key)
  expect(JSON.stringify(browser.shared())).not.toContain('deviceGroupKey')
})

test('ending all sessions: neither goes on', async () => {
  const { account, engine, seed } = await visitor.signIn()
  const other = await elsewhere(seed)
  await account.sessions.endAll()
  for (const { session } of [engine, other.engine])
    await expect(session.call('GetUser', {})).rejects.toMatchObject({ code: 'signed-out' })
})

test('where ending them does not come about, it is said, and one stays signed in', async () => {
  const { account, engine } = await visitor.signIn()
  visitor.backend.fail('GlobalSignOut', 'drop')
  await expect(account.sessions.endAll()).rejects.toMatchObject({ code: 'network' })
  expect(engine.session.snapshot().status).toBe('signed-in')
})
