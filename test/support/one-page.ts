import { builtinEnvironments, type Environment } from 'vitest/runtime'
import { installDevTools } from './dev-tools.ts'

/**
 * One page for all the files that a worker runs, one after the other: making jsdom anew for each
 * took longer than most of them. `test/support/dom.ts` hands it on empty.
 */
const made = Symbol.for('one page for all files')

export default {
  name: 'one-page',
  viteEnvironment: 'client',
  async setup(global: Record<symbol, unknown>, options) {
    if (!global[made]) {
      global[made] = await builtinEnvironments.jsdom.setup(global, options)
      installDevTools(global)
    }
    return { teardown() {} }
  },
} satisfies Environment
