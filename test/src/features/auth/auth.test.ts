import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { dismissFailure, selectRequest } from '#src/app/requests.ts'
import { createStore } from '#src/app/store.ts'
import { sessionKey } from '#src/aws/storage-keys.ts'
import { sessionChanged } from '#src/features/auth/auth-actions.ts'
import { followSession } from '#src/features/auth/auth-listeners.ts'
import {
  selectGroups,
  selectIsIn,
  selectStep,
  selectUser,
} from '#src/features/auth/auth-selectors.ts'
import {
  answerCode,
  confirmSignUp,
  leaveStep,
  readTotpSetup,
  requestReset,
  resendCode,
  resetPassword,
  setNewPassword,
  signIn,
  signUp,
  verifyTotp,
} from '#src/features/auth/auth-thunks.ts'
import { preloadSignIn, readLastEmail } from '#src/features/auth/entry-thunks.ts'
import { signOut } from '#src/features/auth/sign-out.ts'
import { eventually } from '#test/support/eventually.ts'
import { createBrowser } from '#test/support/browser.ts'
import type { TestTab } from '#test/support/browser.ts'
import { shownToDevTools } from '#test/support/dev-tools.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

let backend: TestBackend
const stops: (() => void)[] = []
beforeEach(async () => {
  shownToDevTools().length = 0
  backend = await startBackend()
})
afterEach(async () => {
  for (const stop of stops.splice(0)) stop()
  await backend.close()
})

/** As main.tsx puts it together. */
function opened(tab: TestTab = createBrowser().openTab()) {
  const { services } = openApp(backend, tab)
  const store = createStore(services)
  stops.push(followSession(services, store.dispatch))
  const request = (thunk: { typePrefix: string }) =>
    selectRequest(store.getState(), thunk.typePrefix)
  return { tab, services, store, request, auth: () => store.getState().auth }
}

const keep = true
const totp = (secret = '') =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: backend.clock.now() })

test('nobody is here at first, and asking so costs nothing', () => {
  const { auth } = opened()
  expect(auth()).toEqual({ status: 'signed-out', reason: 'never' })
  expect(backend.asked()).toEqual([])
})

test('signing in: pending, then who it is', async () => {
  const { store, auth, request } = opened()
  const { email, password } = backend.make('admin')
  const running = store.dispatch(signIn({ email, password, keep }))
  expect(request(signIn)).toEqual({ status: 'pending' })
  expect(await running.unwrap()).toBe('signed-in')
  await eventually(() => expect(auth().status).toBe('signed-in'))
  expect(request(signIn)).toEqual({ status: 'idle' })
  expect(selectUser(store.getState())).toMatchObject({ email })
  expect(selectGroups(store.getState())).toEqual(['admins'])
  expect(selectIsIn(store.getState(), 'others')).toBe(false)
})

test('a double submit is one attempt', async () => {
  const { store } = opened()
  const seed = backend.make('confirmed')
  const first = store.dispatch(signIn({ ...seed, keep }))
  const second = store.dispatch(signIn({ ...seed, keep }))
  expect(second).toBe(first)
  await first.unwrap()
  expect(backend.asked().filter((call) => call === 'InitiateAuth')).toHaveLength(1)
})

test('aborted and begun again at once, as StrictMode does, is begun anew', async () => {
  const { store, request } = opened()
  const seed = backend.make('confirmed')
  const first = store.dispatch(signIn({ ...seed, keep }))
  first.abort()
  const second = store.dispatch(signIn({ ...seed, keep }))
  expect(second).not.toBe(first)
  expect(await first).toMatchObject({ status: 'aborted', error: { code: 'aborted' } })
  expect(await second.unwrap()).toBe('signed-in')
  expect(request(signIn)).toEqual({ status: 'idle' })
})

test('a failure is a code, dismissed on demand and gone with the next try', async () => {
  const { store, request } = opened()
  const { email, password } = backend.make('confirmed')
  await store.dispatch(signIn({ email, password: 'wrong-1', keep }))
  expect(request(signIn)).toEqual({ status: 'failed', failure: { code: 'wrong-credentials' } })
  store.dispatch(dismissFailure(signIn.typePrefix))
  expect(request(signIn)).toEqual({ status: 'idle' })
  await store.dispatch(signIn({ email, password, keep }))
  expect(request(signIn)).toEqual({ status: 'idle' })
})

test('being locked out says until when', async () => {
  const { store, request } = opened()
  const { email } = backend.make('confirmed')
  for (let attempt = 0; attempt < 6; attempt += 1)
    await store.dispatch(signIn({ email, password: 'wrong-1', keep }))
  const { failure } = request(signIn) as { failure: { code: string; retryAt: number } }
  expect(failure.code).toBe('too-many-attempts')
  expect(failure.retryAt).toBeGreaterThan(Date.now())
})

