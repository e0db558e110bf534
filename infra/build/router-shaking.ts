import type { Plugin } from 'vite'

/**
 * The router calls `React.forwardRef` and sets display names where the module is loaded, which a
 * bundler must take for effects; so all of its framework mode stays in, 6 kB (brotli) that nobody
 * runs. This says what is true of those calls, and drops the names and the warnings meant for
 * development. What it does not find it leaves alone.
 */
export const routerShaking = (): Plugin => ({
  name: 'router-shaking',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /node_modules[\\/]react-router[\\/]dist[\\/].*\.mjs$/ },
    handler: (code) => ({
      code: code
        .replace(
          /= (React\d*)\.(forwardRef|memo|createContext|lazy)\(/g,
          '= /* @__PURE__ */ $1.$2(',
        )
        .replace(/^\w+\.displayName = "[^"]*";$/gm, '')
        .replace('var ENABLE_DEV_WARNINGS = true', 'var ENABLE_DEV_WARNINGS = false'),
      map: null,
    }),
  },
})
