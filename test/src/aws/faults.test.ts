import { readdir, readFile } from 'node:fs/promises'

import { ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider'
import { afterAll, afterEach, describe, expect, test } from 'vitest'

import { AuthError, codeOf } from '#src/aws/auth-error.ts'
import type { AuthErrorCode } from '#src/aws/auth-error.ts'
import { stepOf } from '#src/aws/challenges.ts'
import { createBrowser } from '#test/support/browser.ts'
import { plugInPasskey } from '#test/support/passkeys.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'
import type { Mishap } from '#test/support/wire.ts'
import { flows } from './flows.ts'
import type { Flow, Scene } from './flows.ts'

/*
 * Every call of every flow goes wrong in every way. Whatever happens, somebody is signed in, or
 * nobody is, or the step they were at can be taken again; and a reload finds it the same.
 */

await Promise.all([import('#src/aws/identity-pool.ts'), import('#src/aws/web-authn.ts')])

let backend: TestBackend
const closing: Promise<void>[] = []
// A server waits for whoever hung up on it; the next test need not.
afterEach(() => void closing.push(backend.close()))
afterAll(() => Promise.all(closing))

const password = 'difference-1822'
let strangers = 0

/** Somebody new in a browser of their own, where the flow begins. */
async function begin({ kind, change, reach }: Flow) {
  const browser = createBrowser()
  const tab = browser.openTab()
  const engine = await openApp(backend, tab).services.engine()
  const email = `ada-${(strangers += 1)}@example.com`
  const person = kind ? backend.make(kind, change) : { email, password }
  const leaving = new AbortController()
  const phone = { secret: ('totp' in person && person.totp?.secret) || '' }
  const scene: Scene = { backend, engine, person, phone, signal: leaving.signal }
  await reach?.(scene)
  const before = where()

  /** Where one is, which is where a reload finds one. */
  function where() {
    const { status } = engine.session.snapshot()
    const { snapshot, step } = openApp(backend, tab).services.opening
    expect(snapshot.status).toBe(status)
    expect(step).toEqual(engine.signIn.step())
    const stored = JSON.stringify([browser.shared(), tab.stored()])
    expect(/eyJ[\w-]+\./.test(stored), 'tokens are kept').toBe(status === 'signed-in')
    return status !== 'signed-in' && step ? 'step' : status
  }

  async function leave() {
    leaving.abort()
    if (before === 'signed-in') await engine.signOut()
  }

  /** As the link back to the start does. */
  function startAgain() {
    engine.signIn.cancel()
    engine.signUp.forget()
  }

  return { scene, before, where, leave, startAgain }
}

const start = async ({ changes }: Flow) => {
  plugInPasskey()
  backend = await startBackend(changes)
}
const settle = (attempt: ReturnType<Flow['attempt']>) =>
  attempt.then(
    ({ status }) => status,
    (error: unknown) => error,
  )
/** From the beginning, as somebody does who is not led on. */
async function anew({ reach, attempt, anew: again }: Flow, { scene, where }: Begun) {
  const fresh = { ...scene, signal: new AbortController().signal }
  if (where() !== 'signed-in') {
    if (again) return again(fresh)
    await reach?.(fresh)
  }
  return attempt(fresh)
}
type Begun = Awaited<ReturnType<typeof begin>>

/** Nobody is in who was not, and nobody out who was in. */
const expectNothingNew = ({ before, where }: Begun) =>
  expect(where() === 'signed-in').toBe(before === 'signed-in')

function expectState(state: unknown, told: unknown, allowed: readonly unknown[]) {
  expect(allowed).toContain(told)
  expect(state).toBe(told)
}

// Cut off at each, and refused at each in one of two ways, which are told apart by the table only.
const faultsAt = (at: number): readonly (readonly [Mishap, AuthErrorCode])[] => [
  ['drop', 'network'],
  at % 2 === 0 ? ['throttle', 'throttled'] : ['error', 'server'],
]

describe.each(Object.entries(flows))('%s', (_, flow) => {
  const { calls, attempt, ends, outlasts } = flow
  const points = [...new Set(calls)]

  test('makes these calls, and ends where it should', async () => {
    await start(flow)
    const { scene, where } = await begin(flow)
    backend.heard.length = 0
    expect((await attempt(scene)).status).toBe(ends)
    expect(where()).toBe(ends)
    expect(backend.heard.map(({ name }) => name)).toEqual(calls)
  })

  test.each(points)('cut off and refused at %s, and then not', async (call) => {
    await start(flow)
    let begun: Begun | undefined
    for (const [fault, code] of faultsAt(calls.indexOf(call))) {
      begun ??= await begin(flow)
      const { scene, where } = begun
      backend.heard.length = 0
      backend.befall(call, fault)
      const outcome = await settle(attempt(scene))
      expect(backend.heard.map(({ name }) => name)).toContain(call)
      expect([undefined, code]).toContain(codeOf(outcome))
      if (outcome instanceof AuthError) expectNothingNew(begun)
      else {
        // What the session tries again by itself, or has the form for signing in tell.
        expectState(where(), outcome, [ends, 'signed-out'])
        begun = undefined
      }
    }
    if (!begun) return
    expect((await attempt(begun.scene)).status).toBe(ends)
    expect(begun.where()).toBe(ends)
  })

  test.each(points)('done, but the answer lost, at %s', async (call) => {
    await start(flow)
    const begun = await begin(flow)
    backend.befall(call, 'lost')
    let outcome = await settle(attempt(begun.scene))
    begun.where()
    expect([undefined, 'network']).toContain(codeOf(outcome))
    if (outcome instanceof AuthError) outcome = await settle(attempt(begun.scene))
    begun.where()
    if (outcome !== ends) outcome = (await anew(flow, begun)).status
    expect(outcome).toBe(ends)
    expect(begun.where()).toBe(ends)
  })

  test.each(ends === 'signed-out' ? [] : points)('left while waiting for %s', async (call) => {
    await start(flow)
    const begun = await begin(flow)
    const { reached, release } = backend.keepBack(call)
    const outcome = settle(attempt(begun.scene))
    await reached
    expectNothingNew(begun)
    await begun.leave()
    if (outlasts) release()
    expect(await outcome).toBeInstanceOf(AuthError)
    release()
    begun.startAgain()
    expect(begun.where()).toBe('signed-out')
    expect((await anew(flow, begun)).status).toBe(ends)
    expect(begun.where()).toBe(ends)
  })
})

describe('nothing is left out', async () => {
  const covered = new Set(Object.values(flows).flatMap(({ calls }) => calls))
  const folder = new URL('../../../src/aws/', import.meta.url)
  const names = await readdir(folder)
  // The account's own calls have tests of their own, beside this one.
  const files = names.filter((name) => name.endsWith('.ts') && !name.startsWith('account'))
  const source = (await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8'))))
    .join('\n')
    .replaceAll(/\s+/g, '')
  const called = [...source.matchAll(/\.call\('([A-Z]\w+)'/g)].map(([, name]) => name ?? '')

  test('of what src/aws asks', () => {
    const operations = new Set([...covered].map((call) => call.split(' ')[0]))
    expect(called).toContain('SignUp')
    for (const operation of called) expect(operations).toContain(operation)
  })

  test('of the challenges that are answered', () => {
    const isAnswered = (name: string) => {
      const ChallengeParameters = {
        MFAS_CAN_CHOOSE: '["SMS_MFA"]',
        MFAS_CAN_SETUP: '["EMAIL_OTP"]',
      }
      try {
        const AvailableChallenges = ['EMAIL_OTP']
        return stepOf({ ChallengeName: name, AvailableChallenges, ChallengeParameters }, true)
      } catch {
        return false
      }
    }
    const challenges = Object.values(ChallengeNameType).filter(isAnswered)
    expect(challenges).toHaveLength(9)
    for (const name of [
      ...challenges,
      'PASSWORD_VERIFIER',
      'DEVICE_SRP_AUTH',
      'DEVICE_PASSWORD_VERIFIER',
    ])
      expect(covered).toContain(`RespondToAuthChallenge ${name}`)
  })
})

const refused = { __type: 'InvalidParameterException', message: 'Not this one.' }

test.each([
  ['fails twice, is known', 2, undefined, 3, 3],
  ['fails for long, is asked for a code next time', 3, undefined, 3, 0],
  ['is refused, is so as well, and not asked about again', 0, refused, 1, 0],
])('a device of which the telling %s; and refreshes', async (_, failures, refusal, asked, kept) => {
  backend = await startBackend()
  const browser = createBrowser()
  const { signIn, session } = await openApp(backend, browser.openTab()).services.engine()
  const telling = 'ConfirmDevice'
  if (failures > 0) backend.fail(telling, 'error', failures)
  if (refusal) backend.answer(telling, refusal, 400)
  const seed = backend.make('confirmed')
  expect(await signIn.withPassword({ ...seed, keep: true })).toEqual({ status: 'signed-in' })
  expect(backend.asked().filter((name) => name === telling)).toHaveLength(asked)
  const secrets = Object.keys(browser.shared()).filter((key) => key.startsWith('Cognito'))
  expect(secrets).toHaveLength(kept)
  expect(await session.refresh()).toMatchObject({ email: seed.email })
})