describe('steps', () => {
  test('not confirmed leads to the code, with a new one on its way', async () => {
    const { store, auth } = opened()
    const seed = backend.make('unconfirmed')
    const before = backend.inbox(seed.email).length
    expect(await store.dispatch(signIn({ ...seed, keep })).unwrap()).toBe('step')
    expect(auth()).toEqual({
      status: 'step',
      step: { type: 'confirm-sign-up', email: seed.email },
    })
    expect(backend.inbox(seed.email)).toHaveLength(before + 1)
    const given = { email: seed.email, code: backend.code(seed.email) }
    expect(await store.dispatch(confirmSignUp(given)).unwrap()).toBe('signed-in')
    await eventually(() => expect(auth().status).toBe('signed-in'))
  })

  test('confirmed without a password to go on with: back to the form, with the good news', async () => {
    const { store, auth } = opened()
    const { email } = backend.make('unconfirmed')
    await store.dispatch(confirmSignUp({ email, code: backend.code(email) }))
    expect(auth()).toEqual({ status: 'signed-out', reason: 'never', done: 'confirmed' })
  })

  test('confirmed meanwhile, asking for another code leads there, too', async () => {
    const { store, auth } = opened()
    await store.dispatch(resendCode({ email: backend.make('confirmed').email }))
    expect(auth()).toEqual({ status: 'signed-out', reason: 'never', done: 'confirmed' })
  })

  test('a new password with which one cannot sign in just now is still said to be changed', async () => {
    const { store, auth } = opened()
    const { email } = backend.make('confirmed')
    await store.dispatch(requestReset({ email }))
    backend.fail('InitiateAuth', 'error')
    const code = backend.code(email)
    await store.dispatch(resetPassword({ email, code, password: 'brand-new-1', keep }))
    expect(auth()).toEqual({ status: 'signed-out', reason: 'never', done: 'password-changed' })
  })

  test('a reset that is demanded is a step of its own', async () => {
    const { store, auth } = opened()
    const seed = backend.make('reset-required')
    await store.dispatch(signIn({ ...seed, keep }))
    expect(auth()).toEqual({
      status: 'step',
      step: { type: 'reset-password', email: seed.email, required: true },
    })
    await store.dispatch(requestReset({ email: seed.email, required: true }))
    const code = backend.code(seed.email)
    await store.dispatch(resetPassword({ email: seed.email, code, password: 'brand-new-1', keep }))
    await eventually(() => expect(auth().status).toBe('signed-in'))
  })

  test('a step survives a reload, and leaving it does too', async () => {
    const { store, tab } = opened()
    await store.dispatch(signIn({ ...backend.make('totp'), keep }))
    const again = opened(tab)
    expect(selectStep(again.store.getState())).toMatchObject({ type: 'code', kind: 'totp' })
    await again.services.engine()
    again.store.dispatch(leaveStep())
    expect(again.auth()).toEqual({ status: 'signed-out', reason: 'never' })
    await eventually(() => expect(opened(tab).auth().status).toBe('signed-out'))
  })

  test('a step that took too long leads to the start with the reason', async () => {
    const browser = createBrowser()
    const { store, tab, auth, request } = opened(browser.openTab())
    const seed = backend.make('totp')
    await store.dispatch(signIn({ ...seed, keep }))
    backend.clock.advance(16 * 60)
    browser.advance(16 * 60)
    const reloaded = opened(tab)
    expect(reloaded.auth()).toEqual({ status: 'signed-out', reason: 'step-expired' })
    await reloaded.services.loaded
    expect(reloaded.auth()).toEqual({ status: 'signed-out', reason: 'step-expired' })
    await store.dispatch(answerCode({ code: totp(seed.totp?.secret), remember: false }))
    expect(auth()).toEqual({ status: 'signed-out', reason: 'step-expired' })
    expect(request(answerCode)).toMatchObject({ failure: { code: 'session-expired' } })
  })

  test('leaving one puts nobody out who is being asked about', async () => {
    const { store, auth } = opened()
    await store.dispatch(signIn({ ...backend.make('confirmed'), keep })).unwrap()
    const user = selectUser(store.getState())
    if (!user) throw new Error('nobody is in')
    store.dispatch(sessionChanged({ status: 'restoring', user }))
    store.dispatch(leaveStep())
    expect(auth()).toEqual({ status: 'restoring', user })
  })
})

