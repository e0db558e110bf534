import { expect, test } from '#test/e2e/support/fixtures.ts'

const next = 'a-new-password-7'

test('changes the password and ends the other sessions, not this one', async ({
  signedIn: { page, email, password },
  browser,
  people,
  baseURL,
}) => {
  const other = await (await browser.newContext({ ...(baseURL && { baseURL }) })).newPage()
  await people.signIn(other, { email, password })
  await page.goto('/account/password')
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('New password').fill(next)
  await expect(page.getByText('All requirements met').first()).toBeAttached()
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('main').getByText('signed out everywhere but in this browser'),
  ).toBeVisible()
  await expect(page.getByLabel('Current password')).toHaveValue('')
  await other.goto('/account/devices')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Your session has ended')
  await other.close()
  // Alive: it can still ask for what only the signed-in may see.
  await page.goto('/account/devices')
  await expect(page.getByText('This one')).toBeVisible()
  const menu = page.getByRole('button', { name: 'Account of Sam Sample' })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await people.signIn(page, { email, password: next })
})

test('a wrong password and a weak one are told at their fields', async ({
  signedIn: { page },
  site,
  expected,
}) => {
  expected.failures.push(new RegExp(`^${site.aws}`))
  await page.goto('/account/password')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByLabel('Current password')).toBeFocused()
  await page.getByLabel('Current password').fill('not-it-at-all-1')
  await page.getByLabel('New password').fill('short')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('New password')).toBeFocused()
  await page.getByLabel('New password').fill(next)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Current password')).toBeFocused()
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription(
    /This is not your password/,
  )
})

test('declined, the others stay, and the page says where to end them', async ({
  signedIn: { page, password },
}) => {
  await page.goto('/account/password')
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('New password').fill(next)
  await page.getByLabel('Sign out everywhere else').uncheck()
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByRole('link', { name: 'Sign out everywhere' }).click()
  await expect(page).toHaveURL(/\/account\/sessions$/)
})
