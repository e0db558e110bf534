import { expect, test } from '#test/e2e/support/fixtures.ts'

const name = 'Agent name'
const save = 'Save changes'

test('greets by name, and saves what was changed', async ({ signedIn: { page } }) => {
  await page.goto('/account')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello, Sam Sample')
  await expect(page.getByLabel(name)).toHaveValue('Sam Sample')

  const sent = page.waitForRequest((request) =>
    (request.headers()['x-amz-target'] ?? '').endsWith('UpdateUserAttributes'),
  )
  await page.getByLabel(name).fill('  Ada King ')
  await expect(page.getByText('Not saved yet')).toBeVisible()
  await page.keyboard.press('Enter')
  expect(((await sent).postDataJSON() as { UserAttributes: unknown }).UserAttributes).toEqual([
    { Name: 'custom:agentName', Value: 'Ada King' },
  ])
  await expect(page.getByRole('main').getByText('Saved', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello, Ada King')
  await expect(page.getByRole('button', { name: 'Account of Ada King' })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel(name)).toHaveValue('Ada King')
})

test('what is missing is told at its field, and nothing is sent', async ({
  signedIn: { page },
}) => {
  await page.goto('/account')
  await page.getByLabel(name).fill('  ')
  await page.getByRole('button', { name: save }).click()
  await expect(page.getByLabel(name)).toBeFocused()
  await expect(page.getByLabel(name)).toHaveAccessibleDescription(/Please fill this in/)
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await expect(page.getByLabel(name)).toHaveValue('Sam Sample')
  await expect(page.getByText('Please fill this in')).toBeHidden()
})

test('what was not saved outlasts a reload and other pages', async ({ signedIn: { page } }) => {
  await page.goto('/account')
  await page.getByLabel(name).fill('Half a na')
  await page.getByRole('contentinfo').getByRole('link', { name: 'About' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('About this starter')
  await page.goBack()
  await expect(page.getByLabel(name)).toHaveValue('Half a na')
  await page.reload()
  await expect(page.getByLabel(name)).toHaveValue('Half a na')
  await expect(page.getByText('Not saved yet')).toBeVisible()

  await page.getByRole('button', { name: 'Account of Sam Sample' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain(
    'Half a na',
  )
})

test('a connection that breaks loses nothing', async ({ signedIn: { page }, site, expected }) => {
  expected.failures.push(new RegExp(`^${site.aws}`))
  await page.goto('/account')
  await page.getByLabel(name).fill('Ada King')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: save }).click()
  await expect(page.getByRole('alert')).toContainText('There is no connection')
  await expect(page.getByLabel(name)).toHaveValue('Ada King')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: save }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello, Ada King')
  await expect(page.getByRole('alert')).toBeHidden()
})

test('a change in one tab shows in the other', async ({ signedIn: { page }, context }) => {
  const other = await context.newPage()
  await other.goto('/account')
  await page.goto('/account')
  await expect(other.getByLabel(name)).toHaveValue('Sam Sample')
  await page.getByLabel(name).fill('Ada King')
  await page.getByRole('button', { name: save }).click()
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Hello, Ada King')
  await expect(other.getByLabel(name)).toHaveValue('Ada King')
})

test('a session that ends in between costs a sign-in and nothing typed', async ({
  signedIn: { page, email, password },
  site,
  expected,
}) => {
  expected.failures.push(new RegExp(`^${site.aws}`))
  // Whatever the page asks for by itself is answered before time moves.
  await page.goto('/account', { waitUntil: 'networkidle' })
  await page.getByLabel(name).fill('Ada King')
  // Longer than refresh tokens live.
  await site.lever('clock', 'POST', { advance: 31 * 24 * 3600 })
  await page.getByRole('button', { name: save }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your session has ended')
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/account$/)
  await expect(page.getByLabel(name)).toHaveValue('Ada King')
  await page.getByRole('button', { name: save }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello, Ada King')
})
