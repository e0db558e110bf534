import { expect, test } from '#test/e2e/support/fixtures.ts'
import {
  codeField,
  emailField,
  expectHeading,
  expectPath,
  main,
  passwordField,
  press,
} from './forms.ts'

test('from the form through the code into the page one wanted', async ({ page, people, inbox }) => {
  const email = people.address()
  await page.goto('/admins')
  await main(page).getByRole('link', { name: 'Create an account' }).click()
  await expectPath(page, '/sign-up')
  await main(page).getByLabel('Agent name').fill('Ada')
  await emailField(page).fill(email)
  await passwordField(page).fill('plum-tree-house-7')
  await press(page, 'Create account')
  await expectHeading(page, 'Check your email')
  await expect(codeField(page)).toHaveAttribute('autocomplete', 'one-time-code')
  await page.keyboard.type(await inbox.code(email))
  await expectHeading(page, 'This page is not for you')
  await expectPath(page, '/admins')
})

test('a forgotten password: ask, code and new password, and in', async ({
  page,
  people,
  inbox,
}) => {
  const person = await people.make('confirmed')
  await page.goto('/sign-in?returnTo=/about')
  await emailField(page).fill(person.email)
  await main(page).getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(emailField(page)).toHaveValue(person.email)
  await press(page, 'Send the code')
  await expectHeading(page, 'Choose a new password')
  await codeField(page).fill(await inbox.code(person.email))
  await passwordField(page, 'New password').fill('plum-tree-house-7')
  await press(page, 'Save and sign in')
  await expectPath(page, '/about')
})
