import { waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { signOut } from '#src/features/auth/sign-out.ts'
import { setLanguage } from '#src/words/words.ts'
import { openApp } from '#test/support/services.ts'
import { described, expectFocus, startAccount } from './account-pages.tsx'

const name = 'Agent name'

test('saves what was changed and says so; the other tab follows', async () => {
  const { backend, browser, signIn } = await startAccount()
  const { open } = await signIn()
  const page = await open('/account')
  const other = await open('/account', { on: browser.openTab() })
  await page.headed('Hello, Sam Sample')
  await waitFor(() => expect(other.field(name).value).toBe('Sam Sample'))
  page.fill(name, '  Ada King ')
  await page.says('Not saved yet')
  page.send(name)
  // Pressed once more while it is on its way.
  expect(page.button('Save changes').getAttribute('aria-disabled')).toBe('true')
  page.send(name)
  await page.says('Saved')
  expect(backend.asked().filter((call) => call === 'UpdateUserAttributes')).toHaveLength(1)
  await page.headed('Hello, Ada King')
  expect(page.field(name).value).toBe('Ada King')
  await other.headed('Hello, Ada King')
  expect(other.field(name).value).toBe('Ada King')
})

test('what is missing is told at its field, and nothing is sent', async () => {
  const { backend, signIn } = await startAccount()
  const page = await (await signIn()).open('/account')
  await page.headed('Hello, Sam Sample')
  page.fill(name, '  ')
  await page.press('Save changes')
  expectFocus(page.field(name))
  expect(described(page.field(name))).toMatch(/Please fill this in/)
  await page.press('Discard changes')
  expect(page.field(name).value).toBe('Sam Sample')
  expect(described(page.field(name))).not.toMatch(/Please fill this in/)
  expect(backend.asked()).not.toContain('UpdateUserAttributes')
})

test('what only the server refuses is told at its field, too', async () => {
  const config = { attributes: [{ name: 'custom:agentName', required: true }] }
  const { signIn } = await startAccount({ config })
  const page = await (await signIn()).open('/account')
  await page.headed('Hello, Sam Sample')
  page.fill(name, 'x'.repeat(61))
  page.send(name)
  await waitFor(() => expect(described(page.field(name))).toMatch(/was not accepted/))
  expect(page.field(name).value).toHaveLength(61)
  await page.says('Not saved yet')
})

test('a connection that breaks loses nothing', async () => {
  const { backend, signIn } = await startAccount()
  const page = await (await signIn()).open('/account')
  await page.headed('Hello, Sam Sample')
  page.fill(name, 'Ada King')
  backend.fail('UpdateUserAttributes', 'drop')
  page.send(name)
  expect(await page.alert()).toMatch(/There is no connection/)
  expect(page.field(name).value).toBe('Ada King')
  page.send(name)
  expect(page.button('Save changes').getAttribute('aria-disabled')).toBe('true')
  // Until something has come of it, or what is below would move up under the pointer.
  expect(page.queryAlert()).not.toBeNull()
  await page.headed('Hello, Ada King')
  await waitFor(() => expect(page.queryAlert()).toBeNull())
})

test('what was not saved outlasts a reload, and goes with whoever leaves, from any page', async () => {
  const { signIn } = await startAccount()
  const { tab, open } = await signIn()
  const before = await open('/account')
  await before.headed('Hello, Sam Sample')
  before.fill(name, 'Half a na')
  before.close()
  const page = await open('/account')
  expect(page.field(name).value).toBe('Half a na')
  await page.says('Not saved yet')
  page.close()
  const elsewhere = await open('/about')
  expect(tab.stored()['account-draft']).toContain('Half a na')
  await elsewhere.store.dispatch(signOut())
  expect(tab.stored()['account-draft']).toBeUndefined()
})

test('a session that ends in between costs a sign-in and nothing typed', async () => {
  const { backend, signIn } = await startAccount()
  const { seed, open } = await signIn()
  const page = await open('/account', { onward: ['/signed-out', '/sign-in'] })
  await page.headed('Hello, Sam Sample')
  page.fill(name, 'Ada King')
  // Longer than refresh tokens live.
  backend.clock.advance(31 * 24 * 3600)
  page.send(name)
  await page.headed('Your session has ended')
  await page.follow('Sign in again')
  await page.headed(/^Sign in/)
  page.fill('Email', seed.email)
  page.fill('Password', seed.password)
  page.send('Password')
  await page.headed('Hello, Sam Sample')
  await waitFor(() => expect(page.field(name).value).toBe('Ada King'))
  page.send(name)
  await page.headed('Hello, Ada King')
})

test('somebody else who signs in in another tab meets nothing of who was here', async () => {
  const { backend, browser, signIn } = await startAccount()
  const page = await (await signIn()).open('/account')
  await page.headed('Hello, Sam Sample')
  page.fill(name, 'Half a na')
  const { reached, release } = backend.keepBack('UpdateUserAttributes')
  page.send(name)
  await reached
  const other = await openApp(backend, browser.openTab()).services.engine()
  const eve = backend.make('admin', ({ attributes, ...user }) => ({
    ...user,
    attributes: { ...attributes, 'custom:agentName': 'Eve' },
  }))
  await other.signIn.withPassword({ ...eve, keep: true })
  await page.headed('Hello, Eve')
  expect(page.field(name).value).toBe('Eve')
  release()
  await other.session.call('GetUser', {})
  expect(page.queryAlert()).toBeNull()
  expect(page.field(name).value).toBe('Eve')
})

test('speaks Chinese, what was typed included', async () => {
  const { signIn } = await startAccount()
  const page = await (await signIn()).open('/account')
  await page.headed('Hello, Sam Sample')
  page.fill(name, 'Ada King')
  await setLanguage('zh-Hans')
  await page.says('关于你')
  expect(page.main().getByDisplayValue('Ada King')).toBeTruthy()
  await setLanguage('en')
  expect(await page.says('About you')).toHaveLength(1)
})
