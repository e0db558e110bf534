import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { minify, type Plugin, transformWithOxc } from 'vite'

/**
 * A classic script at the top of <head>. Vite bundles only modules, which run after the first
 * paint, so this one is compiled by itself. Prerendered pages carry it inline.
 */
export function bootScript(file: string): Plugin {
  let building = false

  async function compile() {
    const { code } = await transformWithOxc(await readFile(file, 'utf8'), file)
    const small = await minify(file, `{${code}}`)
    const hash = createHash('sha256').update(small.code).digest('base64url').slice(0, 8)
    return { code: small.code, path: building ? `assets/boot-${hash}.js` : 'boot.js' }
  }

  return {
    name: 'boot-script',
    configResolved: (config) => {
      building = config.command === 'build'
    },
    configureServer: (server) => {
      server.middlewares.use('/boot.js', (_request, response, next) => {
        compile().then(
          ({ code }) => response.setHeader('content-type', 'text/javascript').end(code),
          next,
        )
      })
    },
    transformIndexHtml: async () => {
      const { path } = await compile()
      return [{ tag: 'script', attrs: { src: `/${path}` }, injectTo: 'head-prepend' }]
    },
    async generateBundle() {
      const { code, path } = await compile()
      this.emitFile({ type: 'asset', fileName: path, source: code })
    },
  }
}
