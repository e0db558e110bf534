import { expect, test } from '#test/e2e/support/fixtures.ts'

test('a new address: code, once more, verified; the old one works until then', async ({
  signedIn: { page, email, password },
  inbox,
  people,
  site,
  expected,
}) => {
  const next = people.address()
  await page.goto('/account/email')
  await page.getByLabel('New address').fill(next)
  await page.getByLabel('Your password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused()
  await expect(page.getByRole('main')).toContainText(email)
  await page.reload()
  await page.getByRole('button', { name: 'Send a new code' }).click()
  await expect(page.getByText('A new code is on its way').first()).toBeVisible()

  expected.failures.push(new RegExp(`^${site.aws}`))
  const code = await inbox.code(next, 2)
  await page.getByLabel('Code', { exact: true }).fill(code === '000000' ? '111111' : '000000')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(
    /not the right code/,
  )
  await page.getByLabel('Code', { exact: true }).fill(code)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Your address is changed').first()).toBeVisible()
  await expect(page.getByRole('main').getByText(next).first()).toBeVisible()
  await page.getByRole('button', { name: 'Account of Sam Sample' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await people.signIn(page, { email: next, password })
})

test('an address that somebody has, and changing one’s mind', async ({
  signedIn: { page, password },
  people,
  site,
  expected,
}) => {
  expected.failures.push(new RegExp(`^${site.aws}`))
  const { email: taken } = await people.make('confirmed')
  await page.goto('/account/email')
  await page.getByLabel('New address').fill(taken)
  await page.getByLabel('Your password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('New address')).toHaveAccessibleDescription(/cannot be used here/)
  await page.getByLabel('New address').fill(people.address())
  await page.getByLabel('Your password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Nothing was changed').first()).toBeVisible()
  await expect(page.getByLabel('New address')).toBeVisible()
})
