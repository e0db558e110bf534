import { builtinEnvironments, type Environment } from 'vitest/runtime'

/**
 * One page for all the files that a worker runs, one after the other: making jsdom anew for each
 * took longer than most of them. `test/support/dom.ts` hands it on empty.
 */
const made = Symbol.for('one page for all files')

export default {
  name: 'one-page',
  viteEnvironment: 'client',
  async setup(global: Record<symbol, unknown>, options) {
    global[made] ??= await builtinEnvironments.jsdom.setup(global, options)
    return { teardown() {} }
  },
} satisfies Environment
