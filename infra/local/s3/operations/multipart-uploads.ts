import type { Response } from '#infra/local/http/message.ts'
import { emptyResponse, xmlResponse } from '#infra/local/s3/call.ts'
import type { BucketCall, ObjectCall } from '#infra/local/s3/call.ts'
import { isAlgorithm, isCrc } from '#infra/local/s3/checksum/algorithms.ts'
import type { ChecksumType } from '#infra/local/s3/checksum/algorithms.ts'
import { s3Error } from '#infra/local/s3/errors.ts'
import { readEncoding, readLimit } from '#infra/local/s3/list-parameters.ts'
import { listDate, readObjectHeaders } from '#infra/local/s3/object-headers.ts'
import { compareKeys } from '#infra/local/s3/order.ts'
import { unknownAlgorithm } from '#infra/local/s3/receive.ts'
import type { Upload } from '#infra/local/s3/uploads.ts'
import { document } from '#infra/local/s3/xml.ts'

export function createUpload(call: ObjectCall): Response {
  const { uploads, bucket, key, clock, random } = call
  const checksum = wantedChecksum(call)
  const id = random.bytes(48).toString('base64url')
  uploads.add({
    id,
    bucket: bucket.name,
    key,
    at: clock.now(),
    headers: readObjectHeaders(call.request),
    ...(checksum && { checksum }),
  })
  return xmlResponse(
    document('InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: id }),
    {
      'x-amz-server-side-encryption': 'AES256',
      ...(checksum && {
        'x-amz-checksum-algorithm': checksum.algorithm,
        'x-amz-checksum-type': checksum.type,
      }),
    },
  )
}

function wantedChecksum({ header }: ObjectCall): Upload['checksum'] {
  const algorithm = header('x-amz-checksum-algorithm')?.toUpperCase()
  const type = header('x-amz-checksum-type')?.toUpperCase()
  if (algorithm === undefined) {
    if (type !== undefined)
      throw s3Error.invalidRequest(
        'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
      )
    return undefined
  }
  if (!isAlgorithm(algorithm)) throw unknownAlgorithm()
  const usual: ChecksumType = algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE'
  const chosen = type ?? usual
  if (chosen !== 'FULL_OBJECT' && chosen !== 'COMPOSITE')
    throw s3Error.invalidRequest('Value for x-amz-checksum-type header is invalid.')
  if (chosen === 'FULL_OBJECT' ? !isCrc(algorithm) : algorithm === 'CRC64NVME')
    throw s3Error.invalidRequest(
      `The ${chosen} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    )
  return { algorithm, type: chosen }
}

export function findUpload({ uploads, bucket, key, query }: ObjectCall): Upload {
  const id = query.get('uploadId') ?? ''
  const upload = uploads.find(id, bucket.name, key)
  if (!upload) throw s3Error.noSuchUpload(id)
  return upload
}

export async function abortUpload(call: ObjectCall): Promise<Response> {
  await dropUpload(call, findUpload(call).id)
  return emptyResponse(204)
}

export async function dropUpload({ uploads, blobs }: ObjectCall, id: string) {
  const segments = uploads.parts(id).flatMap((part) => part.segments)
  uploads.remove(id)
  await blobs.release(segments)
}

const order = (a: Upload, b: Upload) =>
  compareKeys(a.key, b.key) || a.at - b.at || compareKeys(a.id, b.id)

export function listUploads(call: BucketCall): Response {
  const { query, uploads, bucket, accountId } = call
  const { type, encode } = readEncoding(call)
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const limit = readLimit(call, 'max-uploads')
  const keyMarker = query.get('key-marker') ?? ''
  const idMarker = keyMarker === '' ? '' : (query.get('upload-id-marker') ?? '')
  const marker = uploads.ofBucket(bucket.name).find(({ id }) => id === idMarker)
  const isAfter = (upload: Upload) =>
    marker ? order(upload, marker) > 0 : keyMarker === '' || compareKeys(upload.key, keyMarker) > 0
  const commonPrefix = ({ key }: Upload) => {
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    return cut < 0 ? undefined : key.slice(0, cut + delimiter.length)
  }
  const found = uploads
    .ofBucket(bucket.name)
    .filter((upload) => upload.key.startsWith(prefix) && isAfter(upload))
    .toSorted(order)
  const plain = found.filter((upload) => commonPrefix(upload) === undefined)
  const prefixes = new Set(found.flatMap((upload) => commonPrefix(upload) ?? []))
  const shown = plain.slice(0, limit)
  const isTruncated = limit > 0 && plain.length > limit
  const last = isTruncated ? shown.at(-1) : undefined
  const owner = { ID: accountId, DisplayName: 'root' }
  return xmlResponse(
    document('ListMultipartUploadsResult', {
      Bucket: bucket.name,
      KeyMarker: encode(keyMarker),
      UploadIdMarker: idMarker,
      NextKeyMarker: last && encode(last.key),
      NextUploadIdMarker: last?.id,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      EncodingType: type,
      MaxUploads: limit,
      IsTruncated: isTruncated,
      Upload: shown.map((upload) => ({
        Key: encode(upload.key),
        UploadId: upload.id,
        Initiator: owner,
        Owner: owner,
        StorageClass: 'STANDARD',
        Initiated: listDate(upload.at),
        ChecksumAlgorithm: upload.checksum?.algorithm,
        ChecksumType: upload.checksum?.type,
      })),
      CommonPrefixes: [...prefixes].map((common) => ({ Prefix: encode(common) })),
    }),
  )
}
