import type { Plugin, Rolldown } from 'vite'

const helpersName = 'rolldown-runtime'

/** `a as b` as JavaScript's objects say it, from the outer name to the inner or the other way. */
const taken = (list: string) => list.replaceAll(/([\w$]+) as ([\w$]+)/g, '$1:$2')
const given = (list: string) => list.replaceAll(/([\w$]+) as ([\w$]+)/g, '$2:$1')

/**
 * Rolldown keeps its few helpers in a file of their own, and a page could not start before it had
 * both that and the app. They hold no state, so the app has its own; what is loaded later shares
 * the file.
 */
export const selfContained = (name: string): Plugin => ({
  name: 'self-contained',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const find = (wanted: string): Rolldown.OutputChunk | undefined =>
        chunks.find((chunk) => chunk.name === wanted)
      const [app, helpers] = [find(name), find(helpersName)]
      if (!app || !helpers || !app.imports.includes(helpers.fileName)) return
      const [begin, imports] =
        /import\s*\{([^}]+)\}\s*from\s*["']\.\/rolldown-runtime-[\w-]+\.js["'];?/.exec(app.code) ??
        []
      const [end, exports] = /export\s*\{([^}]+)\};?\s*$/.exec(helpers.code) ?? []
      if (!begin || !imports || !end || !exports)
        throw new Error(`Cannot tell how ${app.fileName} imports from ${helpers.fileName}`)
      const body = helpers.code.replace(end, () => `return {${given(exports)}}`)
      app.code = app.code.replace(begin, () => `const{${taken(imports)}}=(()=>{${body}})();`)
    },
  },
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace(/\s*<script [^>]*\/rolldown-runtime-[^>]*><\/script>/, ''),
  },
})
