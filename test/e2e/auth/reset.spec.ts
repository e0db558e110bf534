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
} from './forms.ts'

const better = 'plum-tree-house-7'

test('ask, code and new password, and in; the old password is no good any more', async ({
  page,
  people,
  inbox,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  const person = await people.make('confirmed')
  await page.goto('/sign-in?returnTo=/admins')
  await emailField(page).fill(person.email)
  await main(page).getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(emailField(page)).toHaveValue(person.email)
  await press(page, 'Send the code')
  await expectHeading(page, 'Choose a new password')
  await page.reload()
  await expect(main(page)).toContainText(`If ${person.email} has an account here`)

  await press(page, 'Save and sign in')
  await expect(codeField(page)).toBeFocused()
  await codeField(page).fill('000000')
  await passwordField(page, 'New password').fill('password1')
  await press(page, 'Save and sign in')
  await expect(passwordField(page, 'New password')).toBeFocused()
  await expect(main(page).getByText(/Many people use this password/)).toBeVisible()
  await passwordField(page, 'New password').fill(better)
  await press(page, 'Save and sign in')
  await expect(codeField(page)).toBeFocused()
  await expect(main(page).getByText(/not right, or it has run out/)).toBeVisible()
  await expect(passwordField(page, 'New password')).toHaveValue(better)

  await codeField(page).fill(await inbox.code(person.email))
  await press(page, 'Save and sign in')
  await expectHeading(page, 'This page is not for you')

  await page.evaluate(() => {
    localStorage.clear()
    sessionStorage.clear()
  })
  await signIn(page, person)
  await expect(main(page).getByText(/The email or the password is not right/)).toBeVisible()
})

test('the words are the same without an account, and for one that was never confirmed', async ({
  page,
  people,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  const addresses = [
    people.address(),
    (await people.make('unconfirmed')).email,
    (await people.make('disabled')).email,
    (await people.make('new-password')).email,
  ]
  for (const address of addresses) {
    await page.goto('/forgot-password')
    await emailField(page).fill(address)
    await press(page, 'Send the code')
    await expectHeading(page, 'Choose a new password')
    await expect(main(page)).toContainText(`If ${address} has an account here`)
    await codeField(page).fill('123456')
    await passwordField(page, 'New password').fill(better)
    await press(page, 'Save and sign in')
    await expect(main(page).getByText(/not right, or it has run out/)).toBeVisible()
    await main(page).getByRole('link', { name: 'Use another address' }).click()
    await expectPath(page, '/forgot-password')
  }
})
