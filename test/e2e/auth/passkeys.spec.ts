import { expect } from '#test/e2e/support/fixtures.ts'
import { plugIn, test } from '#test/e2e/support/passkey-device.ts'
import { emailField, expectHeading, expectPath, press, signIn, signOut } from './forms.ts'

test('a passkey made on the account page signs in, by its button and by autofill', async ({
  page,
  people,
}) => {
  const device = await plugIn(page)
  const person = await people.make('confirmed')
  await signIn(page, person, '/sign-in?returnTo=/account/passkeys')
  await expectHeading(page, 'Passkeys')
  await device.present(true)
  await press(page, 'Add a passkey')
  await expect(page.getByRole('rowheader')).toHaveCount(1)
  await device.present(false)
  await signOut(page)
  await expectPath(page, '/signed-out')
  await page.evaluate(() => localStorage.removeItem('last-email'))

  // Not known here any more, so nothing is offered before the address is typed.
  await page.goto('/sign-in?returnTo=/about')
  await expect(emailField(page)).toHaveAttribute('autocomplete', 'username webauthn')
  await emailField(page).fill(person.email)
  await device.present(true)
  await press(page, 'Use a passkey')
  await expectPath(page, '/about')
  await device.present(false)
  await signOut(page)
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()

  // The finger stands for choosing the passkey in the list at the email field.
  await device.present(true)
  await page.goto('/sign-in?returnTo=/about')
  await expectPath(page, '/about')
})
