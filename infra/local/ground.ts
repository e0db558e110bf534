import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { styleText } from 'node:util'
import type { Logger, ResolvedConfig } from 'vite'
import type { Config } from '#src/config.ts'
import { findOrStartStandIn } from './find-or-start.ts'
import { exchange } from './http/exchange.ts'
import { readOwnPool, withOwnPool } from './own-pool.ts'
import { createSite } from './site.ts'
import { resolveTemplate } from './template/resolve-template.ts'
import type { Template } from './template/resolve-template.ts'

export interface Options {
  readonly port?: number
  /** Where users and files are kept, from the project's root. */
  readonly data?: string
  /** Further host names to answer to, behind a proxy. */
  readonly allowedHosts?: readonly string[]
}

export interface Ground {
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
export async function findGround(
  { root, logger }: Pick<ResolvedConfig, 'root' | 'logger'>,
  template: Template,
  { port = 4566, data = '.local', allowedHosts = [] }: Options,
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

/** What is built, served as CloudFront would. */
export function createPreview(
  dist: string,
  template: Template,
  { config, origins }: Ground,
  logger: Logger,
) {
  const stack = resolved(template)
  const site = createSite({ dist, stack: () => stack, config, origins })
  return (incoming: IncomingMessage, outgoing: ServerResponse) =>
    void exchange(site, incoming, outgoing, (error) => logger.error(String(error)))
}
