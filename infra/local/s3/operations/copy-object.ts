import { createHash } from 'node:crypto'

import type { Response } from '#infra/local/http/message.ts'
import { readCopySource } from '#infra/local/s3/address.ts'
import { slice } from '#infra/local/s3/blobs.ts'
import type { Range } from '#infra/local/s3/blobs.ts'
import type { BucketCall, ObjectCall } from '#infra/local/s3/call.ts'
import { xmlResponse } from '#infra/local/s3/call.ts'
import type { ObjectVersion } from '#infra/local/s3/catalog.ts'
import { isAlgorithm, startChecksum } from '#infra/local/s3/checksum/algorithms.ts'
import type { Algorithm } from '#infra/local/s3/checksum/algorithms.ts'
import { checkWrite, failedCondition } from '#infra/local/s3/conditions.ts'
import { s3Error } from '#infra/local/s3/errors.ts'
import {
  listDate,
  quoted,
  readObjectHeaders,
  versionHeader,
} from '#infra/local/s3/object-headers.ts'
import { unknownAlgorithm } from '#infra/local/s3/receive.ts'
import type { Received } from '#infra/local/s3/receive.ts'
import { commit, currentVersion, findObject, isVersioned } from '#infra/local/s3/versions.ts'
import { document } from '#infra/local/s3/xml.ts'

const sizeLimit = 5 * 1024 ** 3

interface Source {
  readonly call: BucketCall
  readonly version: ObjectVersion
}

/** The object that x-amz-copy-source names, if whoever asks may read it. */
export function findSource(call: ObjectCall): Source {
  const { bucket: name, key, versionId } = readCopySource(call.header('x-amz-copy-source') ?? '')
  const bucket = call.buckets.find(name)
  if (!bucket) throw s3Error.noSuchBucket(name)
  call.access.check(call.asker, {
    action: versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion',
    bucket,
    key,
    ...(versionId !== undefined && { context: { 's3:VersionId': versionId } }),
  })
  const source = { ...call, bucket }
  const version = findObject(source, key, versionId)
  const failed = failedCondition(call.header, version, 'x-amz-copy-source-')
  if (failed) throw s3Error.preconditionFailed(failed.condition)
  return { call: source, version }
}

export const sourceVersionHeader = ({ call, version }: Source): Record<string, string> =>
  isVersioned(call.bucket) ? { 'x-amz-copy-source-version-id': version.id } : {}

/** Files are shared, not copied; they are read only where an ETag or a checksum is not known yet. */
export async function copyContent(
  { blobs }: ObjectCall,
  version: ObjectVersion,
  range: Range,
  wanted: Algorithm | undefined,
): Promise<Received> {
  const segments = slice(version.segments, range.start, range.size)
  blobs.retain(segments)
  const isWhole = range.size === version.size
  const known = isWhole && version.checksum?.type === 'FULL_OBJECT' ? version.checksum : undefined
  const algorithm = wanted ?? known?.algorithm
  const isKnown = isWhole && !version.parts && known?.algorithm === algorithm
  if (isKnown)
    return {
      segments,
      size: version.size,
      etag: version.etag,
      ...(known && { checksum: { algorithm: known.algorithm, value: known.value } }),
    }
  try {
    const md5 = createHash('md5')
    const running = algorithm && startChecksum[algorithm]()
    for await (const piece of blobs.read(version.segments, range)) {
      md5.update(piece)
      running?.update(piece)
    }
    return {
      segments,
      size: range.size,
      etag: md5.digest('hex'),
      ...(algorithm &&
        running && { checksum: { algorithm, value: running.digest().toString('base64') } }),
    }
  } catch (error) {
    await blobs.release(segments)
    throw error
  }
}

export async function copyObject(call: ObjectCall): Promise<Response> {
  const given = readObjectHeaders(call.request)
  const source = findSource(call)
  const { version } = source
  const directive = call.header('x-amz-metadata-directive') ?? 'COPY'
  if (directive !== 'COPY' && directive !== 'REPLACE')
    throw s3Error.invalidArgument(
      'Unknown metadata directive.',
      'x-amz-metadata-directive',
      directive,
    )
  if (directive === 'COPY' && isSame(call, source))
    throw s3Error.invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    )
  if (version.size > sizeLimit)
    throw s3Error.invalidRequest(
      `The specified copy source is larger than the maximum allowable size for a copy source: ${sizeLimit}`,
    )
  const wanted = call.header('x-amz-checksum-algorithm')?.toUpperCase()
  if (wanted !== undefined && !isAlgorithm(wanted)) throw unknownAlgorithm()
  checkWrite(call, call.key, currentVersion(call, call.key))
  const whole = { start: 0, size: version.size }
  const { checksum, ...copied } = await copyContent(call, version, whole, wanted)
  const { id, at, etag } = await commit(call, {
    ...copied,
    headers: directive === 'COPY' ? version.headers : given,
    ...(checksum && { checksum: { ...checksum, type: 'FULL_OBJECT' } }),
  })
  return xmlResponse(
    document('CopyObjectResult', {
      ETag: quoted(etag),
      LastModified: listDate(at),
      ...(checksum && {
        ChecksumType: 'FULL_OBJECT',
        [`Checksum${checksum.algorithm}`]: checksum.value,
      }),
    }),
    {
      ...versionHeader(id, isVersioned(call.bucket)),
      ...sourceVersionHeader(source),
      'x-amz-server-side-encryption': 'AES256',
    },
  )
}

const isSame = (call: ObjectCall, { version }: Source) =>
  version.bucket === call.bucket.name &&
  version.key === call.key &&
  currentVersion(call, call.key)?.id === version.id
