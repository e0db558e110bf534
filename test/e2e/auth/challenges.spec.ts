import { expect, test } from '#test/e2e/support/fixtures.ts'
import {
  codeField,
  emailField,
  expectHeading,
  expectPath,
  main,
  press,
  signIn,
  signOut,
  totpCode,
} from './forms.ts'

test('back, forward, a reload, and in; a device that is remembered is not asked again', async ({
  page,
  people,
}) => {
  const person = await people.make('totp')
  await signIn(page, person, '/sign-in?returnTo=/admins')
  await expectHeading(page, 'Enter your code')
  await page.goBack()
  await expectPath(page, '/sign-in')
  await expect(emailField(page)).toHaveValue(person.email)
  await page.goForward()
  await expectHeading(page, 'Enter your code')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Enter your code')
  await main(page).getByLabel('Do not ask again on this device').check()
  await codeField(page).fill(totpCode(person.totp?.secret ?? ''))
  await press(page, 'Continue')
  await expectHeading(page, 'This page is not for you')
  // The steps behind one are no way back out of the account.
  await page.goBack()
  await expectPath(page, '/admins')

  await signOut(page)
  await expectPath(page, '/signed-out')
  await signIn(page, person, '/sign-in?returnTo=/admins')
  await expectHeading(page, 'This page is not for you')
})
