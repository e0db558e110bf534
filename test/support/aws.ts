import { generateKeyPairSync } from 'node:crypto'

import type { JWK } from 'jose'

import { createMovableClock } from '#infra/local/clock.ts'
import { createAws } from '#infra/local/create-aws.ts'
import type { Handler } from '#infra/local/http/message.ts'
import { listen } from '#infra/local/listen.ts'
import { systemRandom } from '#infra/local/random.ts'
import { createMemoryStore } from '#infra/local/store/memory-store.ts'
import type { Store } from '#infra/local/store/store.ts'
import type { Template } from '#infra/local/template/resolve-template.ts'
import type { Message } from '#infra/local/user-pool/model.ts'
import { readTemplate } from '#infra/template.ts'

/** Found once for a test process: finding an RSA key takes longer than most tests. */
const keys: JWK[] = []
let taken = 0

async function makeKey(): Promise<JWK> {
  const index = taken++ % 2
  keys[index] ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    format: 'jwk',
  }) as JWK
  return keys[index]
}

let usual: Promise<Template> | undefined

/** The deployed template with changes to its resources of a type: `AWS::Cognito::UserPool`. */
export function changeTemplate(
  template: Template,
  type: string,
  change: (properties: Record<string, unknown>) => Record<string, unknown>,
): Template {
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).map(([id, resource]) => [
      id,
      resource.Type === type
        ? { ...resource, Properties: change({ ...resource.Properties }) }
        : resource,
    ]),
  )
  return { ...template, Resources }
}

interface Options {
  readonly template?: Template
  readonly store?: Store
  /** Stands between the server and AWS: faults, records. */
  readonly wrap?: (handler: Handler) => Handler
}

export type TestAws = Awaited<ReturnType<typeof startAws>>

/** A stand-in of one test's own: empty, on a free port, with a clock that the test moves. */
export async function startAws({
  template,
  store = createMemoryStore(),
  wrap = (handler) => handler,
}: Options = {}) {
  const clock = createMovableClock()
  const aws = createAws({
    template: template ?? (await (usual ??= readTemplate())),
    store,
    clock,
    random: systemRandom,
    makeKey,
  })
  const server = await listen({ port: 0, handler: wrap(aws.handler) })
  /** Newest first. */
  const inbox = (to?: string): Message[] =>
    [...store.collection<Message>('inbox').entries()]
      .toSorted(([a], [b]) => b.localeCompare(a))
      .map(([, message]) => message)
      .filter((message) => to === undefined || message.to === to)
  return {
    aws,
    store,
    clock,
    origin: server.origin,
    config: aws.config(server.origin),
    inbox,
    /** The newest code sent to someone. */
    code(to: string): string {
      const message = inbox(to).find(({ code }) => code !== undefined)
      if (!message?.code) throw new Error(`No code was sent to ${to}.`)
      return message.code
    },
    async close() {
      await server.close()
      await store.close()
    },
  }
}
