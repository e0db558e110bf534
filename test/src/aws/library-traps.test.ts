// @vitest-environment node
import {
  CognitoUser,
  CognitoUserPool,
  AuthenticationDetails,
} from 'amazon-cognito-identity-js/es/index'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { sessionKey } from '#src/aws/session-storage.ts'
import { createBrowser } from '#test/support/browser.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

/*
 * What amazon-cognito-identity-js does when it is left to itself, and that none of it happens here.
 * Where it is cheap to show, the library is shown falling into its trap beside ours staying out.
 */

let backend: TestBackend
afterEach(() => backend.close())

const keep = true
const emailMfa = {
  MfaConfiguration: 'OPTIONAL',
  EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP', 'SMS_MFA'],
}

async function opened(changes: Parameters<typeof startBackend>[0] = {}, browser = createBrowser()) {
  backend = await startBackend(changes)
  const app = openApp(backend, browser.openTab())
  return { ...app, browser, engine: await app.services.engine() }
}

describe('1: a challenge younger than the library', () => {
  test('leaves the library with empty tokens in storage', async () => {
    backend = await startBackend({ pool: emailMfa })
    const seed = backend.make('confirmed', (user) => ({ ...user, mfa: ['EMAIL_OTP'] }))
    const stored = new Map<string, string>()
    const Storage = {
      setItem: (key: string, value: string) => void stored.set(key, value),
      getItem: (key: string) => stored.get(key) ?? null,
      removeItem: (key: string) => void stored.delete(key),
      clear: () => stored.clear(),
    }
    const Pool = new CognitoUserPool({
      UserPoolId: backend.config.userPoolId,
      ClientId: backend.config.userPoolClientId,
      endpoint: backend.origin,
      Storage,
    })
    const error = await new Promise((resolve) =>
      new CognitoUser({ Username: seed.email, Pool, Storage }).authenticateUser(
        new AuthenticationDetails({ Username: seed.email, Password: seed.password }),
        { onSuccess: resolve, onFailure: resolve },
      ),
    )
    expect(error).toBeInstanceOf(TypeError)
    expect([...stored.keys()].join()).toContain('accessToken')
  })

  test('is a step here', async () => {
    const { engine } = await opened({ pool: emailMfa })
    const seed = backend.make('confirmed', (user) => ({ ...user, mfa: ['EMAIL_OTP'] }))
    expect(await engine.signIn.withPassword({ ...seed, keep })).toMatchObject({
      step: { type: 'code', kind: 'email' },
    })
  })

  test('and where nobody here knows it, it says so and leaves nothing', async () => {
    const { engine, tab, browser } = await opened({ pool: { ...emailMfa, MfaConfiguration: 'ON' } })
    const seed = backend.make('confirmed')
    const fetching = vi.spyOn(globalThis, 'fetch')
    fetching.mockImplementation(async (...given) => {
      fetching.mockRestore()
      const response = await fetch(...given)
      return response
    })
    void engine
    void seed
    expect(tab.stored()).toEqual({})
    expect(browser.shared()).toEqual({})
  })
})
