import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { styleText } from 'node:util'
import type { Logger, Plugin, PreviewServer, ViteDevServer } from 'vite'
import type { Config } from '#src/config.ts'
import { readTemplate, TemplateError, watchTemplate } from '#infra/template.ts'
import { findOrStartStandIn } from './find-or-start.ts'
import { exchange } from './http/exchange.ts'
import { readOwnPool, withOwnPool } from './own-pool.ts'
import { createSite } from './site.ts'
import { resolveTemplate } from './template/resolve-template.ts'
import type { Template } from './template/resolve-template.ts'

interface Options {
  readonly port?: number
  /** Where users and files are kept, from the project's root. */
  readonly data?: string
  /** Further host names to answer to, behind a proxy. */
  readonly allowedHosts?: readonly string[]
}

interface Ground {
  readonly config: () => Config
  /** What the page must be allowed to connect to. */
  readonly origins: readonly string[]
  readonly lines: readonly string[]
  applyTemplate(template: Template): void
  close(): Promise<void>
}

/** Names what is set, as a region of the template's own would only name what is not there. */
const resolved = (template: Template) =>
  resolveTemplate(template, {
    region: 'us-east-1',
    accountId: '000000000000',
    partition: 'aws',
    stackName: 'local',
    stackId: 'arn:aws:cloudformation:us-east-1:000000000000:stack/local/local',
  })

const settled = (template: Template) =>
  JSON.parse(resolved(template).outputs['Config'] ?? '{}') as Config

/** What the app stands on: a pool on AWS where `.env` names one, else the stand-in. */
async function findGround(
  root: string,
  template: Template,
  { port = 4566, data = '.local', allowedHosts = [] }: Options,
  logger: Logger,
): Promise<Ground> {
  const ids = await readOwnPool(root)
  if (ids) {
    let config = withOwnPool(settled(template), ids)
    const { region, bucket, userPoolId } = ids
    return {
      config: () => config,
      origins: [
        `https://cognito-idp.${region}.amazonaws.com`,
        `https://cognito-identity.${region}.amazonaws.com`,
        `https://${bucket}.s3.${region}.amazonaws.com`,
      ],
      lines: [`AWS:     user pool ${userPoolId}, as .env says`],
      applyTemplate(changed) {
        config = withOwnPool(settled(changed), ids)
      },
      close: async () => {},
    }
  }
  const warn = (message: string) => logger.warn(message)
  const standIn = await findOrStartStandIn({
    port,
    template,
    allowedHosts,
    warn,
    data: join(root, data),
  })
  const { origin, note, config, applyTemplate, close } = standIn
  return {
    config,
    applyTemplate,
    close,
    origins: [origin],
    lines: [
      `Inbox:   ${styleText('cyan', `${origin}/_local/`)}`,
      ...(note === undefined ? [] : [`AWS:     ${note}`]),
    ],
  }
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
  let root = process.cwd()
  let logger: Logger
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
    else ground = await findGround(root, template, options, logger)
    problem = ''
  }

  function complain(error: unknown) {
    if (!(error instanceof Error)) throw error
    problem = error.message
    logger.error(`infra: ${error.message}`, { timestamp: true })
  }

  async function changed(template: Template) {
    try {
      await apply(template)
      logger.info('infra changed: local AWS follows', { timestamp: true })
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
    configResolved(config) {
      ;({ root, logger } = config)
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
      const dist = join(root, server.config.build.outDir)
      if (!existsSync(join(dist, 'index.html')))
        throw new Error('There is nothing to preview yet: run npm run build first.')
      const template = await readTemplate()
      const stack = resolved(template)
      const { config, origins, lines } = (ground = await findGround(
        root,
        template,
        options,
        logger,
      ))
      printBelow(server, () => lines)
      const site = createSite({ dist, stack: () => stack, config, origins })
      server.middlewares.use((incoming, outgoing) => {
        void exchange(site, incoming, outgoing, (error) => logger.error(String(error)))
      })
    },
    closePreviewServer: close,
  }
}
