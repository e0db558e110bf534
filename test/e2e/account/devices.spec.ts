import { expect, test } from '#test/e2e/support/fixtures.ts'

test('lists the browsers, and forgets another one', async ({ page, people, browser, baseURL }) => {
  const person = await people.make('confirmed')
  await people.signIn(page, person)
  const other = await (await browser.newContext({ ...(baseURL && { baseURL }) })).newPage()
  await people.signIn(other, person)
  await other.close()

  await page.goto('/account/devices')
  await expect(page.getByRole('rowheader')).toHaveText([/This one/, /Chrome on Linux$/])
  await page.getByRole('row').nth(2).getByRole('button').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click()
  await expect(page.getByRole('rowheader')).toHaveCount(1)
})

test('remembers this browser, and the other tab shows it', async ({ page, people }) => {
  await people.signIn(page, await people.make('confirmed'))
  await page.goto('/account/devices')
  const second = await page.context().newPage()
  await second.goto('/account/devices')
  const remember = { name: 'Do not ask for a code in this browser' }
  await page.getByRole('switch', remember).click()
  await expect(page.getByText('Not asked for codes')).toBeVisible()
  await expect(second.getByRole('switch', remember)).toBeChecked()
})

test('forgetting this browser signs out here', async ({ page, people }) => {
  await people.signIn(page, await people.make('confirmed'))
  await page.goto('/account/devices')
  await page.getByRole('button', { name: /^Forget/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
})

test('a list that does not come can be asked for again', async ({
  signedIn: { page },
  site,
  expected,
}) => {
  expected.failures.push(new RegExp(`^${site.aws}`))
  await site.lever('faults', 'POST', {
    service: 'cognito-idp',
    operation: 'ListDevices',
    fault: 'error',
    times: 1,
  })
  await page.goto('/account/devices')
  await expect(page.getByRole('alert')).toContainText('The service has a problem')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No known browsers')).toBeVisible()
  await expect(page.getByRole('alert')).toBeHidden()
})

test('signing out everywhere: a failure is told, then all sessions end', async ({
  signedIn: { page },
  site,
  expected,
}) => {
  expected.failures.push(new RegExp(`^${site.aws}`))
  await site.lever('faults', 'POST', {
    service: 'cognito-idp',
    operation: 'GlobalSignOut',
    fault: 'error',
    times: 1,
  })
  await page.goto('/account/sessions')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(dialog.getByRole('alert')).toContainText('The service has a problem')
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
})
