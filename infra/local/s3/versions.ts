import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Bucket } from './buckets.ts'
import type { BucketCall, Engine, ObjectCall } from './call.ts'
import { isObject } from './catalog.ts'
import type { Content, ObjectVersion, Version } from './catalog.ts'
import { checkWrite } from './conditions.ts'
import { s3Error } from './errors.ts'
import { httpDate } from './object-headers.ts'

export const isVersioned = ({ versioning }: Bucket) => versioning !== undefined

const newId = ({ random }: Engine, { versioning }: Bucket) =>
  versioning === 'Enabled' ? random.bytes(24).toString('base64url') : 'null'

export const currentVersion = ({ catalog, bucket }: BucketCall, key: string): Version | undefined =>
  catalog.bucket(bucket.name).versions(key)[0]

/** `undefined` where a well-formed id names nothing. */
export function versionById({ catalog, bucket }: BucketCall, key: string, id: string) {
  if (id !== 'null' && !/^[\w-]{32}$/.test(id))
    throw s3Error.invalidArgument('Invalid version id specified', 'versionId', id)
  return catalog
    .bucket(bucket.name)
    .versions(key)
    .find((version) => version.id === id)
}

/** The object that a read is about; where there is none, the reason why, as far as it may be told. */
export function findObject(
  call: BucketCall,
  key: string,
  versionId: string | undefined,
): ObjectVersion {
  const found =
    versionId === undefined ? currentVersion(call, key) : versionById(call, key, versionId)
  if (isObject(found)) return found
  if (found && versionId !== undefined)
    throw s3Error.methodNotAllowed(call.request.method, {
      allow: 'DELETE',
      'last-modified': httpDate(found.at),
      'x-amz-delete-marker': 'true',
      'x-amz-version-id': found.id,
    })
  // Whoever may not list must not learn from a 404 which keys exist.
  call.access.check(call.asker, { action: 's3:ListBucket', bucket: call.bucket })
  if (versionId !== undefined) throw s3Error.noSuchVersion(key, versionId)
  throw s3Error.noSuchKey(
    key,
    found ? { 'x-amz-delete-marker': 'true', 'x-amz-version-id': found.id } : {},
  )
}

/** Makes received content the newest version, if the conditions still hold at this moment. */
export async function commit(
  call: ObjectCall,
  content: Omit<Content, 'at'>,
): Promise<ObjectVersion> {
  const { catalog, blobs, key, clock } = call
  const bucket = await stillAllowed(call).catch(async (error: unknown) => {
    await blobs.release(content.segments)
    throw error
  })
  const place = { bucket: bucket.name, key, id: newId(call, bucket) }
  const { added, replaced } = catalog.add({ ...content, at: clock.now(), ...place })
  if (isObject(replaced)) await blobs.release(replaced.segments)
  return added
}

async function stillAllowed(call: ObjectCall): Promise<Bucket> {
  const bucket = call.buckets.find(call.bucket.name)
  if (!bucket) throw s3Error.noSuchBucket(call.bucket.name)
  checkWrite(call, call.key, currentVersion(call, call.key))
  return bucket
}

export interface Deleted {
  readonly versionId?: string
  readonly isMarker: boolean
}

/** Removes a version for good, or puts a marker over the newest where the bucket has versions. */
export async function deleteVersion(
  call: BucketCall,
  key: string,
  versionId: string | undefined,
): Promise<Deleted> {
  const { bucket, catalog, blobs, clock } = call
  if (versionId !== undefined) {
    const found = versionById(call, key, versionId)
    if (found) await removeVersion(call, found)
    return { versionId, isMarker: found !== undefined && !isObject(found) }
  }
  if (!isVersioned(bucket)) {
    const found = currentVersion(call, key)
    if (found) await removeVersion(call, found)
    return { isMarker: false }
  }
  const id = newId(call, bucket)
  const { replaced } = catalog.add({
    bucket: bucket.name,
    key,
    id,
    at: clock.now(),
    deleted: true,
  })
  if (isObject(replaced)) await blobs.release(replaced.segments)
  return { versionId: id, isMarker: true }
}

async function removeVersion({ catalog, blobs }: Engine, version: Version) {
  catalog.remove(version)
  if (isObject(version)) await blobs.release(version.segments)
}

/** The condition of a delete, which asks for the object's ETag. */
export function checkDelete(etag: string | undefined, current: Version | undefined, key: string) {
  if (etag === undefined) return
  if (!isObject(current)) throw s3Error.noSuchKey(key)
  if (etag !== '*' && etag.replaceAll('"', '') !== current.etag)
    throw s3Error.preconditionFailed('If-Match')
}

export const invalidPartNumber = (value: string) =>
  new AwsError('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive', {
    extra: { ArgumentName: 'partNumber', ArgumentValue: value },
  })
