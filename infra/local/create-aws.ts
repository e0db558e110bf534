import { randomUUID } from 'node:crypto'

import type { Config } from '#src/config.ts'

import type { Clock } from './clock.ts'
import { AwsError } from './http/aws-error.ts'
import { jsonError } from './http/json-service.ts'
import type { Handler, Request, Response } from './http/message.ts'
import type { Random } from './random.ts'
import type { Store } from './store/store.ts'
import { resolveTemplate } from './template/resolve-template.ts'
import type { Stack, Template } from './template/resolve-template.ts'

export interface AwsOptions {
  readonly template: Template
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly region?: string
  readonly accountId?: string
  readonly stackName?: string
}

export type Aws = ReturnType<typeof createAws>

/** A whole AWS, as far as the template goes: a function from requests to responses. */
export function createAws({
  template,
  store,
  region = 'us-east-1',
  accountId = '000000000000',
  stackName = 'local',
}: AwsOptions) {
  const partition = 'aws'
  const stackId = `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stackName}/local`
  const place = { region, accountId, partition, stackName, stackId }
  let stack: Stack

  function applyTemplate(changed: Template) {
    stack = resolveTemplate(changed, place)
  }
  applyTemplate(template)

  /** In this order; the first that answers has answered. S3 takes whatever nobody else knows. */
  const services: readonly Handler[] = []

  async function answer(request: Request): Promise<Response> {
    for (const service of services) {
      const response = await service(request)
      if (response) return response
    }
    throw new AwsError('UnknownOperationException', '', { status: 404 })
  }

  async function handler(request: Request): Promise<Response> {
    try {
      return await answer(request)
    } catch (error) {
      if (error instanceof AwsError) return jsonError(error, randomUUID())
      throw error
    } finally {
      // Nothing is answered that a crash could take back.
      await store.flush()
    }
  }

  return {
    handler,
    store,
    place,
    applyTemplate,
    /** The template as it stands, resolved. */
    stack: () => stack,
    /** What the app reads as /config.json where this stand-in answers at `origin`. */
    config(origin: string): Config {
      const endpoints = { userPool: origin, identityPool: origin, s3: origin }
      return { ...(JSON.parse(stack.outputs['Config'] ?? '{}') as Config), endpoints }
    },
  }
}
