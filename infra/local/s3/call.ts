import type { Clock } from '#infra/local/clock.ts'
import type { Request, Response } from '#infra/local/http/message.ts'
import type { Random } from '#infra/local/random.ts'
import type { Payload } from '#infra/local/signature/payload.ts'
import type { Verified } from '#infra/local/signature/verify.ts'
import type { Access, Asker } from './access.ts'
import type { Blobs } from './blobs.ts'
import type { Bucket, Buckets } from './buckets.ts'
import type { Catalog } from './catalog.ts'
import type { Uploads } from './uploads.ts'

/** What every operation works on. */
export interface Engine {
  readonly buckets: Buckets
  readonly catalog: Catalog
  readonly blobs: Blobs
  readonly uploads: Uploads
  readonly access: Access
  readonly clock: Clock
  readonly random: Random
  readonly region: string
  readonly accountId: string
}

/** One request, believed but not yet allowed. */
export interface Call extends Engine {
  readonly request: Request
  readonly query: ReadonlyMap<string, string>
  readonly asker: Asker
  readonly verified: Verified | undefined
  readonly payload: Payload
  /** One value, however often the header was sent. */
  readonly header: (name: string) => string | undefined
}

export interface BucketCall extends Call {
  readonly bucket: Bucket
}

export interface ObjectCall extends BucketCall {
  readonly key: string
}

export type Answer = Promise<Response> | Response

export const xmlResponse = (
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Response => ({ status: 200, headers: { 'content-type': 'application/xml', ...headers }, body })

export const emptyResponse = (
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Response => ({ status, headers })
