import { expect, test } from '#test/e2e/support/fixtures.ts'
import {
  emailField,
  expectHeading,
  expectPath,
  expectRefusals,
  main,
  passwordField,
  press,
  signIn,
} from './forms.ts'

test('pages for members only: the way in, no for others, and no sign-in for those inside', async ({
  page,
  people,
}) => {
  const admin = await people.make('admin')
  await page.goto('/admins')
  await expectPath(page, '/sign-in')
  await signIn(page, admin, '/admins')
  await expectHeading(page, 'Admins')
  for (const path of ['/sign-in', '/sign-up', '/forgot-password', '/confirm', '/signed-out']) {
    await page.goto(`${path}?returnTo=/admins`)
    await expectPath(page, '/admins')
  }
})

test('no flash of a form for somebody who is signed in', async ({ page, people }) => {
  await signIn(page, await people.make('admin'), '/admins')
  await expectHeading(page, 'Admins')
  await page.addInitScript(() => {
    const seen = new Set<string>()
    Object.assign(window, { seen })
    const look = () => {
      const heading = document.querySelector('h1')
      const hidden = heading && getComputedStyle(heading).visibility === 'hidden'
      if (heading?.textContent && !hidden) seen.add(heading.textContent)
      requestAnimationFrame(look)
    }
    look()
  })
  await page.goto('/sign-in?returnTo=/admins')
  await expectPath(page, '/admins')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Admins')
  const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen])
  expect(seen).toEqual(['Admins'])
})

test('signed out in one tab is signed out in the other', async ({ page, people, context }) => {
  const admin = await people.make('admin')
  await signIn(page, admin, '/admins')
  await expectHeading(page, 'Admins')
  const other = await context.newPage()
  await other.goto('/admins')
  await expect(main(other)).toContainText(admin.email)
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expectHeading(page, 'You are signed out')
  await expect(main(other)).toContainText('in another tab')

  // And in again: the second tab is let in without being asked.
  await signIn(page, admin, '/admins')
  await expectHeading(page, 'Admins')
  await expectPath(other, '/account')
})

test('a session that has ended says so and leads back to the place', async ({
  page,
  people,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  const admin = await people.make('admin')
  await signIn(page, admin, '/admins?tab=2')
  await expectHeading(page, 'Admins')
  await site.lever('clock', 'POST', { advance: 31 * 24 * 3600 })
  await page.clock.install({ time: Date.now() + 31 * 24 * 3600_000 })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your session has ended')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your session has ended')
  await main(page).getByRole('link', { name: 'Sign in again' }).click()
  await expect(emailField(page)).toHaveValue(admin.email)
  await passwordField(page).fill(admin.password)
  await press(page, 'Sign in')
  await expectHeading(page, 'Admins')
  expect(new URL(page.url()).search).toBe('?tab=2')
})

test('nothing is cut off at 320 pixels', async ({ page, people, site, expected }) => {
  expectRefusals(expected, site)
  await page.setViewportSize({ width: 320, height: 640 })
  const expectNarrow = async () => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide, page.url()).toBeLessThanOrEqual(320)
  }
  const paths = ['/sign-in', '/sign-up', '/forgot-password', '/confirm', '/reset-password']
  for (const path of [...paths, '/signed-out']) {
    await page.goto(path)
    await expectNarrow()
  }
  await signIn(page, await people.make('unconfirmed'))
  await expectHeading(page, 'Check your email')
  await expectNarrow()
  await signIn(page, await people.make('totp'))
  await expectHeading(page, 'Enter your code')
  await expectNarrow()
  await signIn(page, await people.make('new-password'))
  await expectHeading(page, 'Choose your password')
  await expectNarrow()
})
