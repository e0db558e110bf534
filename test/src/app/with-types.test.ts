import { afterEach, beforeEach, expect, test } from 'vitest'

import { selectRequest } from '#src/app/requests.ts'
import { createStore } from '#src/app/store.ts'
import { createSealedThunk } from '#src/app/with-types.ts'
import { AuthError } from '#src/aws/auth-error.ts'
import type { Engine } from '#src/aws/engine.ts'
import { promiseOf } from '#src/aws/promise-of.ts'
import { sessionChanged } from '#src/features/auth/auth-actions.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'
import { tokensFor } from '#test/support/tokens.ts'
import { userOf } from '#src/aws/tokens.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await startBackend()
})
afterEach(() => backend.close())

const name = 'errand'

/** An errand that ends when it is told to, and takes no notice of being called off. */
function opened(engine?: () => Promise<Engine>) {
  const { services } = openApp(backend)
  const store = createStore(engine ? { ...services, engine } : services)
  const ends: ReturnType<typeof promiseOf<void>>[] = []
  const errand = createSealedThunk<void>(name, () => {
    const end = promiseOf<void>()
    ends.push(end)
    return end.promise
  })
  const user = (sub: string) => userOf(tokensFor(sub))
  return {
    run: () => store.dispatch(errand()),
    fail: async (error: Error, which = 0) => {
      await expect.poll(() => ends[which]).toBeDefined()
      ends[which]?.reject(error)
    },
    come: (sub: string) =>
      void store.dispatch(sessionChanged({ status: 'signed-in', user: user(sub) })),
    leave: () => void store.dispatch(sessionChanged({ status: 'signed-out', reason: 'by-choice' })),
    state: () => selectRequest(store.getState(), name),
  }
}

const refused = new AuthError('invalid-attribute', { field: 'email' })

test('what failed is told with the field', async () => {
  const { run, fail, state } = opened()
  const running = run()
  await fail(refused)
  expect(await running).toEqual({ status: 'failed', error: refused })
  expect(state()).toEqual({
    status: 'failed',
    failure: { code: 'invalid-attribute', field: 'email' },
  })
})

test('what befell one person is not for the next to read, nor for nobody', async () => {
  for (const sub of ['bob', undefined]) {
    const { run, fail, come, leave, state } = opened()
    come('ada')
    const running = run()
    if (sub === undefined) leave()
    else come(sub)
    await fail(refused)
    expect(await running).toMatchObject({ status: 'aborted' })
    expect(state().status).toBe('idle')
  }
})

test('what was begun by nobody in particular is told to whoever has come', async () => {
  const { run, fail, come } = opened()
  const running = run()
  come('ada')
  await fail(refused)
  expect(await running).toMatchObject({ status: 'failed' })
})

test('what was called off by others is over, and no failure', async () => {
  const { run, fail, state } = opened()
  const running = run()
  await fail(new AuthError('aborted'))
  expect(await running).toMatchObject({ status: 'aborted' })
  expect(state().status).toBe('idle')
})

test('called off and begun again: the end of the first is not that of the second', async () => {
  const { run, state } = opened()
  const first = run()
  first.abort()
  const second = run()
  expect(await first).toMatchObject({ status: 'aborted' })
  expect(state().status).toBe('pending')
  expect(run()).toBe(second)
})

test('called off before its code had come, it is over however that ends', async () => {
  for (const isLost of [true, false]) {
    const loading = promiseOf<Engine>()
    const { run, state } = opened(() => loading.promise)
    const running = run()
    running.abort()
    if (isLost) loading.reject(new TypeError('offline'))
    else loading.resolve(await openApp(backend).services.engine())
    expect(await running).toMatchObject({ status: 'aborted' })
    expect(state().status).toBe('idle')
  }
})
