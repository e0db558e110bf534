import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { styleText } from 'node:util'
import type { Plugin, PreviewServer, ResolvedConfig, ViteDevServer } from 'vite'
import { readTemplate, TemplateError, watchTemplate } from '#infra/template.ts'
import { loadBundled } from './bundled.js'
import type { Ground, Options } from './ground.ts'
import type { Template } from './template/resolve-template.ts'

/** Vite reads every module of its configuration twice over, so this one imports little. */
async function loadGround(config: ResolvedConfig) {
  const { loaded, sources } = await loadBundled('infra/local/ground.ts')
  // The dev server starts again when one of them is saved, as it does for its configuration.
  for (const source of sources)
    if (!config.configFileDependencies.includes(source)) config.configFileDependencies.push(source)
  return loaded as typeof import('./ground.ts')
}

function printBelow(server: ViteDevServer | PreviewServer, lines: () => readonly string[]) {
  const printUrls = server.printUrls.bind(server)
  server.printUrls = () => {
    printUrls()
    for (const line of lines())
      server.config.logger.info(`  ${styleText('green', '➜')}  ${styleText('bold', line)}`)
  }
}

/** `vite` and `vite preview` with an AWS beneath them, in the same process. */
export function localAws(options: Options = {}): Plugin {
  let config: ResolvedConfig
  let ground: Ground | undefined
  /** What there is to correct in settings.ts or infra/aws before anything can start. */
  let problem = ''
  let watching: { close(): void } | undefined

  async function close() {
    watching?.close()
    watching = undefined
    const closing = ground
    ground = undefined
    await closing?.close()
  }

  async function apply(template: Template) {
    if (ground) ground.applyTemplate(template)
    else ground = await (await loadGround(config)).findGround(config, template, options)
    problem = ''
  }

  function complain(error: unknown) {
    if (!(error instanceof Error)) throw error
    problem = error.message
    config.logger.error(`infra: ${error.message}`, { timestamp: true })
  }

  async function changed(template: Template) {
    try {
      await apply(template)
      config.logger.info('infra changed: local AWS follows', { timestamp: true })
    } catch (error) {
      complain(error)
    }
  }

  return {
    name: 'local-aws',
    // In a test run every test has a stand-in of its own.
    apply: (_, { command, mode }) => command === 'serve' && mode !== 'test',
    config: () => ({
      // As CloudFront: nobody else's page reads the site.
      preview: { cors: false },
      server: { watch: { ignored: ['**/.local/**'] } },
    }),
    configResolved(resolved) {
      config = resolved
    },

    configureServer(server) {
      printBelow(server, () => ground?.lines ?? [])
      server.middlewares.use('/config.json', (_, response) => {
        response.statusCode = ground && problem === '' ? 200 : 500
        response.setHeader('cache-control', 'no-cache')
        response.setHeader('content-type', ground ? 'application/json' : 'text/plain')
        response.end(problem || JSON.stringify(ground?.config()))
      })
    },
    /** Not in configureServer: at a restart that is called before the old server is closed. */
    async buildStart() {
      if (this.environment.name !== 'client' || this.environment.mode !== 'dev') return
      try {
        await apply(await readTemplate())
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error
        complain(error)
      }
      watching = watchTemplate((template) => void changed(template), complain)
    },
    closeServer: close,

    async configurePreviewServer(server) {
      const dist = join(config.root, config.build.outDir)
      if (!existsSync(join(dist, 'index.html')))
        throw new Error('There is nothing to preview yet: run npm run build first.')
      const [template, { createPreview, findGround }] = await Promise.all([
        readTemplate(),
        loadGround(config),
      ])
      const found = await findGround(config, template, options)
      ground = found
      printBelow(server, () => found.lines)
      server.middlewares.use(createPreview(dist, template, found, config.logger))
    },
    closePreviewServer: close,
  }
}
