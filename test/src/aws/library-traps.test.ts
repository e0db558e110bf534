import { readFile, readdir } from 'node:fs/promises'

import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { resolveConfig } from 'vite'
import type { Plugin } from 'vite'

import type { User } from '#infra/local/user-pool/model.ts'
import { sessionKey } from '#src/aws/storage-keys.ts'
import { createBrowser } from '#test/support/browser.ts'
import { quicken } from '#test/support/quick-library.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

/*
 * What amazon-cognito-identity-js does when it is left to itself, and that none of it happens here.
 */

const build = await resolveConfig({ logLevel: 'silent' }, 'build')

let backend: TestBackend | undefined
afterEach(async () => {
  await backend?.close()
  backend = undefined
})

const keep = true
const emailMfa = {
  MfaConfiguration: 'OPTIONAL',
  EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP', 'SMS_MFA'],
}

async function opened(changes: Parameters<typeof startBackend>[0] = {}) {
  const browser = createBrowser()
  const made = (backend = await startBackend(changes))
  const app = openApp(made, browser.openTab())
  return { ...app, backend: made, browser, engine: await app.services.engine() }
}

async function signedIn() {
  const app = await opened()
  const seed = app.backend.make('confirmed')
  await app.engine.signIn.withPassword({ ...seed, keep })
  app.backend.asked()
  return { ...app, seed }
}

const lifetime = 15 * 60

const withEmail = ({ preferredMfa, ...user }: User): User => ({
  ...user,
  mfa: [...(preferredMfa ? [preferredMfa] : []), 'EMAIL_OTP'],
})

describe('1: a challenge younger than the library', () => {
  const unheardOf = {
    ChallengeName: 'BLOOD_SAMPLE',
    Session: 's'.repeat(20),
    ChallengeParameters: {},
  }

  test('makes the library write empty tokens', async () => {
    // Its arithmetic is not what this is about, and takes its time.
    quicken()
    const { backend: aws } = await opened({ pool: emailMfa })
    const seed = aws.make('confirmed', (user) => ({ ...user, mfa: ['EMAIL_OTP'] }))
    const stored = new Map<string, string>()
    const Storage = {
      setItem: (key: string, value: string) => void stored.set(key, value),
      getItem: (key: string) => stored.get(key) ?? null,
      removeItem: (key: string) => void stored.delete(key),
      clear: () => stored.clear(),
    }
    const Pool = new CognitoUserPool({
      UserPoolId: aws.config.userPoolId,
      ClientId: aws.config.userPoolClientId,
      endpoint: aws.origin,
      Storage,
    })
    const details = new AuthenticationDetails({ Username: seed.email, Password: seed.password })
    const error = await new Promise((resolve) =>
      new CognitoUser({ Username: seed.email, Pool, Storage }).authenticateUser(details, {
        onSuccess: resolve,
        onFailure: resolve,
      }),
    )
    expect(error).toBeInstanceOf(TypeError)
    expect([...stored.keys()].join()).toContain('accessToken')
  })

  test('is a step here, where this app knows it', async () => {
    const { backend: aws, engine } = await opened({ pool: emailMfa })
    const seed = aws.make('confirmed', (user) => ({ ...user, mfa: ['EMAIL_OTP'] }))
    expect(await engine.signIn.withPassword({ ...seed, keep })).toMatchObject({
      step: { type: 'code', kind: 'email' },
    })
  })

  test('is told to be unsupported where it does not, and leaves nothing behind', async () => {
    const { backend: aws, engine, tab, browser } = await opened()
    const seed = aws.make('totp')
    await engine.signIn.withPassword({ ...seed, keep })
    aws.answer('RespondToAuthChallenge', unheardOf)
    await expect(engine.signIn.answerCode('123456')).rejects.toMatchObject({
      code: 'unsupported-challenge',
    })
    aws.answer('InitiateAuth', unheardOf)
    await expect(engine.signIn.withPassword({ ...seed, keep })).rejects.toMatchObject({
      code: 'unsupported-challenge',
    })
    expect([tab.stored(), browser.shared()]).toEqual([{}, {}])
  })
})

