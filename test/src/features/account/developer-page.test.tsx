import { waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { startAccount } from './account-pages.tsx'

const tokensIn = (stored: Readonly<Record<string, string>>) => {
  const { tokens } = JSON.parse(stored['session'] ?? '{}') as { tokens: Record<string, string> }
  return [tokens['idToken'], tokens['accessToken'], tokens['refreshToken']].map(String)
}

test('shows claims, identity and role; the tokens are neither in the page nor in the store', async () => {
  const { browser, signIn } = await startAccount()
  const { seed, open } = await signIn()
  const page = await open('/account/developer')
  await page.says('custom:agentName')
  await page.says(/assumed-role\/.*PoolAuthenticated.*CognitoIdentityCredentials/)
  expect(page.container.textContent).toContain(seed.email)
  expect(page.link(/inbox/)).toBeTruthy()
  const kept = page.container.innerHTML + JSON.stringify(page.store.getState())
  for (const token of tokensIn(browser.shared())) {
    expect(token.length).toBeGreaterThan(20)
    expect(kept).not.toContain(token)
    expect(kept).not.toContain(token.split('.')[2] ?? token)
  }
})

test('takes the tokens for expired, which the next call mends, and renews them', async () => {
  const { backend, browser, signIn } = await startAccount()
  const { open } = await signIn()
  const page = await open('/account/developer')
  await page.says(/ID token: \d+ minutes left/)
  await page.press('Take them for expired')
  await page.says(/ID token: expired/)
  backend.asked()
  const before = tokensIn(browser.shared())
  await page.press('Renew now')
  await page.says(/ID token: \d+ minutes left/)
  expect(backend.asked()).toContain('GetTokensFromRefreshToken')
  await waitFor(() => expect(tokensIn(browser.shared())).not.toEqual(before))
})
