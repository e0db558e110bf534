import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Response } from '#infra/local/http/message.ts'
import type { Range } from '#infra/local/s3/blobs.ts'
import { emptyResponse, xmlResponse } from '#infra/local/s3/call.ts'
import type { ObjectCall } from '#infra/local/s3/call.ts'
import { checksumHeader } from '#infra/local/s3/checksum/algorithms.ts'
import { s3Error } from '#infra/local/s3/errors.ts'
import { readLimit } from '#infra/local/s3/list-parameters.ts'
import { listDate, quoted } from '#infra/local/s3/object-headers.ts'
import { announcedChecksum, receiveBody } from '#infra/local/s3/receive.ts'
import type { Received } from '#infra/local/s3/receive.ts'
import type { Upload, UploadedPart } from '#infra/local/s3/uploads.ts'
import { invalidPartNumber } from '#infra/local/s3/versions.ts'
import { document } from '#infra/local/s3/xml.ts'
import type { Xml } from '#infra/local/s3/xml.ts'
import { copyContent, findSource, sourceVersionHeader } from './copy-object.ts'
import { findUpload } from './multipart-uploads.ts'

function readPartNumber({ query }: ObjectCall): number {
  const given = query.get('partNumber') ?? ''
  const number = Number(given)
  if (!/^\d+$/.test(given) || number < 1 || number > 10_000) throw invalidPartNumber(given)
  return number
}

/** A later part of the same number takes the place of the earlier one. */
async function keepPart(call: ObjectCall, upload: Upload, number: number, received: Received) {
  // The upload may have been completed or aborted while the body was on its way.
  if (!call.uploads.find(upload.id, upload.bucket, upload.key)) {
    await call.blobs.release(received.segments)
    throw s3Error.noSuchUpload(upload.id)
  }
  const part = { number, at: call.clock.now(), ...received }
  const before = call.uploads.addPart(upload.id, part)
  if (before) await call.blobs.release(before.segments)
  return part
}

export async function uploadPart(call: ObjectCall): Promise<Response> {
  const number = readPartNumber(call)
  const upload = findUpload(call)
  const expected = upload.checksum?.algorithm
  const actual = announcedChecksum(call)?.algorithm
  // Where it is of the whole, S3 computes by itself what a part does not carry.
  const mayLack = upload.checksum?.type === 'FULL_OBJECT'
  if (expected !== undefined && actual !== expected && !(actual === undefined && mayLack))
    throw s3Error.invalidRequest(
      `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${actual?.toLowerCase() ?? 'null'}`,
    )
  const { etag, checksum } = await keepPart(call, upload, number, await receiveBody(call, expected))
  return emptyResponse(200, {
    etag: quoted(etag),
    'x-amz-server-side-encryption': 'AES256',
    ...(checksum && { [checksumHeader(checksum.algorithm)]: checksum.value }),
  })
}

export async function uploadPartCopy(call: ObjectCall): Promise<Response> {
  const number = readPartNumber(call)
  const upload = findUpload(call)
  const source = findSource(call)
  const range = copyRange(call.header('x-amz-copy-source-range'), source.version.size)
  const copied = await copyContent(call, source.version, range, upload.checksum?.algorithm)
  const { etag, at, checksum } = await keepPart(call, upload, number, copied)
  return xmlResponse(
    document('CopyPartResult', {
      ETag: quoted(etag),
      LastModified: listDate(at),
      ...(checksum && { [`Checksum${checksum.algorithm}`]: checksum.value }),
    }),
    { 'x-amz-server-side-encryption': 'AES256', ...sourceVersionHeader(source) },
  )
}

function copyRange(header: string | undefined, size: number): Range {
  if (header === undefined) return { start: 0, size }
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? []
  const [start, end] = [Number(first), Number(last)]
  if (first === undefined || end < start)
    throw s3Error.invalidArgument(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      'x-amz-copy-source-range',
      header,
    )
  if (end >= size)
    throw new AwsError(
      'InvalidArgument',
      `Range specified is not valid for source object of size: ${size}`,
      { extra: { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: header } },
    )
  return { start, size: end - start + 1 }
}

export function listParts(call: ObjectCall): Response {
  const { uploads, bucket, key, query, accountId } = call
  const upload = findUpload(call)
  const limit = readLimit(call, 'max-parts')
  const marker = Number(query.get('part-number-marker') ?? 0) || 0
  const found = uploads.parts(upload.id).filter(({ number }) => number > marker)
  const shown = found.slice(0, limit)
  const isTruncated = limit > 0 && found.length > limit
  const owner = { ID: accountId, DisplayName: 'root' }
  return xmlResponse(
    document('ListPartsResult', {
      Bucket: bucket.name,
      Key: key,
      UploadId: upload.id,
      Initiator: owner,
      Owner: owner,
      StorageClass: 'STANDARD',
      PartNumberMarker: marker,
      NextPartNumberMarker: shown.at(-1)?.number ?? 0,
      MaxParts: limit,
      IsTruncated: isTruncated,
      ChecksumAlgorithm: upload.checksum?.algorithm,
      ChecksumType: upload.checksum?.type,
      Part: shown.map(partElement),
    }),
  )
}

const partElement = ({ number, at, etag, size, checksum }: UploadedPart): Xml => ({
  PartNumber: number,
  LastModified: listDate(at),
  ETag: quoted(etag),
  ...(checksum && { [`Checksum${checksum.algorithm}`]: checksum.value }),
  Size: size,
})
