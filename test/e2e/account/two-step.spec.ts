import { Secret, TOTP } from 'otpauth'
import { expect, test } from '#test/e2e/support/fixtures.ts'

test('an authenticator app: set up, asked for, turned off with the password', async ({
  signedIn: { page, email, password },
  site,
  expected,
}) => {
  await page.goto('/account/two-step')
  await expect(page.getByText('Two-step verification is off')).toBeVisible()
  await page.getByRole('button', { name: 'Set up' }).click()
  await expect(page.getByRole('heading', { name: 'Scan this' })).toBeFocused()
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible()
  const shown = await page.getByLabel('Secret', { exact: true }).textContent()
  const secret = Secret.fromBase32((shown ?? '').replaceAll(' ', ''))
  const code = async () => {
    const { now } = (await site.lever('clock', 'POST', { advance: 0 })) as { now: string }
    return new TOTP({ secret }).generate({ timestamp: new Date(now).getTime() })
  }

  expected.failures.push(new RegExp(`^${site.aws}`))
  await page.getByLabel('Code from the app').fill('000000')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Code from the app')).toHaveAccessibleDescription(/not the code/)
  await page.getByLabel('Code from the app').fill(await code())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Authenticator app On' })).toBeVisible()
  expect(
    await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })),
  ).not.toContain(secret.base32)

  await page.getByRole('button', { name: 'Account of Sam Sample' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
  await site.lever('clock', 'POST', { advance: 30 })
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByLabel('Code', { exact: true }).fill(await code())
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/account$/)

  await page.goto('/account/two-step')
  await page.getByRole('button', { name: 'Turn off' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Your password', { exact: true })).toBeFocused()
  await page.keyboard.type('not-my-password-1')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Your password', { exact: true })).toHaveAccessibleDescription(
    /not your password/,
  )
  await dialog.getByLabel('Your password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Two-step verification is off')).toBeVisible()
})
