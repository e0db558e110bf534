import { readFile } from 'node:fs/promises'
import { expect, test } from '#test/e2e/support/fixtures.ts'
import { expectHeadingFocused } from '#test/e2e/support/keyboard.ts'

test('every section on a small screen in the dark: reached, within its edges, and in use', async ({
  signedIn: { page, email },
}) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/account')
  const main = page.getByRole('main')
  const turnTo = async (name: string) => {
    await page.getByRole('navigation', { name: 'Your account' }).getByRole('link', { name }).click()
    await expectHeadingFocused(page, name)
  }
  const expectWithin = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await expectWithin()

  await turnTo('Email')
  await main.getByRole('button', { name: 'Send the code' }).click()
  await expect(main.getByLabel('New address')).toBeFocused()
  await expectWithin()

  await turnTo('Password')
  await main.getByLabel('New password').fill('short')
  await expectWithin()

  await turnTo('Two-step verification')
  await main.getByRole('button', { name: 'Set up' }).click()
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible()
  await expectWithin()

  await turnTo('Devices')
  await expect(main.getByRole('heading', { level: 2 })).not.toHaveCount(0)
  await expectWithin()

  await turnTo('Sessions')
  const end = main.getByRole('button', { name: 'Sign out everywhere' })
  await end.click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectWithin()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(end).toBeFocused()

  await turnTo('Your data')
  const downloading = page.waitForEvent('download')
  await main.getByRole('button', { name: 'Download' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('my-account.json')
  const data = JSON.parse(await readFile(await download.path(), 'utf8')) as object
  expect(data).toMatchObject({ attributes: { email }, files: [], picture: null })
  await expect(main.getByText('Downloaded', { exact: true })).toBeVisible()

  await turnTo('Delete account')
  await main.getByRole('button', { name: 'Delete my account' }).click()
  await expect(main.getByLabel(/^To confirm/)).toBeFocused()
  await expectWithin()
})
