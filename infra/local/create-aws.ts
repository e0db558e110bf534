import { randomUUID } from 'node:crypto'

import type { Config } from '#src/config.ts'

import type { Clock } from './clock.ts'
import { AwsError } from './http/aws-error.ts'
import { jsonError } from './http/json-service.ts'
import type { Handler, Request, Response } from './http/message.ts'
import { createGate } from './iam/gate.ts'
import { readIam } from './iam/read-iam.ts'
import type { Iam } from './iam/read-iam.ts'
import { createRefusals } from './iam/refusals.ts'
import { createIdentityPools } from './identity-pool/create-identity-pools.ts'
import type { Random } from './random.ts'
import { createS3 } from './s3/create-s3.ts'
import type { Store } from './store/store.ts'
import { createSts } from './sts/create-sts.ts'
import { createSessions } from './sts/sessions.ts'
import { resolveTemplate } from './template/resolve-template.ts'
import type { Stack, Template } from './template/resolve-template.ts'
import { createUserPools, userPoolArnIn } from './user-pool/create-user-pools.ts'
import type { Message } from './user-pool/model.ts'
import { makeRsaKey } from './user-pool/signer.ts'
import type { MakeKey } from './user-pool/signer.ts'

interface AwsOptions {
  readonly template: Template
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  /** RSA keys take a moment to find; tests share theirs. */
  readonly makeKey?: MakeKey
  readonly onMessage?: (message: Message) => void
  readonly region?: string
  readonly accountId?: string
  readonly stackName?: string
  /** Names a proxy may have been addressed by before it changed Host. */
  readonly hosts?: readonly string[]
}

/** A whole AWS, as far as the template goes: a function from requests to responses. */
export function createAws({
  template,
  store,
  clock,
  random,
  makeKey = makeRsaKey,
  onMessage,
  region = 'us-east-1',
  accountId = '000000000000',
  stackName = 'local',
  hosts = [],
}: AwsOptions) {
  const partition = 'aws'
  const stackId = `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stackName}/local`
  const place = { region, accountId, partition, stackName, stackId }
  const userPools = createUserPools({ store, clock, random, makeKey, onMessage })
  let current: { readonly stack: Stack; readonly iam: Iam }

  function applyTemplate(changed: Template) {
    const stack = resolveTemplate(changed, place)
    // Whatever can fail comes first, so that a template with a mistake in it changes nothing.
    current = { stack, iam: readIam(stack) }
    userPools.deploy(stack)
  }
  applyTemplate(template)

  const shared = { store, clock, random, place, stack: () => current.stack, makeKey }
  const iam = () => current.iam
  const refusals = createRefusals({ store, clock })
  const sessions = createSessions({ ...shared, iam })
  const { credentials } = sessions
  const gate = createGate({
    service: 'cognito-idp',
    credentials,
    clock,
    place,
    refusals,
    resourceOf: (call) => userPoolArnIn(call, place),
  })
  const identityPools = createIdentityPools({ ...shared, iam, sessions, userPools, refusals })

  /** In this order; the first that answers has answered. S3 takes whatever nobody else knows. */
  const services: readonly Handler[] = [
    ...userPools.handlers(gate, place),
    identityPools.handler,
    createSts({ ...shared, iam, sessions, identityTokens: identityPools.identityTokens }),
    unknownService,
    createS3({ ...shared, credentials, refusals, hosts }),
  ]

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
    userPool: userPools.context,
    /** The template as it stands, resolved. */
    stack: () => current.stack,
    iam,
    /** What the app reads as /config.json where this stand-in answers at `origin`. */
    config(origin: string): Config {
      const endpoints = { userPool: origin, identityPool: origin, s3: origin }
      const output = JSON.parse(current.stack.outputs['Config'] ?? '{}') as Config
      return { ...output, endpoints }
    },
  }
}

/** A target that no service here has is a mistake to be told about, not a request to S3. */
const unknownService: Handler = async ({ method, path, headers }) => {
  if (method === 'POST' && path === '/' && headers['x-amz-target'] !== undefined)
    throw new AwsError('UnknownOperationException', '')
  return undefined
}
