import { afterEach, expect, test } from 'vitest'

import { createStore } from '#src/app/store.ts'
import { claimsOf } from '#src/aws/tokens.ts'
import { followSession } from '#src/features/auth/auth-listeners.ts'
import { selectUser } from '#src/features/auth/auth-selectors.ts'
import { filesApi } from '#src/features/files/files-api.ts'
import { createBrowser } from '#test/support/browser.ts'
import type { TestTab } from '#test/support/browser.ts'
import { eventually } from '#test/support/eventually.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

let backend: TestBackend
const stops: (() => void)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) stop()
  await backend.close()
})

/** The app without its pages: the store, and what they would ask for. */
async function open(tab: TestTab) {
  const { services } = openApp(backend, tab)
  const store = createStore(services)
  const { reducerPath, reducer, middleware } = filesApi
  store.extend([{ reducerPath, reducer, middleware }])
  stops.push(followSession(services, store.dispatch))
  const engine = await services.engine()
  const identityPool = await engine.identityPool()
  const dispatch = store.dispatch as (action: unknown) => Promise<unknown>
  const { folder, makeFolder } = filesApi.endpoints
  return {
    store,
    engine,
    make: (name: string) => dispatch(makeFolder.initiate(name)),
    ask: () =>
      Promise.allSettled([
        dispatch(folder.initiate('', { forceRefetch: true })),
        engine.session.call('GetUser', {}),
        engine.session.refresh(),
        identityPool.credentials(),
      ]),
  }
}

/** Whose tokens a request carries. */
const carriedBy = ({ input, headers }: TestBackend['heard'][number]) =>
  new Set(
    [...JSON.stringify([input, headers]).matchAll(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/g)].map(
      ([token]) => claimsOf(token)['sub'],
    ),
  )

test.each([true, false])(
  'while one tab asks and asks, somebody else signs in in another (kept: %s)',
  async (keep) => {
    backend = await startBackend()
    const browser = createBrowser()
    const [tab, other] = [browser.openTab(), browser.openTab()]
    const [ada, bob] = [backend.make('confirmed'), backend.make('admin')]
    const here = await open(tab)
    await here.engine.signIn.withPassword({ ...ada, keep })
    await here.make('of-ada/')
    await here.ask()
    expect(JSON.stringify(here.store.getState())).toContain('of-ada')

    const there = await open(other)
    const seen = new Set<string>()
    stops.push(
      here.store.subscribe(() => {
        const state = here.store.getState()
        const text = JSON.stringify(state)
        const names = { ada: /of-ada|confirmed-\d/, bob: /of-bob|admin-\d/ }
        const mentioned = Object.entries(names).filter(([, name]) => name.test(text))
        seen.add(mentioned.map(([name]) => name).join(' and '))
      }),
    )
    backend.heard.length = 0
    // Not over before the other has arrived here, and not for ever should they not.
    const nowHere = () => selectUser(here.store.getState())?.email
    const asking = (async () => {
      for (let round = 0; round < 50 && nowHere() === ada.email; round += 1) await here.ask()
    })()
    await there.engine.signIn.withPassword({ ...bob, keep })
    await there.make('of-bob/')
    await there.ask()
    await asking
    await eventually(() => expect(nowHere()).toBe(keep ? bob.email : undefined))
    const before = backend.heard.length
    await here.ask()

    expect([...seen].toSorted()).toEqual(keep ? ['ada', 'bob'] : ['', 'ada'])
    const [adaId, bobId] = [ada, bob].map(({ username }) => username)
    const people = backend.heard.map(carriedBy)
    expect(people.filter(({ size }) => size > 1)).toEqual([])
    const askedFor = new Set(people.flatMap((it) => [...it]))
    expect(askedFor).toEqual(new Set([adaId, bobId]))
    const after = new Set(people.slice(before).flatMap((it) => [...it]))
    expect(after).toEqual(new Set(keep ? [bobId] : []))
    // Refused is what mixes two people: the device of one, the identity or folder of the other.
    const refused = backend.heard.filter(({ status = 200 }) => status >= 400)
    expect(refused).toEqual([])
  },
)
