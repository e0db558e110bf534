import { waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { createBrowser } from '#test/support/browser.ts'
import { openApp } from '#test/support/services.ts'
import { startAccount } from './account-pages.tsx'

const hidden = true
const onward = ['/signed-out']

test('lists the browsers, and forgets another one, though not at the first attempt', async () => {
  const { backend, signIn } = await startAccount()
  const { seed, open } = await signIn()
  const { signIn: enter } = await openApp(backend, createBrowser().openTab()).services.engine()
  await enter.withPassword({ ...seed, keep: true })
  backend.fail('ListDevices', 'error')
  const page = await open('/account/devices')
  expect(await page.alert()).toMatch(/The service has a problem/)
  await page.press('Try again')
  const rows = await page.main().findAllByRole('rowheader', { hidden })
  expect(rows.map((row) => row.textContent?.includes('This one'))).toEqual([true, false])
  expect(page.queryAlert()).toBeNull()

  const [, another] = page.buttons(/^Forget/)
  if (another) await page.user.click(another)
  backend.fail('ForgetDevice', 'throttle', 3)
  await page.press('Forget')
  expect(await page.alert()).toMatch(/Try again in a moment/)
  backend.faults.clear()
  await page.press('Forget')
  await waitFor(() => expect(page.main().getAllByRole('rowheader', { hidden })).toHaveLength(1))
})

test('remembers this browser, and the other tab shows it; a refusal takes the switch back', async () => {
  const { backend, browser, signIn } = await startAccount()
  const { open } = await signIn()
  const page = await open('/account/devices')
  const other = await open('/account/devices', { on: browser.openTab() })
  const remember = 'Do not ask for a code in this browser'
  await page.says('Known browsers')
  await other.says('Known browsers')
  backend.fail('UpdateDeviceStatus', 'drop')
  await page.user.click(page.field(remember))
  expect(await page.alert()).toMatch(/There is no connection/)
  expect(page.field(remember).checked).toBe(false)
  await page.user.click(page.field(remember))
  await page.says('Not asked for codes')
  await waitFor(() => expect(other.field(remember).checked).toBe(true))
})

test('a browser that was forgotten from elsewhere is said to be gone', async () => {
  const { backend, signIn } = await startAccount()
  const { tab, open } = await signIn()
  const page = await open('/account/devices')
  await page.says('Known browsers')
  const { session } = await openApp(backend, tab).services.engine()
  await session.call('ForgetDevice', { DeviceKey: session.deviceKey() ?? '' })
  await page.user.click(page.field('Do not ask for a code in this browser'))
  expect(await page.alert()).toMatch(/not there any more/)
})

test('forgetting this browser signs out here', async () => {
  const { browser, signIn } = await startAccount()
  const page = await (await signIn()).open('/account/devices', { onward })
  await page.says('Known browsers')
  await page.press(/^Forget/)
  await page.press('Forget')
  await page.headed('You are signed out')
  expect(JSON.stringify(browser.shared())).not.toContain('deviceKey')
})

test('signing out everywhere: a failure is told, then all sessions end, in every tab', async () => {
  const { backend, browser, signIn } = await startAccount()
  const { open } = await signIn()
  const page = await open('/account/sessions', { onward })
  const other = await open('/account/sessions', { on: browser.openTab(), onward })
  backend.fail('GlobalSignOut', 'error')
  await page.press('Sign out everywhere')
  await page.press('Sign out everywhere')
  expect(await page.alert()).toMatch(/The service has a problem/)
  await page.press('Sign out everywhere')
  await page.headed('You are signed out')
  await other.headed(/signed out/i)
})
