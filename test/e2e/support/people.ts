import { expect, type Page } from '@playwright/test'
import type { SeedKind } from '#infra/local/user-pool/seeds.ts'
import type { Backend } from '#test/e2e/support/backend.ts'

export interface Person {
  readonly email: string
  readonly password: string
  readonly username: string
  readonly phone?: string
  readonly totp?: { readonly secret: string; readonly uri: string }
}

export type People = ReturnType<typeof createPeople>

let made = 0

export function createPeople(site: Pick<Backend, 'lever'>) {
  return {
    /** An account in the state asked for, as the inbox page's own buttons make it. */
    make: async (kind: SeedKind) => (await site.lever('users', 'POST', { kind })) as Person,

    /** An address that nobody has yet. */
    address: () => `person-${process.pid}-${(made += 1)}@example.com`,

    async signIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>) {
      await page.goto('/sign-in')
      await page.getByLabel('Email').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page).toHaveURL(/\/account/)
    },
  }
}
