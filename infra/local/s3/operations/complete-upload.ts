import { createHash } from 'node:crypto'

import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Response } from '#infra/local/http/message.ts'
import { xmlResponse } from '#infra/local/s3/call.ts'
import type { ObjectCall } from '#infra/local/s3/call.ts'
import { isObject } from '#infra/local/s3/catalog.ts'
import type { Checksum, ObjectVersion, Part } from '#infra/local/s3/catalog.ts'
import {
  checksumHeader,
  compositeChecksum,
  fullObjectChecksum,
} from '#infra/local/s3/checksum/algorithms.ts'
import { checkWrite } from '#infra/local/s3/conditions.ts'
import { s3Error } from '#infra/local/s3/errors.ts'
import { quoted, versionHeader } from '#infra/local/s3/object-headers.ts'
import { receiveDocument } from '#infra/local/s3/receive.ts'
import type { Upload, UploadedPart } from '#infra/local/s3/uploads.ts'
import { commit, currentVersion, isVersioned } from '#infra/local/s3/versions.ts'
import { document, parseXml } from '#infra/local/s3/xml.ts'
import type { Elements } from '#infra/local/s3/xml.ts'
import { dropUpload, findUpload } from './multipart-uploads.ts'

const smallestPart = 5 * 1024 ** 2

export async function completeUpload(call: ObjectCall): Promise<Response> {
  const done = alreadyCompleted(call)
  if (done) return answer(call, done)
  const upload = findUpload(call)
  const listed = parseXml(await receivePartList(call), 'CompleteMultipartUpload').all('Part')
  const parts = chooseParts(call, upload, listed)
  const size = parts.reduce((sum, part) => sum + part.size, 0)
  checkSize(call, size)
  const checksum = checksumOf(upload, parts)
  checkChecksum(call, checksum)
  checkWrite(call, call.key, currentVersion(call, call.key))

  const segments = parts.flatMap((part) => part.segments)
  // Taken over before they are let go of, so that no file is without an owner in between.
  call.blobs.retain(segments)
  const version = await commit(call, {
    segments,
    size,
    etag: etagOf(parts),
    headers: upload.headers,
    parts: parts.map(partOf),
    uploadId: upload.id,
    ...(checksum && { checksum }),
  })
  if (call.uploads.find(upload.id, upload.bucket, upload.key)) await dropUpload(call, upload.id)
  return answer(call, version)
}

const partOf = ({ number, size, checksum }: UploadedPart): Part => ({
  number,
  size,
  ...(checksum && { checksum: checksum.value }),
})

/** A client that never got its answer asks again, and gets it. */
function alreadyCompleted(call: ObjectCall): ObjectVersion | undefined {
  const id = call.query.get('uploadId')
  return call.catalog
    .bucket(call.bucket.name)
    .versions(call.key)
    .filter(isObject)
    .find((version) => version.uploadId !== undefined && version.uploadId === id)
}

// The checksum headers of this request are those of the object, not of the document it carries.
const receivePartList = (call: ObjectCall) =>
  receiveDocument({
    ...call,
    header: (name) => (name.startsWith('x-amz-checksum-') ? undefined : call.header(name)),
  })

function chooseParts(
  { uploads }: ObjectCall,
  upload: Upload,
  listed: readonly Elements[],
): readonly UploadedPart[] {
  if (listed.length === 0 || listed.length > 10_000) throw s3Error.malformedXml()
  const chosen: UploadedPart[] = []
  let before = 0
  for (const element of listed) {
    const number = Number(element.text('PartNumber')?.trim() || Number.NaN)
    const etag = element.text('ETag')?.trim().replaceAll('"', '')
    if (!Number.isInteger(number) || etag === undefined) throw s3Error.malformedXml()
    if (number <= before)
      throw new AwsError(
        'InvalidPartOrder',
        'The list of parts was not in ascending order. Parts must be ordered by part number.',
        { extra: { UploadId: upload.id } },
      )
    before = number
    const part = uploads.part(upload.id, number)
    if (!part || part.etag !== etag || !hasChecksum(upload, part, element))
      throw new AwsError(
        'InvalidPart',
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        { extra: { UploadId: upload.id, PartNumber: number, ETag: etag } },
      )
    chosen.push(part)
  }
  for (const { size, number, etag } of chosen.slice(0, -1))
    if (size < smallestPart)
      throw new AwsError(
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed size',
        {
          extra: {
            ProposedSize: size,
            MinSizeAllowed: smallestPart,
            PartNumber: number,
            ETag: etag,
          },
        },
      )
  return chosen
}

function hasChecksum(
  { checksum: wanted }: Upload,
  { number, checksum }: UploadedPart,
  element: Elements,
) {
  const given = checksum && element.text(`Checksum${checksum.algorithm}`)?.trim()
  if (wanted?.type === 'COMPOSITE' && given === undefined)
    throw s3Error.invalidRequest(
      `The upload was created using a ${wanted.algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    )
  return given === undefined || given === checksum?.value
}

const etagOf = (parts: readonly UploadedPart[]) => {
  const md5 = createHash('md5')
  for (const { etag } of parts) md5.update(etag, 'hex')
  return `${md5.digest('hex')}-${parts.length}`
}

function checksumOf(
  { checksum: wanted }: Upload,
  parts: readonly UploadedPart[],
): Checksum | undefined {
  if (!wanted) return undefined
  const known = parts.map(({ size, checksum }) => ({ size, checksum: checksum?.value ?? '' }))
  const combine = wanted.type === 'COMPOSITE' ? compositeChecksum : fullObjectChecksum
  return { ...wanted, value: combine(wanted.algorithm, known) }
}

function checkSize({ header }: ObjectCall, size: number) {
  const announced = header('x-amz-mp-object-size')
  if (announced !== undefined && announced !== String(size))
    throw s3Error.invalidRequest(
      `The provided 'x-amz-mp-object-size' header does not match what was computed.`,
    )
}

function checkChecksum({ header }: ObjectCall, checksum: Checksum | undefined) {
  const type = header('x-amz-checksum-type')?.toUpperCase()
  if (type !== undefined && checksum && type !== checksum.type)
    throw s3Error.invalidRequest(
      `The upload was created using the ${checksum.type} checksum mode. The complete request must use the same checksum mode.`,
    )
  if (!checksum) return
  const given = header(checksumHeader(checksum.algorithm))
  const [value] = checksum.value.split('-')
  if (given !== undefined && given !== checksum.value && given !== value)
    throw s3Error.badDigest(checksum.algorithm.toLowerCase())
}

function answer(
  call: ObjectCall,
  { id, etag, checksum }: Pick<ObjectVersion, 'id' | 'etag' | 'checksum'>,
) {
  const { bucket, key, request } = call
  return xmlResponse(
    document('CompleteMultipartUploadResult', {
      Location: `http://${request.headers.host}${request.path}`,
      Bucket: bucket.name,
      Key: key,
      ETag: quoted(etag),
      ...(checksum && {
        [`Checksum${checksum.algorithm}`]: checksum.value,
        ChecksumType: checksum.type,
      }),
    }),
    {
      'x-amz-server-side-encryption': 'AES256',
      ...versionHeader(id, isVersioned(bucket)),
    },
  )
}
