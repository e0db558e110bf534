import { authorize } from '#infra/local/iam/authorize.ts'
import type { AccessRequest, Decision } from '#infra/local/iam/authorize.ts'
import type { Context, Principal } from '#infra/local/iam/principal.ts'
import type { Refusals } from '#infra/local/iam/refusals.ts'
import type { Clock } from '#infra/local/clock.ts'
import type { Request } from '#infra/local/http/message.ts'
import type { Verified } from '#infra/local/signature/verify.ts'
import { policiesOf } from './buckets.ts'
import type { Bucket } from './buckets.ts'
import { s3Error } from './errors.ts'

interface Settings {
  readonly refusals: Refusals
  readonly partition: string
  /** How `aws:SecureTransport` answers; loopback counts as safe. */
  readonly secureTransport: boolean
}

/** Who asks, and everything about the request that a condition may look at. */
export interface Asker {
  readonly principal: Principal
  readonly context: Context
}

export interface Target {
  readonly action: string
  /** Absent: all buckets. */
  readonly bucket?: Bucket
  readonly key?: string
  readonly context?: Context
}

const messageOf = ({ principal }: Asker, decision: Decision) =>
  decision.allowed || principal.type === 'anonymous' ? undefined : decision.message

/** One question to IAM for each permission that an operation needs. */
export function createAccess({ refusals, partition, secureTransport }: Settings) {
  const transport = { 'aws:SecureTransport': String(secureTransport) }

  const ask = (asker: Asker, { action, bucket, key, context }: Target) => {
    const request: AccessRequest = {
      principal: asker.principal,
      action,
      resource: arnOf(partition, bucket?.name ?? '*', key),
      context: { ...transport, ...asker.context, ...context },
      resourcePolicies: bucket ? policiesOf(bucket) : [],
    }
    const decision = authorize(request)
    // RestrictPublicBuckets: what a policy grants to everybody is not for strangers.
    const isStranger = asker.principal.type === 'anonymous' && !bucket?.allowsPublic
    return { request, decision, allowed: decision.allowed && !isStranger }
  }

  return {
    /** The sentence of the refusal, or undefined where it is allowed. Refusals are remembered. */
    refusal(asker: Asker, target: Target): { readonly message?: string } | undefined {
      const { request, decision, allowed } = ask(asker, target)
      if (allowed) return undefined
      refusals.record(request, decision)
      const message = messageOf(asker, decision)
      return message === undefined ? {} : { message }
    },
    check(asker: Asker, target: Target) {
      const refusal = this.refusal(asker, target)
      if (refusal) throw s3Error.accessDenied(refusal.message)
    },
  }
}

export type Access = ReturnType<typeof createAccess>

const arnOf = (partition: string, bucket: string, key: string | undefined) =>
  `arn:${partition}:s3:::${bucket}${key === undefined ? '' : `/${key}`}`

/** Request headers that are condition keys under their own name. */
// oxfmt-ignore
const headerKeys = [
  'x-amz-acl', 'x-amz-content-sha256', 'x-amz-copy-source', 'x-amz-metadata-directive',
  'x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-storage-class', 'x-amz-website-redirect-location', 'if-match', 'if-none-match',
]

/** Parameters that are condition keys, of listings only: elsewhere they mean nothing to S3. */
const listKeys = ['prefix', 'delimiter', 'max-keys']

export const listContext = (query: ReadonlyMap<string, string>): Context =>
  Object.fromEntries(
    listKeys.flatMap((name) => {
      const value = query.get(name)
      return value === undefined ? [] : [[`s3:${name}`, value]]
    }),
  )

export const versionContext = (query: ReadonlyMap<string, string>): Context => {
  const id = query.get('versionId')
  return id === undefined ? {} : { 's3:VersionId': id }
}

export function requestContext(
  { headers }: Request,
  verified: Verified | undefined,
  accountId: string,
  clock: Clock,
): Context {
  const now = clock.now()
  const context: Record<string, string> = {
    's3:ResourceAccount': accountId,
    'aws:SourceIp': '127.0.0.1',
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1000)),
  }
  const put = (key: string, value: unknown) => {
    if (typeof value === 'string') context[key] = value
  }
  for (const name of headerKeys) put(`s3:${name}`, headers[name])
  put('aws:UserAgent', headers['user-agent'])
  put('aws:Referer', headers.referer)
  if (verified) {
    put('s3:signatureversion', 'AWS4-HMAC-SHA256')
    put('s3:authType', verified.claim.form === 'header' ? 'REST-HEADER' : 'REST-QUERY-STRING')
    if (verified.claim.form === 'query')
      put('s3:signatureAge', String(Math.max(0, now - verified.claim.time)))
  }
  return context
}
