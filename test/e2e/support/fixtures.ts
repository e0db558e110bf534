import { test as base, expect, type Page } from '@playwright/test'
import { type Backend, startBackend } from '#test/e2e/support/backend.ts'
import { createInbox, type Inbox } from '#test/e2e/support/inbox.ts'
import { createPeople, type People, type Person } from '#test/e2e/support/people.ts'
import { createScreens, type Screens } from '#test/e2e/support/screens.ts'
import { type Expected, watch } from '#test/e2e/support/watch.ts'

interface TestFixtures {
  /** What this test provokes on purpose. */
  readonly expected: Expected
  readonly site: Backend
  readonly inbox: Inbox
  readonly people: People
  /** A person of this test's own, already signed in when `page` is first opened. */
  readonly signedIn: Person & { readonly page: Page }
}

interface WorkerFixtures {
  readonly backend: Backend
  readonly screens: Screens
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  backend: [
    async ({}, use) => {
      const backend = await startBackend()
      await use(backend)
      await backend.close()
    },
    { scope: 'worker' },
  ],
  screens: [
    async ({}, use, { project }) => use(createScreens(project.outputDir)),
    { scope: 'worker' },
  ],

  expected: async ({}, use) => use({ complaints: [], failures: [] }),

  site: async ({ backend }, use) => {
    await use(backend)
    backend.restore()
    await backend.lever('faults', 'DELETE')
    await backend.lever('clock', 'POST', { reset: true })
  },

  baseURL: async ({ site }, use) => use(site.origin),

  context: async ({ context, expected, screens, site: _site }, use) => {
    const watched = await watch(context, expected, screens)
    await use(context)
    expect(await watched.problems(), 'what the browser complained about').toEqual([])
  },

  inbox: async ({ site }, use) => use(createInbox(site)),
  people: async ({ site }, use) => use(createPeople(site)),

  signedIn: async ({ context, page, people }, use) => {
    const person = await people.make('confirmed')
    await people.enter(context, person)
    await use({ ...person, page })
  },
})

export { expect }
