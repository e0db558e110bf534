import { expect, type Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import type { Backend } from '#test/e2e/support/backend.ts'
import type { Expected } from '#test/e2e/support/watch.ts'

interface Credentials {
  readonly email: string
  readonly password: string
}

export const main = (page: Page) => page.getByRole('main')
export const emailField = (page: Page) => main(page).getByLabel('Email')
export const passwordField = (page: Page, name: 'Password' | 'New password' = 'Password') =>
  main(page).getByLabel(name, { exact: true })
export const codeField = (page: Page) => main(page).getByLabel(/^Code/)
export const press = (page: Page, name: string) =>
  main(page).getByRole('button', { name, exact: true }).click()

/** Cognito answers what it refuses with 400, which the browser tells on its console. */
export const expectRefusals = (expected: Expected, site: Backend) =>
  expected.failures.push(new RegExp(`^${site.aws}/$`))

export async function signIn(page: Page, { email, password }: Credentials, from = '/sign-in') {
  await page.goto(from)
  await emailField(page).fill(email)
  await passwordField(page).fill(password)
  await press(page, 'Sign in')
}

export async function signOut(page: Page) {
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

/** Where the app is, whatever it carries along. */
export const expectPath = (page: Page, path: string) =>
  expect(page).toHaveURL((url) => url.pathname === path)

export const expectHeading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeFocused()

export const totpCode = (secret: string, now = Date.now()) =>
  new TOTP({ secret }).generate({ timestamp: now })

/** The calls that leave for the user pool from now on, by operation. */
export function callsOf(page: Page, site: Backend) {
  const calls: string[] = []
  page.on('request', (request) => {
    const target = request.headers()['x-amz-target']
    if (request.url().startsWith(site.aws) && target) calls.push(target.split('.')[1] ?? target)
  })
  return calls
}

/** To be asked later whether scripts of these names are here, and nothing is on its way any more. */
export function followLoading(page: Page) {
  const loaded: string[] = []
  const open = new Set<unknown>()
  page.on('request', (request) => open.add(request))
  page.on('requestfailed', (request) => open.delete(request))
  page.on('requestfinished', (request) => {
    open.delete(request)
    loaded.push(request.url())
  })
  const missing = (names: readonly string[]) =>
    names.filter((name) => !loaded.some((url) => url.includes(`/${name}-`)))
  return (...names: readonly string[]) =>
    expect
      .poll(() => ({ missing: missing(names), open: open.size }))
      .toEqual({ missing: [], open: 0 })
}
