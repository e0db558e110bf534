import { readFile } from 'node:fs/promises'
import { expect, test } from '#test/e2e/support/fixtures.ts'

test('the data come as a file', async ({ page, people }) => {
  const person = await people.make('confirmed')
  await people.signIn(page, person)
  await page.goto('/account/data')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('my-account.json')
  const data = JSON.parse(await readFile(await download.path(), 'utf8')) as object
  expect(data).toMatchObject({
    attributes: { email: person.email },
    files: [],
    devices: [{ thisDevice: true }],
  })
  await expect(page.getByRole('main').getByText('Downloaded', { exact: true })).toBeVisible()
})

test('deleting the account takes the address and the password, and says goodbye', async ({
  signedIn: { page, email, password },
  site,
  expected,
}) => {
  expected.failures.push(new RegExp(`^${site.aws}`))
  await page.goto('/account/delete')
  const typed = page.getByLabel(`To confirm, type your address: ${email}`)
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expect(typed).toBeFocused()
  await typed.fill(email.toUpperCase())
  await page.getByLabel('Your password', { exact: true }).fill('not-my-password-1')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Your password', { exact: true })).toHaveAccessibleDescription(
    /not your password/,
  )
  await page.getByLabel('Your password', { exact: true }).fill(password)
  await site.lever('faults', 'POST', {
    service: 'cognito-idp',
    operation: 'DeleteUser',
    fault: 'error',
    times: 1,
  })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('The service has a problem')
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account is deleted')
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-in/)
})