describe('signed in', () => {
  test('who follows no longer is told nothing, though the code comes only then', async () => {
    const { store, tab } = opened()
    await store.dispatch(signIn({ ...backend.make('confirmed'), keep })).unwrap()
    const told: unknown[] = []
    const { services } = openApp(backend, tab)
    let asked = 0
    const engine = () => {
      asked += 1
      return services.engine()
    }
    const follow = () => followSession({ ...services, engine }, (action) => told.push(action))
    follow()()
    await services.loaded
    expect(told).toEqual([])
    tab.wake()
    expect(asked).toBe(1)
    const stop = follow()
    await services.loaded
    expect(told).toHaveLength(1)
    stop()
    await services.engine().then((it) => it.signOut())
    expect(told).toHaveLength(1)
  })

  test('a reload knows who it is before anything has been asked', async () => {
    const { store, tab } = opened()
    const seed = backend.make('confirmed')
    await store.dispatch(signIn({ ...seed, keep })).unwrap()
    backend.asked()
    expect(opened(tab).auth()).toMatchObject({ status: 'signed-in', user: { email: seed.email } })
    expect(backend.asked()).toEqual([])
  })

  test('who has gone by the time the code comes that would have asked is not taken for here', async () => {
    const { store, tab } = opened()
    await store.dispatch(signIn({ ...backend.make('confirmed'), keep })).unwrap()
    const { auth, services } = opened(tab)
    expect(auth().status).toBe('signed-in')
    tab.local.remove(sessionKey)
    await services.loaded
    expect(auth()).toEqual({ status: 'signed-out', reason: 'never' })
  })

  test('who has gone elsewhere while the code was out of reach is not taken for here, either', async () => {
    const browser = createBrowser()
    const { store } = opened(browser.openTab())
    await store.dispatch(signIn({ ...backend.make('confirmed'), keep })).unwrap()
    const { services } = openApp(backend, browser.openTab())
    let isOnline = false
    const engine = () => (isOnline ? services.engine() : Promise.reject(new TypeError('offline')))
    const late = createStore(services)
    stops.push(followSession({ ...services, engine }, late.dispatch))
    expect(late.getState().auth.status).toBe('signed-in')
    isOnline = true
    await store.dispatch(signOut())
    await eventually(() => expect(late.getState().auth.status).toBe('signed-out'))
  })

  test('signing out shows at once, however long Cognito takes', async () => {
    const { store, auth, tab } = opened()
    await store.dispatch(signIn({ ...backend.make('confirmed'), keep })).unwrap()
    backend.hold('RevokeToken')
    const leaving = store.dispatch(signOut())
    await eventually(() => expect(auth()).toEqual({ status: 'signed-out', reason: 'by-choice' }))
    expect(tab.local.get(sessionKey)).toBeNull()
    expect(await leaving).toEqual({ revoked: true })
  })

  test('a session that Cognito ends shows as ended', async () => {
    const { store, auth, services } = opened()
    const seed = backend.make('confirmed')
    await store.dispatch(signIn({ ...seed, keep })).unwrap()
    backend.remove(seed.username)
    const { session } = await services.engine()
    await session.refresh().catch(() => undefined)
    expect(auth()).toEqual({ status: 'signed-out', reason: 'ended' })
  })

  test('another tab follows, and what was one person’s is not the next one’s', async () => {
    const browser = createBrowser()
    const { store } = opened(browser.openTab())
    const other = opened(browser.openTab())
    await store.dispatch(signIn({ ...backend.make('confirmed'), keep })).unwrap()
    await eventually(() => expect(other.auth().status).toBe('signed-in'))
    await other.store.dispatch(requestReset({ email: 'no address' }))
    const before = other.store.getState().requests

    const admin = backend.make('admin')
    await store.dispatch(signIn({ ...admin, keep })).unwrap()
    await eventually(() => expect(selectUser(other.store.getState())?.email).toBe(admin.email))
    expect(before).toBeDefined()
    expect(other.store.getState().requests).toEqual({})
  })

  test.each([true, false])(
    'a page back from the history finds who signed in meanwhile (kept: %s)',
    async (kept) => {
      const browser = createBrowser()
      // What is in front of a page in the history has the storage of its tab.
      const tab = browser.openTab()
      const inHistory: TestTab = { ...tab, onLocalChange: () => () => {} }
      const asked: string[] = []
      const { services } = openApp(backend, inHistory)
      const store = createStore(services)
      const engine = () => {
        asked.push('engine')
        return services.engine()
      }
      stops.push(followSession({ ...services, engine }, store.dispatch))
      tab.wake()
      expect(asked).toEqual([])

      const seed = backend.make('confirmed')
      await opened(tab)
        .store.dispatch(signIn({ ...seed, keep: kept }))
        .unwrap()
      tab.wake()
      await eventually(() => expect(selectUser(store.getState())?.email).toBe(seed.email))
    },
  )

  test('the address is remembered for those who are kept, and only for them', async () => {
    const { store, tab } = opened()
    const seed = backend.make('confirmed')
    await store.dispatch(signIn({ ...seed, keep })).unwrap()
    await store.dispatch(signOut())
    expect(opened(tab).store.dispatch(readLastEmail())).toBe(seed.email)
    await store.dispatch(signIn({ ...seed, keep: false })).unwrap()
    expect(opened(tab).store.dispatch(readLastEmail())).toBe('')
  })
})

