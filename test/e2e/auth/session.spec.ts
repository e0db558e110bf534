import type { SignInStep } from '#src/aws/challenges.ts'
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
  signOut,
} from './forms.ts'

test('for members only: no flash of a form for those inside, who stay inside', async ({
  page,
  people,
  context,
}) => {
  await people.enter(context, await people.make('admin'))
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
  for (const path of ['/sign-in', '/confirm']) {
    await page.goto(`${path}?returnTo=/admins`)
    await expectPath(page, '/admins')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Admins')
    const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen])
    expect(seen, path).toEqual(['Admins'])
  }
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

test('tabs: out of all at once, in again in all, and never two people at a time', async ({
  page,
  people,
  context,
}) => {
  const [admin, bob] = [await people.make('admin'), await people.make('admin')]
  await people.enter(context, admin)
  const other = await context.newPage()
  for (const tab of [page, other]) {
    await tab.goto('/admins')
    await expect(main(tab)).toContainText(admin.email)
  }
  await signOut(page)
  await expectHeading(page, 'You are signed out')
  await expect(main(other)).toContainText('in another tab')

  // In again, with another account: the second tab is let in without being asked, as that person.
  await signIn(page, bob, '/admins')
  await expectHeading(page, 'Admins')
  await expectPath(other, '/account')
  await other.goto('/admins')
  await expect(main(other)).toContainText(bob.email)
  await expect(main(other)).not.toContainText(admin.email)
})

test('three tabs with everything expired: one refresh, one set of credentials', async ({
  signedIn: { page },
  context,
  site,
}) => {
  await page.goto('/files')
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  await page.close()
  const later = 2 * 3600
  await site.lever('clock', 'POST', { advance: later })
  const now = Date.now() + later * 1000
  await context.clock.install({ time: now })
  await context.clock.pauseAt(now + 1000)
  const calls: string[] = []
  context.on('request', (request) => {
    const target = request.headers()['x-amz-target']
    if (target) calls.push(target.split('.')[1] ?? target)
  })
  const tabs = [await context.newPage(), await context.newPage(), await context.newPage()]
  await Promise.all(tabs.map((tab) => tab.goto('/files')))
  // A tab gives the others a moment to answer: of a clock that waits for whichever is busy.
  for (const tab of tabs) {
    const listed = tab.getByRole('heading', { name: 'Nothing here yet' })
    while (!(await listed.isVisible())) await context.clock.runFor(10)
  }
  expect(calls).toEqual(['GetTokensFromRefreshToken', 'GetCredentialsForIdentity'])
})

/** Every screen there is on the way in, by what leads to it. */
const screens: readonly (readonly [path: string, heading: string, step?: SignInStep])[] = [
  ['/sign-in', 'Sign in to Agent Desk'],
  ['/sign-up', 'Create your account'],
  ['/forgot-password', 'Reset your password'],
  ['/signed-out', 'You are signed out'],
  ['/confirm', 'Check your email', { type: 'confirm-sign-up', email: 'ada@example.com' }],
  [
    '/reset-password',
    'Choose a new password',
    { type: 'reset-password', email: 'ada@example.com', required: true },
  ],
  [
    '/sign-in/choose',
    'Choose how to sign in',
    { type: 'choose-factor', factors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] },
  ],
  ['/sign-in/choose', 'Use your passkey', { type: 'passkey' }],
  ['/sign-in/code', 'Enter your code', { type: 'code', purpose: 'mfa', kind: 'totp' }],
  [
    '/sign-in/two-step',
    'Confirm that it is you',
    { type: 'choose-mfa', kinds: ['totp', 'sms', 'email'] },
  ],
  ['/sign-in/set-up', 'Add a second step', { type: 'set-up-mfa', kinds: ['totp', 'email'] }],
  ['/sign-in/set-up', 'Add a second step', { type: 'set-up-totp' }],
  [
    '/sign-in/new-password',
    'Choose your password',
    { type: 'new-password', missing: ['given_name', 'phone_number'] },
  ],
]

test('every screen in the dark at 320 pixels: nothing is cut off, and axe looks', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/about')
  for (const [path, heading, step] of screens) {
    await page.evaluate((given) => {
      const challenge = {
        name: 'MFA_SETUP',
        session: 'x',
        username: 'x',
        email: 'ada@example.com',
        keep: true,
        passwordGiven: true,
        totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      }
      const kept = { version: 1, at: Date.now(), step: given, challenge }
      if (given) sessionStorage.setItem('step', JSON.stringify(kept))
    }, step)
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide, path).toBeLessThanOrEqual(320)
    await page.evaluate(() => window.lookNow())
  }
})
