import { afterEach, expect, test } from 'vitest'
import { deviceWishKey } from '#src/aws/storage-keys.ts'
import { createAccountVisitor } from '#test/src/aws/account-visitor.ts'
import type { AccountVisitor } from '#test/src/aws/account-visitor.ts'
import { eventually } from '#test/support/eventually.ts'
import { openApp } from '#test/support/services.ts'
import type { Heard } from '#test/support/wire.ts'

let visitor: AccountVisitor
afterEach(() => visitor.close())

const tells = 'UpdateDeviceStatus'
const told = ({ operation, status }: Heard) => operation === tells && status !== undefined

async function signedIn() {
  visitor = await createAccountVisitor()
  const { backend } = visitor
  const entered = await visitor.signIn()
  backend.asked()
  const isRemembered = async () => (await entered.account.devices.list())[0]?.remembered
  const wished = () => entered.tab.stored()[deviceWishKey]
  return { ...entered, backend, isRemembered, wished }
}

test.each(['drop', 'throttle', 'error'] as const)('is told again after a %s', async (mishap) => {
  const { backend, engine, isRemembered, wished } = await signedIn()
  backend.fail(tells, mishap)
  await engine.rememberDevice()
  expect(wished()).toBe(engine.session.deviceKey())
  visitor.browser.advance(60)
  await eventually(() => expect(wished()).toBeUndefined())
  expect(backend.asked()).toEqual([tells, tells])
  expect(await isRemembered()).toBe(true)
})

test('is told once more, however often it was tried', async () => {
  const { backend, engine, tab, wished } = await signedIn()
  backend.fail(tells, 'error', 3)
  await engine.rememberDevice()
  for (const times of [2, 3]) {
    tab.wake()
    await eventually(() => expect(backend.heard.filter(told)).toHaveLength(times))
  }
  visitor.browser.advance(60)
  await eventually(() => expect(wished()).toBeUndefined())
  expect(backend.heard.filter(told)).toHaveLength(4)
})

test('waits while nobody looks or there is no network', async () => {
  const { backend, engine, tab, isRemembered, wished } = await signedIn()
  tab.sleep()
  await engine.rememberDevice()
  expect(backend.asked()).toEqual([])
  tab.wake()
  await eventually(() => expect(wished()).toBeUndefined())
  expect(await isRemembered()).toBe(true)
  // Once it is told, nothing is left that listens.
  tab.wake()
  expect(backend.asked()).toEqual([tells, 'ListDevices'])
})

test('is told after a reload', async () => {
  const { backend, engine, tab, isRemembered } = await signedIn()
  tab.sleep()
  await engine.rememberDevice()
  const reloaded = visitor.browser.openTab(tab)
  await openApp(backend, reloaded).services.engine()
  await eventually(() => expect(reloaded.stored()[deviceWishKey]).toBeUndefined())
  expect(await isRemembered()).toBe(true)
})

test('a refusal is final', async () => {
  const { backend, engine, wished } = await signedIn()
  await engine.session.call('ForgetDevice', { DeviceKey: engine.session.deviceKey() ?? '' })
  await engine.rememberDevice()
  expect(wished()).toBeUndefined()
  expect(backend.asked()).toEqual(['ForgetDevice', tells])
})

test('leaves with whoever had it', async () => {
  const { backend, engine, tab, seed, wished } = await signedIn()
  tab.sleep()
  await engine.rememberDevice()
  await engine.signOut()
  expect(wished()).toBeUndefined()
  tab.wake()
  await engine.signIn.withPassword({ ...seed, keep: true })
  expect(backend.asked()).not.toContain(tells)
})

test('is not told for another device than it was made on', async () => {
  const { backend, tab, wished } = await signedIn()
  tab.tab.set(deviceWishKey, 'another')
  await openApp(backend, tab).services.engine()
  await eventually(() => expect(wished()).toBeUndefined())
  expect(backend.asked()).toEqual([])
})

test('what is said of the device since goes before it, and of another does not', async () => {
  const { engine, account, tab, wished } = await signedIn()
  tab.sleep()
  const key = engine.session.deviceKey() ?? ''
  await engine.rememberDevice()
  await account.devices.forget('us-east-1_00000000-0000-4000-8000-000000000000')
  expect(wished()).toBe(key)
  await account.devices.remember({ key, remembered: false })
  expect(wished()).toBeUndefined()
  await engine.rememberDevice()
  await account.devices.forget(key)
  expect(wished()).toBeUndefined()
})