test.each([
  ['good', 0],
  ['used up', 3600],
])('signing out needs no code that cannot be loaded; the tokens are %s', async (_, age) => {
  const browser = createBrowser()
  const { store, tab } = opened(browser.openTab())
  const seed = backend.make('confirmed')
  await store.dispatch(signIn({ ...seed, keep })).unwrap()
  backend.clock.advance(age)
  browser.advance(age)
  const other = browser.openTab(tab)
  const { services } = openApp(backend, other)
  const engine = () => Promise.reject(new TypeError('Failed to fetch'))
  const without = { ...services, engine }
  const offline = createStore(without)
  stops.push(followSession(without, offline.dispatch))
  await eventually(() => expect(offline.getState().auth.status).toBe('signed-in'))
  expect(await offline.dispatch(signOut())).toEqual({ revoked: false })
  expect(offline.getState().auth).toEqual({ status: 'signed-out', reason: 'by-choice' })
  // Nobody is taken at their word again, either, when the page is next looked at.
  other.wake()
  await new Promise((resolve) => setImmediate(resolve))
  expect(selectUser(offline.getState())).toBeUndefined()
  expect(other.local.get(sessionKey)).toBeNull()
  await eventually(() => expect(selectUser(store.getState())).toBeUndefined())
})

test('code that cannot be loaded is a lost network, not a crash', async () => {
  const { services, tab } = openApp(backend)
  const engine = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
  const without = { ...services, engine }
  const store = createStore(without)
  store.dispatch(preloadSignIn())
  const outcome = await store.dispatch(signIn({ email: 'a@b.c', password: 'x', keep }))
  expect(outcome).toMatchObject({ status: 'failed', error: { code: 'network' } })

  // Nor can it be known yet who signs in in another tab.
  stops.push(followSession(without, store.dispatch))
  tab.local.set(sessionKey, 'theirs')
  tab.wake()
  await new Promise((resolve) => setImmediate(resolve))
  expect(store.getState().auth).toEqual({ status: 'signed-out', reason: 'never' })
})

test('nothing secret is in an action, in the state, in the console or in another key', async () => {
  const logged: unknown[] = []
  for (const level of ['log', 'info', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...values: unknown[]) => void logged.push(values))
  const browser = createBrowser()
  const { store, tab } = opened(browser.openTab())
  const states: unknown[] = []
  store.subscribe(() => states.push(store.getState()))
  const secrets = ['analytical-1843', 'brand-new-word-7']

  const email = 'ada@example.com'
  const attributes = { 'custom:agentName': 'Ada' }
  await store.dispatch(signUp({ email, password: 'analytical-1843', keep, attributes })).unwrap()
  await store.dispatch(confirmSignUp({ email, code: backend.code(email) })).unwrap()
  await store.dispatch(signOut({ everywhere: true }))
  await store.dispatch(requestReset({ email })).unwrap()
  const reset = { email, code: backend.code(email), password: 'brand-new-word-7', keep }
  await store.dispatch(resetPassword(reset)).unwrap()
  await store.dispatch(signOut())
  const invited = backend.make('new-password')
  await store.dispatch(signIn({ ...invited, keep })).unwrap()
  secrets.push(invited.password)
  const chosen = { password: 'analytical-1843', attributes: {} }
  await store.dispatch(setNewPassword(chosen)).unwrap()

  expect(JSON.stringify(shownToDevTools())).toContain('auth/stepReached')
  const everything = JSON.stringify([shownToDevTools(), states, logged, tab.stored()])
  for (const secret of [...secrets, 'eyJ']) expect(everything).not.toContain(secret)
  const { [sessionKey]: kept, ...rest } = browser.shared()
  expect(kept).toContain('eyJ')
  expect(JSON.stringify(rest)).not.toContain('eyJ')
})

test('the secret of an authenticator app goes to the screen and not through the store', async () => {
  await backend.close()
  backend = await startBackend({
    pool: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
  })
  const { store } = opened()
  await store.dispatch(signIn({ ...backend.make('confirmed'), keep })).unwrap()
  const { secret } = await store.dispatch(readTotpSetup()).unwrap()
  await store.dispatch(verifyTotp({ code: totp(secret), deviceName: 'phone' })).unwrap()
  expect(JSON.stringify([shownToDevTools(), store.getState()])).not.toContain(secret)
})
