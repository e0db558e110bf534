import { expect, test } from '#test/e2e/support/fixtures.ts'

const name = 'Agent name'

test('what was not saved outlasts a reload and other pages; saved, every tab shows it', async ({
  signedIn: { page },
  context,
}) => {
  await page.goto('/account')
  await page.getByLabel(name).fill('Half a na')
  await page.getByRole('contentinfo').getByRole('link', { name: 'About' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('About this starter')
  await page.goBack()
  await expect(page.getByLabel(name)).toHaveValue('Half a na')
  await page.reload()
  await expect(page.getByLabel(name)).toHaveValue('Half a na')
  await expect(page.getByText('Not saved yet')).toBeVisible()

  const other = await context.newPage()
  await other.goto('/account')
  await expect(other.getByLabel(name)).toHaveValue('Sam Sample')
  await page.getByLabel(name).fill('Ada King')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByText('Saved', { exact: true })).toBeVisible()
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Hello, Ada King')

  await page.getByLabel(name).fill('Half a na')
  await page.getByRole('button', { name: 'Account of Ada King' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('Half a na')
})
