import type { Plugin } from 'vite'

/**
 * Chrome compiles this chunk whole while it arrives, on another thread. Without the hint it
 * compiles each function when it is first called, which holds up a page that is starting.
 */
export const compileHint = (name: string): Plugin => ({
  name: 'compile-hint',
  apply: 'build',
  generateBundle: {
    // Only as the very first line it counts, and Vite puts a line of its own there.
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk' && file.name === name)
          file.code = `//# allFunctionsCalledOnLoad\n${file.code}`
    },
  },
})
