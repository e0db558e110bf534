import { afterEach, beforeEach } from 'vitest'

import type { Engine } from '#src/aws/engine.ts'
import { createBrowser } from '#test/support/browser.ts'
import type { TestBrowser, TestTab } from '#test/support/browser.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

/** Pages that are open for one test, and what they stand on. */
export function createVisits() {
  let backend: TestBackend
  const stops: (() => void)[] = []
  beforeEach(async () => {
    backend = await startBackend()
  })
  afterEach(async () => {
    closeAll()
    await backend.close()
  })

  /** Nothing happens by itself any more. */
  const closeAll = () => {
    for (const stop of stops.splice(0)) stop()
  }

  async function running(tab: TestTab) {
    const engine = await openApp(backend, tab).services.engine()
    stops.push(engine.session.start())
    return engine
  }

  return {
    get backend() {
      return backend
    },
    closeAll,
    running,

    /** Time goes on for everybody. */
    later(browser: TestBrowser, seconds: number) {
      backend.clock.advance(seconds)
      browser.advance(seconds)
    },

    async signedIn({ browser = createBrowser(), keep = true } = {}) {
      const tab = browser.openTab()
      const engine = await running(tab)
      const seed = backend.make('confirmed')
      await engine.signIn.withPassword({ ...seed, keep })
      backend.asked()
      return { browser, tab, seed, engine, session: engine.session }
    },
  }
}

export const statusOf = ({ session }: Engine) => session.snapshot()
