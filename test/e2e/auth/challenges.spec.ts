import { expect, test } from '#test/e2e/support/fixtures.ts'
import {
  codeField,
  emailField,
  expectHeading,
  expectPath,
  expectRefusals,
  main,
  passwordField,
  press,
  signIn,
  totpCode,
} from './forms.ts'

test('a code from the app: wrong, a reload, right', async ({ page, people, site, expected }) => {
  expectRefusals(expected, site)
  const person = await people.make('totp')
  const secret = person.totp?.secret ?? ''
  await signIn(page, person, '/admins')
  await expectHeading(page, 'Enter your code')
  await press(page, 'Continue')
  await expect(codeField(page)).toHaveAccessibleDescription(/Enter the code/)
  await page.keyboard.type('12')
  await press(page, 'Continue')
  await expect(codeField(page)).toHaveAccessibleDescription(/6 digits/)
  const right = totpCode(secret)
  await codeField(page).fill(right === '000000' ? '111111' : '000000')
  await press(page, 'Continue')
  await expect(main(page).getByText(/not the right code/)).toBeVisible()

  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Enter your code')
  await codeField(page).fill(totpCode(secret))
  await press(page, 'Continue')
  await expectHeading(page, 'This page is not for you')
})

test('a device that is remembered is not asked again', async ({ page, people }) => {
  const person = await people.make('totp')
  await signIn(page, person, '/admins')
  await expectHeading(page, 'Enter your code')
  await page.keyboard.type(totpCode(person.totp?.secret ?? ''))
  await main(page).getByLabel('Do not ask again on this device').check()
  await press(page, 'Continue')
  await expectHeading(page, 'This page is not for you')
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expectPath(page, '/signed-out')
  await signIn(page, person, '/admins')
  await expectHeading(page, 'This page is not for you')
})

test('back to the sign-in screen, by the link and by the browser', async ({ page, people }) => {
  const person = await people.make('totp')
  await signIn(page, person, '/sign-in?returnTo=/admins')
  await expectHeading(page, 'Enter your code')
  await page.goBack()
  await expectPath(page, '/sign-in')
  await expect(emailField(page)).toHaveValue(person.email)
  await page.goForward()
  await expectHeading(page, 'Enter your code')
  await main(page).getByRole('link', { name: 'Start again' }).click()
  await expectHeading(page, /Sign in to/)
  await expect(emailField(page)).toHaveValue(person.email)
  await page.goto('/sign-in/code?returnTo=/admins')
  await expectPath(page, '/sign-in')
  await passwordField(page).fill(person.password)
  await press(page, 'Sign in')
  await expectHeading(page, 'Enter your code')
  await codeField(page).fill(totpCode(person.totp?.secret ?? ''))
  await press(page, 'Continue')
  await expectPath(page, '/admins')
})

test('a step that took too long leads to the beginning, which says why', async ({
  page,
  people,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  const person = await people.make('totp')
  await signIn(page, person)
  await expectHeading(page, 'Enter your code')
  await site.lever('clock', 'POST', { advance: 16 * 60 })
  await codeField(page).fill('123456')
  await press(page, 'Continue')
  await expectPath(page, '/sign-in')
  await expect(main(page)).toContainText('That took too long')
  await expect(emailField(page)).toHaveValue(person.email)
})

test('the first sign-in of somebody invited: a password of their own', async ({ page, people }) => {
  const person = await people.make('new-password')
  await signIn(page, person)
  await expectHeading(page, 'Choose your password')
  const password = passwordField(page, 'New password')
  await password.fill('short')
  await press(page, 'Save and sign in')
  await expect(password).toBeFocused()
  await expect(password).toHaveAccessibleDescription(/does not meet all of the rules/)
  await page.reload()
  await expect(password).toHaveAttribute('autocomplete', 'new-password')
  await password.fill('plum-tree-house-7')
  await press(page, 'Save and sign in')
  await expectPath(page, '/account')
})
