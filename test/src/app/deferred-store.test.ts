import { expect, test } from 'vitest'
import { createDeferredStore } from '#src/app/deferred-store.ts'
import { requestBegan, requestFailed, selectRequest } from '#src/app/requests.ts'
import { type AppStore, createStore } from '#src/app/store.ts'
import { createSealedThunk } from '#src/app/with-types.ts'
import { createServices } from '#src/aws/create-services.ts'
import { nothingKept } from '#src/aws/find-opening.ts'
import { idlePlatform } from '#src/aws/platform.ts'
import { stepReached } from '#src/features/auth/auth-actions.ts'
import { nobody } from '#src/features/auth/auth-state.ts'
import { preloadSignIn } from '#src/features/auth/entry-thunks.ts'
import { exampleConfig } from '#test/support/config.ts'

const initial = { auth: nobody, requests: {} }

function deferred() {
  const services = createServices(exampleConfig(), idlePlatform(), nothingKept)
  let online = true
  let loads = 0
  const store = createDeferredStore(services, initial, async (): Promise<AppStore> => {
    loads += 1
    if (!online) throw new TypeError('offline')
    return createStore(services)
  })
  const states: unknown[] = []
  const stop = store.subscribe(() => states.push(store.getState()))
  return {
    store,
    services,
    states,
    stop,
    loads: () => loads,
    setOnline: (now: boolean) => {
      online = now
    },
  }
}

const step = stepReached({ type: 'confirm-sign-up', email: 'ada@example.com' })

test('is not fetched before something happens', () => {
  const { store, loads } = deferred()
  expect(store.getState()).toBe(initial)
  expect(loads()).toBe(0)
})

test('is fetched on the first sign that somebody means to sign in', () => {
  const { store, loads } = deferred()
  store.dispatch(preloadSignIn())
  expect(loads()).toBe(1)
})

test('arrives with the first action, and has heard of all in their order', async () => {
  const { store, loads, states } = deferred()
  store.dispatch(stepReached({ type: 'passkey' }))
  expect(store.dispatch(step)).toBe(step)
  store.dispatch(requestBegan({ name: 'one' }))
  const arrived = await store.arrive()
  expect(loads()).toBe(1)
  expect(store.getState()).toBe(arrived.getState())
  expect(store.getState()).toMatchObject({
    auth: { status: 'step', step: { type: 'confirm-sign-up' } },
    requests: { one: { status: 'pending' } },
  })
  expect(states.at(-1)).toBe(store.getState())
  store.dispatch(requestFailed({ name: 'one', failure: { code: 'network' } }))
  expect(selectRequest(arrived.getState(), 'one').status).toBe('failed')
  expect(states.at(-1)).toBe(arrived.getState())
})

test('tells how requests fare while it cannot be fetched, and tries again', async () => {
  const { store, states, loads, setOnline } = deferred()
  setOnline(false)
  store.dispatch(step)
  store.dispatch(requestFailed({ name: 'one', failure: { code: 'network' } }))
  // Nobody has asked for it by name, and nobody need take care of its failure.
  await new Promise((resolve) => setImmediate(resolve))
  await expect(store.arrive()).rejects.toThrow('offline')
  expect(selectRequest(store.getState(), 'one')).toEqual({
    status: 'failed',
    failure: { code: 'network' },
  })
  expect(states.at(-1)).toBe(store.getState())
  setOnline(true)
  await store.arrive()
  expect(loads()).toBeGreaterThan(1)
  expect(store.getState().auth.status).toBe('step')
})

test('runs thunks before it is there', async () => {
  const { store, services, states, stop } = deferred()
  const begin = createSealedThunk('test/begin', async (input: number) => input + 1)
  const running = store.dispatch(begin(1))
  expect(store.dispatch(begin(2))).toBe(running)
  expect(selectRequest(store.getState(), 'test/begin').status).toBe('pending')
  await services.engine()
  expect(await running.unwrap()).toBe(2)
  await store.arrive()
  stop()
  expect(selectRequest(store.getState(), 'test/begin').status).toBe('idle')
  const heard = states.length
  store.dispatch(step)
  expect(store.dispatch((_: unknown, getState: () => unknown) => getState())).toBe(store.getState())
  expect(states).toHaveLength(heard)
})