test('an answer without anything in it is none', async () => {
  const { backend: aws, engine, browser } = await opened()
  aws.answer('RespondToAuthChallenge', {})
  const signingIn = engine.signIn.withPassword({ ...aws.make('confirmed'), keep })
  await expect(signingIn).rejects.toMatchObject({ code: 'server' })
  expect(browser.shared()).toEqual({})
})

test('2: choosing the code by e-mail is answered', async () => {
  const { backend: aws, engine } = await opened({ pool: emailMfa })
  const seed = aws.make('sms', withEmail)
  await engine.signIn.withPassword({ ...seed, keep })
  expect(await engine.signIn.chooseMfa('email')).toMatchObject({ step: { kind: 'email' } })
})

test('3: five callers with expired tokens are one request', async () => {
  const { backend: aws, browser, engine } = await signedIn()
  aws.clock.advance(lifetime + 1)
  browser.advance(lifetime + 1)
  await Promise.all(Array.from({ length: 5 }, () => engine.session.accessToken()))
  expect(aws.asked()).toEqual(['GetTokensFromRefreshToken'])
})

test('4: a dead refresh token is recognised at once', async () => {
  const { backend: aws, engine, seed } = await signedIn()
  aws.remove(seed.username)
  await expect(engine.session.refresh()).rejects.toMatchObject({ code: 'signed-out' })
  expect(aws.asked()).toEqual(['GetTokensFromRefreshToken'])
})

test('5: signing out offline with expired tokens leaves no key', async () => {
  const { backend: aws, browser, engine } = await signedIn()
  browser.advance(lifetime + 1)
  await aws.close()
  backend = undefined
  const leaving = engine.signOut()
  expect(browser.shared()).not.toHaveProperty(sessionKey)
  expect(await leaving).toEqual({ revoked: false })
  expect(JSON.stringify(browser.shared())).not.toContain('eyJ')
})

test('6: what goes wrong after success is not told as a failure to sign in', async () => {
  const { backend: aws, engine } = await opened()
  const seed = aws.make('confirmed')
  const failure = new Error('mine')
  const failed = vi.fn<(error: unknown) => void>()
  const after = engine.signIn.withPassword({ ...seed, keep }).then(() => {
    throw failure
  }, failed)
  await expect(after).rejects.toBe(failure)
  expect(failed).not.toHaveBeenCalled()
  expect(engine.session.snapshot().status).toBe('signed-in')
})

test('7: tokens are renewed before their last second', async () => {
  const { backend: aws, browser, engine } = await signedIn()
  const before = await engine.session.accessToken()
  aws.clock.advance(lifetime - 60)
  browser.advance(lifetime - 60)
  expect(await engine.session.accessToken()).not.toBe(before)
})

test('8: after an authenticator app is set up, there may be more to answer', async () => {
  const { backend: aws, engine } = await opened({
    pool: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
  })
  await engine.signIn.withPassword({ ...aws.make('confirmed'), keep })
  aws.answer('VerifySoftwareToken', { Status: 'SUCCESS', Session: 's'.repeat(20) })
  aws.answer('RespondToAuthChallenge', {
    ChallengeName: 'SMS_MFA',
    Session: 's'.repeat(20),
    ChallengeParameters: { CODE_DELIVERY_DESTINATION: '+*******1' },
  })
  expect(await engine.signIn.verifyTotp('123456', 'phone')).toEqual({
    status: 'step',
    step: { type: 'code', purpose: 'mfa', kind: 'sms', destination: '+*******1' },
  })
})

test('9: the deprecated library is known to two files', async () => {
  const folder = new URL('../../../src/', import.meta.url)
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.tsx?$/.test(name))
  const importers: string[] = []
  for (const name of names) {
    const text = await readFile(new URL(name, folder), 'utf8')
    if (/from 'amazon-cognito/.test(text) && !name.endsWith('.d.ts')) importers.push(name)
  }
  expect(importers.toSorted()).toEqual(['aws/native-big-integer.ts', 'aws/user-pool.ts'])
})

test('10: its buffer, which expects Node’s `global`, is replaced in the page and in development', () => {
  const names = (plugins: unknown) => [plugins].flat().map((plugin) => (plugin as Plugin).name)
  expect(names(build.plugins)).toContain('lean-libraries')
  expect(names(build.optimizeDeps.rolldownOptions?.plugins)).toContain('lean-libraries')
})
