import type { BrowserContext } from '@playwright/test'
import { expect, test } from '#test/e2e/support/fixtures.ts'
import { tabTo } from '#test/e2e/support/keyboard.ts'
import {
  callsOf,
  emailField,
  expectHeading,
  expectPath,
  expectRefusals,
  main,
  passwordField,
  press,
  signIn,
} from './forms.ts'

const wrong = 'The email or the password is not right.'

/** Nothing that opens a door may lie where scripts, histories or reports look. */
async function expectNoSecrets(context: BrowserContext, password: string) {
  for (const page of context.pages()) {
    expect(page.url()).not.toMatch(/eyJ|password/)
    expect(await page.content()).not.toContain('eyJ')
    expect(
      await page.evaluate(() =>
        JSON.stringify([localStorage, sessionStorage].map((it) => Object.entries(it))),
      ),
    ).not.toContain(password)
  }
}

test('in, reload, out, and in again without a reload', async ({ page, people, context }) => {
  const person = await people.make('admin')
  await signIn(page, person, '/admins')
  await expectHeading(page, 'Admins')
  await expect(main(page)).toContainText(person.email)
  await expectNoSecrets(context, person.password)
  const calls: string[] = []
  page.on('request', (request) => {
    const target = request.headers()['x-amz-target']
    if (target) calls.push(target)
  })
  await page.reload()
  await expect(main(page)).toContainText(person.email)
  expect(calls, 'a reload asks nobody who is signed in').toEqual([])

  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expectHeading(page, 'You are signed out')
  await expectPath(page, '/signed-out')
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain(
    'eyJ',
  )

  await main(page).getByRole('link', { name: 'Sign in again' }).click()
  await expect(emailField(page)).toHaveValue(person.email)
  await passwordField(page).fill(person.password)
  await passwordField(page).press('Enter')
  await expectPath(page, '/account')
})

