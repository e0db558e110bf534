import { fileURLToPath } from 'node:url'
import type { Config } from '#src/config.ts'
import type { Handler, Response } from '#infra/local/http/message.ts'
import { listen } from '#infra/local/listen.ts'
import { createSite } from '#infra/local/site.ts'
import { startStandIn } from '#infra/local/start.ts'
import type { Template } from '#infra/local/template/resolve-template.ts'
import { readTemplate } from '#infra/template.ts'
import { createLever } from '#test/support/lever.ts'

const dist = fileURLToPath(new URL('../../../dist', import.meta.url))

const text = (status: number, body: string): Response => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
})

/**
 * The built app and a stand-in for AWS, each on a port of its own as in real life, so that the
 * page's policy and the bucket's CORS rules are met for real.
 */
export async function startBackend(
  change: (template: Template) => Template = (it) => it,
  /** A folder to keep it in; left out, it is gone at the end. */
  data?: string,
) {
  let missing: RegExp | undefined
  let served: { readonly body: string | undefined; readonly status: number } | undefined
  let serve: Handler | undefined
  const handler: Handler = async (request) => {
    if (missing?.test(request.path)) return text(404, 'Not found')
    if (served && request.path === '/config.json') return text(served.status, served.body ?? '')
    return serve?.(request)
  }
  const front = await listen({ port: 0, handler })
  // The template allows exactly the origin of `npm run preview`; here that is this one.
  const allowing = (template: Template) =>
    JSON.parse(
      JSON.stringify(template).replaceAll('http://localhost:4173', front.origin),
    ) as Template
  const template = async () => allowing(change(await readTemplate()))
  const aws = await startStandIn({ template: await template(), port: 0, data })
  serve = createSite({ dist, stack: aws.stack, config: aws.config, origins: [aws.origin] })

  const lever = createLever(aws.origin)

  return {
    origin: front.origin,
    aws: aws.origin,
    config: (): Config => aws.config(),
    lever,
    /** As after a deployment that took these files away. */
    lose(files: RegExp) {
      missing = files
    },
    answerConfig(body: string | undefined, status = 200) {
      served = { body, status }
    },
    restore() {
      missing = undefined
      served = undefined
    },
    async close() {
      await front.close()
      await aws.close()
    },
  }
}

export type Backend = Awaited<ReturnType<typeof startBackend>>
