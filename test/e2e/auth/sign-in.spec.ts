import { expect, test } from '#test/e2e/support/fixtures.ts'
import { tabTo } from '#test/e2e/support/keyboard.ts'
import {
  callsOf,
  emailField,
  expectHeading,
  expectPath,
  expectRefusals,
  followLoading,
  main,
  passwordField,
  press,
  signOut,
} from './forms.ts'

/*
 * What only a browser shows. What the screens say and do is tested without one, in
 * test/src/features/auth/screens; SCENARIOS.md tells which is where.
 */

test('offline, in, reload, out, and in again without a reload', async ({
  page,
  people,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  const person = await people.make('admin')
  const untilLoaded = followLoading(page)
  await page.goto('/admins')
  await expectPath(page, '/sign-in')
  await emailField(page).fill(person.email)
  await passwordField(page).fill(person.password)
  await untilLoaded('user-pool', 'engine', 'code-page', 'problems')
  await page.context().setOffline(true)
  await press(page, 'Sign in')
  await expect(page.getByRole('alert')).toContainText('There is no connection')
  await expect(passwordField(page)).toHaveValue(person.password)
  await page.context().setOffline(false)

  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await press(page, 'Sign in')
  await expectHeading(page, 'Admins')
  await expect(main(page)).toContainText(person.email)
  expect(scripts.filter((url) => /user-pool|engine|code-page|problems/.test(url))).toEqual([])

  const calls = callsOf(page, site)
  await page.reload()
  await expect(main(page)).toContainText(person.email)
  expect(calls, 'a reload asks nobody who is signed in').toEqual([])

  await signOut(page)
  await expectHeading(page, 'You are signed out')
  await main(page).getByRole('link', { name: 'Sign in again' }).click()
  await expect(emailField(page)).toHaveValue(person.email)
  await passwordField(page).fill(person.password)
  await passwordField(page).press('Enter')
  await expectPath(page, '/account')
})

test('with the keyboard alone, for as long as the tab is open', async ({ page, people }) => {
  const person = await people.make('confirmed')
  await page.goto('/sign-in?returnTo=/about')
  await tabTo(page, emailField(page))
  await page.keyboard.type(person.email)
  await page.keyboard.press('Tab')
  await expect(passwordField(page)).toBeFocused()
  await page.keyboard.type(person.password)
  await tabTo(page, main(page).getByLabel('Keep me signed in'))
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expectPath(page, '/about')
  expect(await page.evaluate(() => Object.values(localStorage).join())).not.toContain('eyJ')
})

test('without scripts what was typed goes nowhere, least of all into the address', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.origin })
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')))
  await page.goto('/sign-in')
  await emailField(page).fill('ada@example.com')
  await passwordField(page).fill('do-not-leak-1')
  const blocked = page.waitForEvent('console', (message) => /form-action/.test(message.text()))
  await page.keyboard.press('Enter')
  await blocked
  expect(asked.join(' ')).not.toMatch(/do-not-leak|ada@/)
  await context.close()
})
