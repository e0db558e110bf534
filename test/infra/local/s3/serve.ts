import { S3Client } from '@aws-sdk/client-s3'
import type { S3ClientConfig } from '@aws-sdk/client-s3'

import { rootOf } from '#infra/local/iam/principal.ts'
import type { Principal } from '#infra/local/iam/principal.ts'
import { createRefusals } from '#infra/local/iam/refusals.ts'
import { listen } from '#infra/local/listen.ts'
import { systemRandom } from '#infra/local/random.ts'
import { createS3 } from '#infra/local/s3/create-s3.ts'
import { createMemoryStore } from '#infra/local/store/memory-store.ts'
import type { Store } from '#infra/local/store/store.ts'
import type { Resource } from '#infra/local/template/resolve-template.ts'

export const place = { region: 'us-east-1', accountId: '000000000000', partition: 'aws' }
export const root = rootOf(place.accountId)

export interface User {
  readonly principal: Principal
  readonly sessionToken: string
}

interface Options {
  readonly store?: Store
  /** Of the bucket `files`. */
  readonly properties?: Readonly<Record<string, unknown>>
  readonly policy?: unknown
  /** By access key id; the secret is `secret`. */
  readonly users?: Readonly<Record<string, User>>
}

export const bucket = 'files'

const resource = (type: string, physicalId: string, properties: Resource['properties']) =>
  [physicalId + type, { logicalId: physicalId, type, physicalId, properties }] as const

/** S3 alone on a port of its own, with one bucket. */
export async function serveS3({ store = createMemoryStore(), ...options }: Options = {}) {
  let ahead = 0
  const clock = { now: () => Date.now() + ahead }
  const { properties = {}, policy, users = {} } = options
  const stack = {
    resources: new Map([
      resource('AWS::S3::Bucket', bucket, properties),
      ...(policy === undefined
        ? []
        : [
            resource('AWS::S3::BucketPolicy', 'policy', { Bucket: bucket, PolicyDocument: policy }),
          ]),
    ]),
    outputs: {},
  }
  const s3 = createS3({
    store,
    clock,
    random: systemRandom,
    place,
    stack: () => stack,
    refusals: createRefusals({ store, clock }),
    credentials: async (accessKeyId) => {
      if (accessKeyId === 'test') return { secretAccessKey: 'test', principal: root }
      const user = Object.hasOwn(users, accessKeyId) ? users[accessKeyId] : undefined
      return user && { secretAccessKey: 'secret', ...user }
    },
  })
  const server = await listen({ port: 0, handler: s3 })
  const clients: S3Client[] = []

  return {
    origin: server.origin,
    port: server.port,
    handler: s3,
    store,
    clock,
    advance: (seconds: number) => void (ahead += seconds * 1000),
    client(accessKeyId = 'test', config: Partial<S3ClientConfig> = {}) {
      const user = users[accessKeyId]
      const client = new S3Client({
        endpoint: server.origin,
        region: place.region,
        forcePathStyle: true,
        maxAttempts: 1,
        credentials: user
          ? { accessKeyId, secretAccessKey: 'secret', sessionToken: user.sessionToken }
          : { accessKeyId, secretAccessKey: 'test' },
        ...config,
      })
      clients.push(client)
      return client
    },
    async close() {
      for (const client of clients) client.destroy()
      await server.close()
      await store.close()
    },
  }
}

export type Served = Awaited<ReturnType<typeof serveS3>>
