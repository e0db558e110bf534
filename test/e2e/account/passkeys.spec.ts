import { expect } from '#test/e2e/support/fixtures.ts'
import { plugIn, test } from '#test/e2e/support/passkey-device.ts'

test('a passkey is added, found there already, shown in the other tab, and removed', async ({
  signedIn: { page },
}) => {
  const device = await plugIn(page)
  await device.present(true)
  await page.goto('/account/passkeys')
  const other = await page.context().newPage()
  await other.goto('/account/passkeys')
  await expect(other.getByText('No passkeys yet')).toBeVisible()
  // Browsers ask for passkeys only on the page in front.
  await page.bringToFront()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('rowheader')).toHaveCount(1)
  await expect(other.getByRole('rowheader')).toHaveCount(1)
  expect(await device.keys()).toBe(1)

  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('alert')).toContainText('has a passkey for you already')

  await page.getByRole('button', { name: /^Remove/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText('No passkeys yet')).toBeVisible()
  await expect(other.getByText('No passkeys yet')).toBeVisible()
})
