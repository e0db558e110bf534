import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { AuthError } from '#src/aws/auth-error.ts'
import type { Engine } from '#src/aws/engine.ts'
import { createBrowser } from '#test/support/browser.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

/*
 * Every call of every flow fails once in every way. Afterwards somebody is signed in, or nobody is,
 * or the step they were at can be taken again: doing the same once more always gets there.
 */

let backend: TestBackend
beforeEach(async () => {
  backend = await startBackend()
})
afterEach(() => backend.close())

const keep = true
const password = 'analytical-1843'

interface Flow {
  readonly calls: readonly string[]
  /** Up to the point from which every call is made to fail. */
  readonly prepare: (engine: Engine) => Promise<Attempt>
}
type Attempt = () => Promise<{ status: string }>

const flows: Readonly<Record<string, Flow>> = {
  'signing in': {
    calls: ['InitiateAuth', 'RespondToAuthChallenge', 'ConfirmDevice'],
    async prepare({ signIn }) {
      const seed = backend.make('confirmed')
      return () => signIn.withPassword({ ...seed, keep })
    },
  },
  'signing in on a remembered device': {
    calls: ['InitiateAuth', 'RespondToAuthChallenge'],
    async prepare(engine) {
      const { signIn } = engine
      const seed = backend.make('confirmed')
      await signIn.withPassword({ ...seed, keep })
      await signIn.rememberDevice(true)
      await engine.signOut()
      return () => signIn.withPassword({ ...seed, keep })
    },
  },
  'a code of an authenticator app': {
    calls: ['RespondToAuthChallenge', 'ConfirmDevice'],
    async prepare({ signIn }) {
      const { totp, ...seed } = backend.make('totp')
      await signIn.withPassword({ ...seed, keep })
      const code = new TOTP({ secret: Secret.fromBase32(totp?.secret ?? '') })
      return () => signIn.answerCode(code.generate({ timestamp: backend.clock.now() }))
    },
  },
  'a new password': {
    calls: ['RespondToAuthChallenge', 'ConfirmDevice'],
    async prepare({ signIn }) {
      await signIn.withPassword({ ...backend.make('new-password'), keep })
      return () => signIn.newPassword(password, {})
    },
  },
  'signing up': {
    calls: ['SignUp'],
    async prepare({ signUp }) {
      const attributes = { 'custom:agentName': 'Ada' }
      return () => signUp.signUp({ email: 'ada@example.com', password, keep, attributes })
    },
  },
  confirming: {
    calls: ['ConfirmSignUp', 'InitiateAuth', 'RespondToAuthChallenge', 'ConfirmDevice'],
    async prepare({ signUp }) {
      const email = 'ada@example.com'
      const attributes = { 'custom:agentName': 'Ada' }
      await signUp.signUp({ email, password, keep, attributes })
      return () => signUp.confirm({ email, code: backend.code(email) })
    },
  },
  'asking for a reset': {
    calls: ['ForgotPassword'],
    async prepare({ signUp }) {
      const { email } = backend.make('confirmed')
      return () => signUp.requestReset({ email })
    },
  },
  resetting: {
    calls: ['ConfirmForgotPassword', 'InitiateAuth', 'RespondToAuthChallenge', 'ConfirmDevice'],
    async prepare({ signUp }) {
      const { email } = backend.make('confirmed')
      await signUp.requestReset({ email })
      return () => signUp.reset({ email, code: backend.code(email), password, keep })
    },
  },
}

// Dropped at each, and refused at each in one of the two ways, which are told apart by the table only.
const cases = Object.entries(flows).flatMap(([name, flow]) =>
  flow.calls.flatMap((call, at) =>
    (['drop', at % 2 === 0 ? 'throttle' : 'error'] as const).map((fault) => ({
      name,
      call,
      fault,
      flow,
    })),
  ),
)

test.each(cases)('$name: $fault at $call', async ({ call, fault, flow }) => {
  const browser = createBrowser()
  const tab = browser.openTab()
  const engine = await openApp(backend, tab).services.engine()
  const attempt = await flow.prepare(engine)
  backend.asked()
  backend.fail(call, fault)
  const outcome = await attempt().catch((error: unknown) => error as AuthError)
  expect(backend.asked()).toContain(call)

  const failed = outcome instanceof AuthError
  const here = engine.session.snapshot().status
  const { snapshot, step } = openApp(backend, tab).services.opening
  expect(snapshot.status).toBe(here)
  const state = here === 'signed-in' ? here : step ? 'step' : 'signed-out'
  const allowed = failed ? ['signed-out', 'step'] : [outcome.status]
  expect(allowed).toContain(state)
  expect([undefined, codes[fault]]).toContain(failed ? outcome.code : undefined)
  // Whoever was told that it failed gets there by doing the same again.
  const again = failed ? await attempt() : { status: 'done' }
  expect(again.status).not.toBe('signed-out')
})

const codes = { throttle: 'throttled', error: 'server', drop: 'network' } as const

test('a device that could not be made known is asked for a code next time, and refreshes', async () => {
  const { services } = openApp(backend)
  const { signIn, session } = await services.engine()
  backend.fail('ConfirmDevice', 'error', 3)
  const seed = backend.make('confirmed')
  expect(await signIn.withPassword({ ...seed, keep })).toEqual({ status: 'signed-in' })
  expect(await session.refresh()).toMatchObject({ email: seed.email })
})
