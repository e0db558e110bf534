import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Response } from '#infra/local/http/message.ts'
import { emptyResponse, xmlResponse } from '#infra/local/s3/call.ts'
import type { BucketCall, Call } from '#infra/local/s3/call.ts'
import { s3Error } from '#infra/local/s3/errors.ts'
import { listDate } from '#infra/local/s3/object-headers.ts'
import { receiveDocument } from '#infra/local/s3/receive.ts'
import { document, parseXml, textDocument } from '#infra/local/s3/xml.ts'

export function listBuckets({ buckets, accountId }: Call): Response {
  return xmlResponse(
    document('ListAllMyBucketsResult', {
      Owner: { ID: accountId, DisplayName: 'root' },
      Buckets: {
        Bucket: buckets
          .all()
          .map(({ name, createdAt }) => ({ Name: name, CreationDate: listDate(createdAt) })),
      },
    }),
  )
}

export const headBucket = ({ region }: BucketCall): Response =>
  emptyResponse(200, { 'content-type': 'application/xml', 'x-amz-bucket-region': region })

export const getLocation = ({ region }: BucketCall): Response =>
  // The first region of all has no name here.
  xmlResponse(textDocument('LocationConstraint', region === 'us-east-1' ? '' : region))

const isName = (name: string) =>
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
  !name.includes('..') &&
  !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
  !name.startsWith('xn--')

export async function createBucket(call: Call, name: string): Promise<Response> {
  const { buckets, region } = call
  if (!isName(name))
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', {
      extra: { BucketName: name },
    })
  const body = await receiveDocument(call)
  const wanted =
    body.length === 0
      ? undefined
      : parseXml(body, 'CreateBucketConfiguration').text('LocationConstraint')?.trim()
  if ((wanted ?? 'us-east-1') !== region)
    throw new AwsError(
      'IllegalLocationConstraintException',
      wanted === undefined
        ? 'The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.'
        : `The ${wanted} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    )
  if (buckets.find(name))
    throw new AwsError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      { status: 409, extra: { BucketName: name } },
    )
  buckets.create(name)
  return emptyResponse(200, { location: `/${name}` })
}

export function deleteBucket({ buckets, bucket, catalog, uploads }: BucketCall): Response {
  if (catalog.bucket(bucket.name).keys.length > 0 || uploads.ofBucket(bucket.name).length > 0)
    throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', {
      status: 409,
      extra: { BucketName: bucket.name },
    })
  if (buckets.isOfTemplate(bucket.name))
    throw s3Error.invalidRequest(
      'The bucket belongs to the template that the stand-in plays; take it out there.',
    )
  buckets.remove(bucket.name)
  return emptyResponse(204)
}
