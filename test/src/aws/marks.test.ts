import { expect, test } from 'vitest'

import { createEngine } from '#src/aws/engine.ts'
import { createBrowser } from '#test/support/browser.ts'
import { startBackend } from '#test/support/services.ts'

test('where even looking for IndexedDB is refused, the lock alone has to do', async () => {
  const { config, make, close } = await startBackend()
  try {
    const denied = new DOMException('The operation is insecure.', 'SecurityError')
    Object.defineProperty(globalThis, 'indexedDB', {
      configurable: true,
      get() {
        throw denied
      },
    })
    const { marks: _marks, ...platform } = createBrowser().openTab()
    const engine = createEngine(config, platform)
    await engine.signIn.withPassword({ ...make('confirmed'), keep: true })
    await engine.session.refresh()
    expect(engine.session.snapshot().status).toBe('signed-in')
  } finally {
    Reflect.deleteProperty(globalThis, 'indexedDB')
    await close()
  }
})
