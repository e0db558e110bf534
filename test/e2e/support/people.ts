import { expect, type BrowserContext, type Page } from '@playwright/test'
import type { SeedKind } from '#infra/local/user-pool/seeds.ts'
import { createMemory } from '#src/aws/platform.ts'
import { createSessionStorage } from '#src/aws/session-storage.ts'
import { sessionKey } from '#src/aws/storage-keys.ts'
import { tokensOf } from '#src/aws/tokens.ts'
import type { AuthenticationResult } from '#src/aws/user-pool-operations.ts'
import type { Backend } from '#test/e2e/support/backend.ts'
import { type Challenge, startSrp } from '#test/support/srp-client.ts'

export interface Person {
  readonly email: string
  readonly password: string
  readonly username: string
  readonly phone?: string
  readonly totp?: { readonly secret: string; readonly uri: string }
}

export type People = ReturnType<typeof createPeople>

let made = 0

export function createPeople(site: Pick<Backend, 'aws' | 'config' | 'lever' | 'origin'>) {
  return {
    /** An account in the state asked for, as the inbox page's own buttons make it. */
    make: async (kind: SeedKind) => (await site.lever('users', 'POST', { kind })) as Person,

    /** An address that nobody has yet. */
    address: () => `person-${process.pid}-${(made += 1)}@example.com`,

    /**
     * In before the first page is opened: the browser finds what the app would have stored. For
     * tests of what comes after signing in. There is no device yet, as for those who decline one.
     */
    async enter(context: BrowserContext, person: Pick<Person, 'email' | 'password'>) {
      const local = createMemory()
      const storage = createSessionStorage(
        { local, tab: createMemory() },
        site.config().userPoolClientId,
      )
      const tokens = tokensOf(await signInBySrp(site, person))
      storage.write({ tokens, generation: 0, clockOffset: 0, keep: true })
      const localStorage = [{ name: sessionKey, value: local.get(sessionKey) ?? '' }]
      await context.setStorageState({
        cookies: [],
        origins: [{ origin: site.origin, localStorage }],
      })
    },

    /** By the form, as anybody does. */
    async signIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>) {
      await page.goto('/sign-in')
      await page.getByLabel('Email').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page).toHaveURL(/\/account/)
    },
  }
}

async function signInBySrp(
  site: Pick<Backend, 'aws' | 'config'>,
  { email, password }: Pick<Person, 'email' | 'password'>,
) {
  const { userPoolId, userPoolClientId: ClientId } = site.config()
  const call = async (operation: string, input: object): Promise<unknown> => {
    const response = await fetch(site.aws, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ ClientId, ...input }),
    })
    if (!response.ok) throw new Error(`${operation}: ${await response.text()}`)
    return response.json()
  }
  const srp = startSrp(userPoolId.split('_')[1] ?? '')
  const { ChallengeParameters } = (await call('InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: email, SRP_A: srp.SRP_A },
  })) as { ChallengeParameters: Challenge }
  const { AuthenticationResult: result } = (await call('RespondToAuthChallenge', {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: srp.answer(ChallengeParameters, password),
  })) as { AuthenticationResult: AuthenticationResult }
  return result
}
