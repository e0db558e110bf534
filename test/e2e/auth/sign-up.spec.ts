import { expect, test } from '#test/e2e/support/fixtures.ts'
import {
  callsOf,
  codeField,
  emailField,
  expectHeading,
  expectPath,
  expectRefusals,
  main,
  passwordField,
  press,
} from './forms.ts'

const good = 'plum-tree-house-7'

test('from the form through the code into the page one wanted', async ({
  page,
  people,
  inbox,
  site,
}) => {
  const calls = callsOf(page, site)
  const email = people.address()
  await page.goto('/admins')
  await page.getByRole('main').getByRole('link', { name: 'Create an account' }).click()
  await expectPath(page, '/sign-up')
  await main(page).getByLabel('Agent name').fill('  Ada ')
  await emailField(page).fill(` ${email.toUpperCase()}`)
  await passwordField(page).fill(good)
  await main(page).getByRole('button', { name: 'Create account' }).dblclick()
  await expectHeading(page, 'Check your email')
  await expect(main(page)).toContainText(email)
  expect(calls.filter((call) => call === 'SignUp')).toHaveLength(1)

  // The heading has the focus; what is typed goes into the field all the same.
  await expect(codeField(page)).toHaveAttribute('autocomplete', 'one-time-code')
  await page.keyboard.type(await inbox.code(email))
  await expectHeading(page, 'This page is not for you')
  await expectPath(page, '/admins')
  expect(await page.evaluate(() => sessionStorage.getItem('draft'))).toBeNull()
})

test('rules are ticked off while typing; what the form refuses never leaves', async ({
  page,
  site,
}) => {
  const calls = callsOf(page, site)
  await page.goto('/sign-up')
  await press(page, 'Create account')
  await expect(main(page).getByLabel('Agent name')).toBeFocused()
  await main(page).getByLabel('Agent name').fill('Ada')
  await emailField(page).fill('ada@example.com')
  const password = passwordField(page)
  for (const [typed, sentence] of [
    ['short', 'does not meet all of the rules'],
    ['no-number-here', 'does not meet all of the rules'],
    ['password1', 'Many people use this password'],
  ] as const) {
    await password.fill(typed)
    await expect(main(page).getByText(sentence)).toBeHidden()
    await press(page, 'Create account')
    await expect(password).toBeFocused()
    await expect(password).toHaveAttribute('aria-invalid', 'true')
    await expect(password).toHaveAccessibleDescription(new RegExp(sentence))
  }
  await password.fill(good)
  await expect(password).toHaveAccessibleDescription(/at least 8 characters\s*\(met\)/)
  expect(calls).toEqual([])
})

test('a wrong code stays on the screen, an expired one is sent anew', async ({
  page,
  people,
  inbox,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  await page.clock.install()
  const email = people.address()
  await page.goto('/sign-up')
  await main(page).getByLabel('Agent name').fill('Ada')
  await emailField(page).fill(email)
  await passwordField(page).fill(good)
  await press(page, 'Create account')
  await expectHeading(page, 'Check your email')
  await codeField(page).fill('000000')
  await expect(main(page).getByText(/not right, or it has run out/)).toBeVisible()
  await expect(codeField(page)).toBeFocused()

  const old = await inbox.code(email)
  await site.lever('clock', 'POST', { advance: 25 * 3600 })
  await codeField(page).fill(old)
  await press(page, 'Confirm').catch(() => undefined)
  await expect(main(page).getByText(/not right, or it has run out/)).toBeVisible()

  const resend = main(page).getByRole('button', { name: /Send a new code/ })
  await expect(resend).toHaveText(/in \d+ seconds/)
  await page.clock.fastForward(31_000)
  await expect(resend).toHaveText('Send a new code')
  await resend.click()
  await expect(main(page).getByText(/A new code is on its way/)).toBeVisible()
  await codeField(page).fill(await inbox.code(email, 2))
  await expectPath(page, '/account')
})

test('an address that has an account already looks like any other', async ({
  page,
  people,
  site,
  expected,
}) => {
  expectRefusals(expected, site)
  const { email } = await people.make('confirmed')
  await page.goto('/sign-up')
  await main(page).getByLabel('Agent name').fill('Eve')
  await emailField(page).fill(email)
  await passwordField(page).fill(good)
  await press(page, 'Create account')
  await expectHeading(page, 'Check your email')
  await expect(main(page)).toContainText(`We sent a code to ${email}.`)
})

test('another address: what was typed is still there, and survives a reload', async ({
  page,
  people,
}) => {
  const email = people.address()
  await page.goto('/sign-up?returnTo=/files')
  await main(page).getByLabel('Agent name').fill('Ada')
  await emailField(page).fill(email)
  await page.reload()
  await expect(emailField(page)).toHaveValue(email)
  await passwordField(page).fill(good)
  await press(page, 'Create account')
  await expectHeading(page, 'Check your email')
  await page.reload()
  await expect(main(page)).toContainText(email)
  await main(page).getByRole('link', { name: 'Use another address' }).click()
  await expect(emailField(page)).toHaveValue(email)
  await expect(main(page).getByLabel('Agent name')).toHaveValue('Ada')
  await expect(passwordField(page)).toHaveValue('')
  expect(new URL(page.url()).search).toBe('?returnTo=%2Ffiles')
})

test('the link in a mail fills in the code and leaves nothing in the address', async ({
  page,
  people,
  inbox,
}) => {
  const person = await people.make('unconfirmed')
  const code = await inbox.code(person.email)
  await page.goto(`/confirm?email=${encodeURIComponent(person.email)}&code=${code}&returnTo=/files`)
  await expect(page).toHaveURL(/\/confirm\?returnTo=%2Ffiles$/)
  await expect(codeField(page)).toHaveValue(code)
  await page.reload()
  await expect(codeField(page)).toHaveValue(code)
  await press(page, 'Confirm')
  await expectPath(page, '/sign-in')
  await expect(main(page)).toContainText('Your email is confirmed.')
})