test('a wrong password and an unknown address look the same, and nothing typed is lost', async ({
  page,
  people,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  const person = await people.make('confirmed')
  for (const email of [people.address(), person.email]) {
    await signIn(page, { email, password: 'not-the-password-1' })
    await expect(main(page).getByText(wrong)).toBeVisible()
    await expect(passwordField(page)).toBeFocused()
    await expect(passwordField(page)).toHaveAttribute('aria-invalid', 'true')
    await expect(passwordField(page)).toHaveAccessibleDescription(wrong)
    await expect(passwordField(page)).toHaveValue('not-the-password-1')
    await expect(emailField(page)).toHaveValue(email)
  }
  // A sentence about what has been changed since goes.
  await passwordField(page).fill(person.password)
  await expect(main(page).getByText(wrong)).toBeHidden()
  await press(page, 'Sign in')
  await expectPath(page, '/account')
})

test('what is missing is said at its field, and no call leaves', async ({ page, site }) => {
  const calls = callsOf(page, site)
  await page.goto('/sign-in')
  await press(page, 'Sign in')
  await expect(emailField(page)).toBeFocused()
  await expect(emailField(page)).toHaveAccessibleDescription('Enter your email.')
  await emailField(page).fill('ada@example')
  await passwordField(page).fill('x')
  await press(page, 'Sign in')
  await expect(emailField(page)).toBeFocused()
  await expect(emailField(page)).toHaveAccessibleDescription(/whole email address/)
  await expect(passwordField(page)).toHaveAttribute('aria-invalid', 'false')
  expect(calls).toEqual([])
})

test('the address is trimmed and lower-cased; two clicks are one call; no script is fetched late', async ({
  page,
  people,
  site,
}) => {
  const person = await people.make('confirmed')
  await page.goto('/sign-in')
  const calls = callsOf(page, site)
  await emailField(page).fill(`  ${person.email.toUpperCase()} `)
  await passwordField(page).fill(person.password)
  await page.waitForLoadState('networkidle')
  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await main(page).getByRole('button', { name: 'Sign in', exact: true }).dblclick()
  await expectPath(page, '/account')
  expect(calls.filter((call) => call === 'InitiateAuth')).toHaveLength(1)
  expect(scripts.filter((url) => /user-pool|engine|code-page|problems/.test(url))).toEqual([])
})

test('password managers and phones know the fields', async ({ page }) => {
  await page.goto('/sign-in')
  await expect(emailField(page)).toHaveAttribute('autocomplete', 'username')
  await expect(emailField(page)).toHaveAttribute('type', 'email')
  await expect(passwordField(page)).toHaveAttribute('autocomplete', 'current-password')
  await expect(main(page).locator('form')).toHaveAttribute('method', 'post')
  await passwordField(page).fill('secret')
  await page.getByRole('button', { name: 'Show password' }).click()
  await expect(passwordField(page)).toHaveAttribute('type', 'text')
  await page.getByRole('link', { name: 'Create an account' }).click()
  await expectPath(page, '/sign-up')
  await expect(emailField(page)).toHaveAttribute('autocomplete', 'username')
  await expect(passwordField(page)).toHaveAttribute('autocomplete', 'new-password')
})

test('an account that is switched off, and one locked for too many attempts', async ({
  page,
  people,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  await signIn(page, await people.make('disabled'))
  await expect(page.getByRole('alert')).toContainText('switched off')
  await signIn(page, await people.make('locked'))
  await expect(page.getByRole('alert')).toContainText(/You can try again in \d+ seconds?/)
  await expect(page.getByRole('alert')).toContainText('You can try again now.')
  await expect(passwordField(page)).not.toHaveValue('')
})

test('throttled, broken, cut off: a sentence each, nothing lost, and then it works', async ({
  page,
  people,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  const person = await people.make('confirmed')
  await page.goto('/sign-in')
  await emailField(page).fill(person.email)
  await passwordField(page).fill(person.password)
  await page.waitForLoadState('networkidle')
  for (const [fault, sentence] of [
    ['throttle', 'Very many people'],
    ['error', 'The service has a problem'],
    ['drop', 'There is no connection'],
  ] as const) {
    await site.lever('faults', 'POST', {
      service: 'cognito-idp',
      operation: 'InitiateAuth',
      fault,
      // Browsers ask once more by themselves after a connection has broken.
      times: fault === 'drop' ? 2 : 1,
    })
    await press(page, 'Sign in')
    await expect(page.getByRole('alert')).toContainText(sentence)
    await expect(passwordField(page)).toHaveValue(person.password)
  }
  await page.context().setOffline(true)
  await press(page, 'Sign in')
  await expect(page.getByRole('alert')).toContainText('There is no connection')
  await page.context().setOffline(false)
  await press(page, 'Sign in')
  await expectPath(page, '/account')
})

test('with the keyboard alone', async ({ page, people }) => {
  const person = await people.make('confirmed')
  await page.goto('/sign-in')
  await tabTo(page, emailField(page))
  await page.keyboard.type(person.email)
  await page.keyboard.press('Tab')
  await expect(passwordField(page)).toBeFocused()
  await page.keyboard.type(person.password)
  await tabTo(page, main(page).getByLabel('Keep me signed in'))
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expectPath(page, '/account')
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain(
    'eyJ',
  )
})

test('somebody who has yet to confirm gets a new code, and is then signed in', async ({
  page,
  people,
  inbox,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  const person = await people.make('unconfirmed')
  const before = (await inbox.messages(person.email)).length
  await signIn(page, person)
  await expectHeading(page, 'Check your email')
  await page.keyboard.type(await inbox.code(person.email, before + 1))
  await expectPath(page, '/account')
})

test('after a reload the code still confirms, and the sign-in screen says so', async ({
  page,
  people,
  inbox,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  const person = await people.make('unconfirmed')
  const before = (await inbox.messages(person.email)).length
  await signIn(page, person)
  await expectHeading(page, 'Check your email')
  await page.reload()
  await expect(main(page)).toContainText(person.email)
  await main(page)
    .getByLabel('Code')
    .fill(await inbox.code(person.email, before + 1))
  await expectPath(page, '/sign-in')
  await expect(main(page)).toContainText('Your email is confirmed.')
  await expect(emailField(page)).toHaveValue(person.email)
})

test('an administrator wants a new password: code and password, and in', async ({
  page,
  people,
  inbox,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  await page.clock.install()
  const person = await people.make('reset-required')
  await signIn(page, person)
  await expectHeading(page, 'Choose a new password')
  await expect(main(page)).toContainText('A new password is needed')
  await page.clock.fastForward(31_000)
  await press(page, 'Send a new code')
  await main(page)
    .getByLabel('Code')
    .fill(await inbox.code(person.email))
  await passwordField(page, 'New password').fill('a-better-one-1')
  await press(page, 'Save and sign in')
  await expectPath(page, '/account')
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

test('the way back is kept, and only to pages of our own', async ({ page, people }) => {
  const person = await people.make('confirmed')
  await page.goto('/admins?tab=1#claims')
  await expectPath(page, '/sign-in')
  await emailField(page).fill(person.email)
  await passwordField(page).fill(person.password)
  await press(page, 'Sign in')
  await expectHeading(page, 'This page is not for you')
  expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('?tab=1#claims')
  await page.goto('/sign-in?returnTo=//evil.example')
  await expectPath(page, '/account')
})

test('in Chinese, switched while typing, with its own sentences for errors', async ({
  page,
  people,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  await page.goto('/sign-in')
  await emailField(page).fill(people.address())
  await page.getByRole('combobox', { name: 'Language' }).selectOption('简体中文')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('登录')
  await expect(main(page).getByLabel('邮箱')).not.toHaveValue('')
  await main(page).getByLabel('密码', { exact: true }).fill('not-the-password-1')
  await press(page, '登录')
  await expect(main(page).getByText('邮箱或密码不正确。')).toBeVisible()
})
