import { waitFor } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { setLanguage } from '#src/words/words.ts'
import { createBrowser } from '#test/support/browser.ts'
import { openApp } from '#test/support/services.ts'
import { described, expectFocus, startAccount } from './account-pages.tsx'

const next = 'a-new-password-7'

test('changes the password and ends the other sessions, not this one', async () => {
  const { backend, signIn } = await startAccount()
  const { seed, open } = await signIn()
  const elsewhere = createBrowser().openTab()
  const { signIn: enter } = await openApp(backend, elsewhere).services.engine()
  await enter.withPassword({ ...seed, keep: true })
  const other = await open('/account/devices', { on: elsewhere, onward: ['/signed-out'] })
  await other.says('Known browsers')

  const page = await open('/account/password')
  page.fill('Current password', seed.password)
  page.fill('New password', next)
  page.send('New password')
  await page.says(/signed out everywhere but in this browser/)
  // Emptied, and the focus is where the button was.
  expect(page.field('Current password').value).toBe('')
  const [forget] = other.buttons(/^Forget/)
  if (forget) await other.user.click(forget)
  await other.press('Forget')
  await other.headed('Your session has ended')
  page.close()
  const after = await open('/account/devices')
  await after.says('Known browsers')
})

test('a wrong password and a weak one are told at their fields', async () => {
  const { signIn } = await startAccount()
  const { seed, open } = await signIn()
  const page = await open('/account/password')
  await page.press('Change password')
  expectFocus(page.field('Current password'))
  page.fill('Current password', 'not-it-at-all-1')
  page.fill('New password', 'short')
  page.send('New password')
  await waitFor(() => expectFocus(page.field('New password')))
  expect(described(page.field('New password'))).toMatch(/does not meet all of the rules/)
  page.fill('New password', next)
  page.send('New password')
  await waitFor(() => expectFocus(page.field('Current password')))
  expect(described(page.field('Current password'))).toMatch(/This is not your password/)
  page.fill('Current password', seed.password)
  page.fill('New password', seed.password)
  page.send('New password')
  await waitFor(() => expectFocus(page.field('New password')))
  expect(described(page.field('New password'))).toMatch(/This is the password you have now/)
})

test('what is said at the fields follows a change of language', async () => {
  onTestFinished(() => setLanguage('en'))
  const { backend, signIn } = await startAccount()
  const { seed, open } = await signIn()
  const page = await open('/account/password')
  page.fill('Current password', seed.password)
  page.fill('New password', seed.password)
  page.send('New password')
  await waitFor(() => expect(described(page.field('New password'))).toMatch(/have now/))
  await setLanguage('zh-Hans')
  await waitFor(() => expect(described(page.field('新密码'))).toMatch('这就是你现在的密码'))
  page.fill('当前密码', '')
  page.fill('新密码', 'short')
  page.send('新密码')
  await waitFor(() => expect(described(page.field('当前密码'))).toMatch('请输入'))
  await setLanguage('en')
  await waitFor(() => expect(described(page.field('New password'))).toMatch(/all of the rules/))
  expect(described(page.field('Current password'))).toMatch(/Enter the password you have now/)
  expect(backend.asked()).not.toContain('ChangePassword')
})

test('declined, the others stay, and the page says where to end them', async () => {
  const { backend, signIn } = await startAccount()
  const { seed, open } = await signIn()
  const page = await open('/account/password', { onward: ['/account/sessions'] })
  page.fill('Current password', seed.password)
  page.fill('New password', next)
  await page.user.click(page.field('Sign out everywhere else'))
  await page.press('Change password')
  await page.says(/Other browsers that are signed in stay so/)
  expect(backend.asked()).not.toContain('GlobalSignOut')
  await page.follow('Sign out everywhere')
  await page.headed('Sessions')
})

test('changed, but the others could not be signed out', async () => {
  const { backend, signIn } = await startAccount()
  const { seed, open } = await signIn()
  const page = await open('/account/password')
  page.fill('Current password', seed.password)
  page.fill('New password', next)
  backend.fail('GlobalSignOut', 'drop')
  page.send('New password')
  await page.says(/the other browsers could not be signed out/)
  const again = page.link('Sign out everywhere')
  expect(again.getAttribute('href')).toBe('/account/sessions')
})
