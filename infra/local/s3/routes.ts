import type { Context } from '#infra/local/iam/principal.ts'
import { listContext, versionContext } from './access.ts'
import type { Answer, BucketCall, Call, ObjectCall } from './call.ts'
import {
  deleteCors,
  deletePolicy,
  getCors,
  getPolicy,
  getVersioning,
  putCors,
  putPolicy,
  putVersioning,
} from './operations/bucket-settings.ts'
import {
  createBucket,
  deleteBucket,
  getLocation,
  headBucket,
  listBuckets,
} from './operations/buckets.ts'
import { completeUpload } from './operations/complete-upload.ts'
import { copyObject } from './operations/copy-object.ts'
import { deleteObject, deleteObjects } from './operations/delete-object.ts'
import { getObject } from './operations/get-object.ts'
import { listObjects } from './operations/list-objects.ts'
import { listVersions } from './operations/list-versions.ts'
import { abortUpload, createUpload, listUploads } from './operations/multipart-uploads.ts'
import { listParts, uploadPart, uploadPartCopy } from './operations/parts.ts'
import { putObject } from './operations/put-object.ts'

export interface Route<C, Extra extends readonly unknown[] = []> {
  readonly method: string
  /** Parameters and headers (`x-…`) whose presence makes it this operation. */
  readonly when?: readonly string[]
  /** Absent: the operation asks for itself. */
  readonly action?: string | ((call: C) => string)
  /** Condition keys that only this operation has. */
  readonly context?: (query: ReadonlyMap<string, string>) => Context
  readonly run: (call: C, ...extra: Extra) => Answer
}

const ofVersion = (action: string) => (call: Call) =>
  call.query.has('versionId') ? `${action}Version` : action

export const serviceRoutes: readonly Route<Call>[] = [
  { method: 'GET', action: 's3:ListAllMyBuckets', run: listBuckets },
]

/** The one operation on a bucket that need not exist. */
export const creation: Route<Call, [name: string]> = {
  method: 'PUT',
  action: 's3:CreateBucket',
  run: createBucket,
}

// oxfmt-ignore
export const bucketRoutes: readonly Route<BucketCall>[] = [
  { method: 'GET', when: ['location'], action: 's3:GetBucketLocation', run: getLocation },
  { method: 'GET', when: ['cors'], action: 's3:GetBucketCORS', run: getCors },
  { method: 'PUT', when: ['cors'], action: 's3:PutBucketCORS', run: putCors },
  { method: 'DELETE', when: ['cors'], action: 's3:PutBucketCORS', run: deleteCors },
  { method: 'GET', when: ['versioning'], action: 's3:GetBucketVersioning', run: getVersioning },
  { method: 'PUT', when: ['versioning'], action: 's3:PutBucketVersioning', run: putVersioning },
  { method: 'GET', when: ['policy'], action: 's3:GetBucketPolicy', run: getPolicy },
  { method: 'PUT', when: ['policy'], action: 's3:PutBucketPolicy', run: putPolicy },
  { method: 'DELETE', when: ['policy'], action: 's3:DeleteBucketPolicy', run: deletePolicy },
  { method: 'GET', when: ['versions'], action: 's3:ListBucketVersions', context: listContext, run: listVersions },
  { method: 'GET', when: ['uploads'], action: 's3:ListBucketMultipartUploads', run: listUploads },
  { method: 'POST', when: ['delete'], run: deleteObjects },
  { method: 'HEAD', action: 's3:ListBucket', run: headBucket },
  { method: 'GET', action: 's3:ListBucket', context: listContext, run: listObjects },
  { method: 'DELETE', action: 's3:DeleteBucket', run: deleteBucket },
]

// oxfmt-ignore
export const objectRoutes: readonly Route<ObjectCall>[] = [
  { method: 'POST', when: ['uploads'], action: 's3:PutObject', run: createUpload },
  { method: 'PUT', when: ['uploadId', 'x-amz-copy-source'], action: 's3:PutObject', run: uploadPartCopy },
  { method: 'PUT', when: ['uploadId'], action: 's3:PutObject', run: uploadPart },
  { method: 'POST', when: ['uploadId'], action: 's3:PutObject', run: completeUpload },
  { method: 'DELETE', when: ['uploadId'], action: 's3:AbortMultipartUpload', run: abortUpload },
  { method: 'GET', when: ['uploadId'], action: 's3:ListMultipartUploadParts', run: listParts },
  { method: 'PUT', when: ['x-amz-copy-source'], action: 's3:PutObject', run: copyObject },
  { method: 'PUT', action: 's3:PutObject', run: putObject },
  { method: 'GET', action: ofVersion('s3:GetObject'), context: versionContext, run: getObject },
  { method: 'HEAD', action: ofVersion('s3:GetObject'), context: versionContext, run: getObject },
  { method: 'DELETE', action: ofVersion('s3:DeleteObject'), context: versionContext, run: deleteObject },
]

/** Parameters that choose an operation. One that no route claims means an operation not played. */
// oxfmt-ignore
const selectors = [
  'accelerate', 'acl', 'analytics', 'attributes', 'cors', 'delete', 'encryption', 'events',
  'intelligent-tiering', 'inventory', 'legal-hold', 'lifecycle', 'location', 'logging', 'metadataConfiguration',
  'metrics', 'notification', 'object-lock', 'ownershipControls', 'policy', 'policyStatus',
  'publicAccessBlock', 'replication', 'requestPayment', 'restore', 'retention', 'select', 'session',
  'tagging', 'torrent', 'uploadId', 'uploads', 'versioning', 'versions', 'website',
]

export function findRoute<C extends Call>(routes: readonly Route<C>[], call: C) {
  const { query, header, request } = call
  const isThere = (name: string) =>
    name.startsWith('x-') ? header(name) !== undefined : query.has(name)
  const asked = selectors.filter((name) => query.has(name))
  return routes.find(
    ({ method, when = [] }) =>
      method === request.method &&
      when.every(isThere) &&
      asked.every((name) => when.includes(name)),
  )
}

export const isUnknownSelector = (query: ReadonlyMap<string, string>) =>
  selectors.some((name) => query.has(name))
