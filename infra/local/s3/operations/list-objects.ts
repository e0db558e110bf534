import type { Response } from '#infra/local/http/message.ts'
import { xmlResponse } from '#infra/local/s3/call.ts'
import type { BucketCall } from '#infra/local/s3/call.ts'
import { isObject } from '#infra/local/s3/catalog.ts'
import type { ObjectVersion, Version } from '#infra/local/s3/catalog.ts'
import { s3Error } from '#infra/local/s3/errors.ts'
import { readEncoding, readLimit } from '#infra/local/s3/list-parameters.ts'
import { listKeys } from '#infra/local/s3/listing.ts'
import type { Entry, Listing } from '#infra/local/s3/listing.ts'
import { listDate, quoted } from '#infra/local/s3/object-headers.ts'
import { document } from '#infra/local/s3/xml.ts'
import type { Xml } from '#infra/local/s3/xml.ts'

const newest = ([version]: readonly Version[]) => (isObject(version) ? version : undefined)

/** Both versions of the operation list the same; they differ in how the next page is asked for. */
export function listObjects(call: BucketCall): Response {
  const { query, catalog, bucket } = call
  const isV2 = query.get('list-type') === '2'
  const { type, encode } = readEncoding(call)
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const limit = readLimit(call)
  const token = isV2 ? query.get('continuation-token') : undefined
  const from = query.get(isV2 ? 'start-after' : 'marker')
  const after = token === undefined ? (from ?? '') : readToken(token)
  const listing = listKeys(catalog.bucket(bucket.name), { prefix, delimiter, after, limit }, newest)
  const owner = { ID: call.accountId, DisplayName: 'root' }
  const showsOwner = !isV2 || query.get('fetch-owner') === 'true'
  return xmlResponse(
    document('ListBucketResult', {
      Name: bucket.name,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      EncodingType: type,
      MaxKeys: limit,
      IsTruncated: listing.isTruncated,
      ...(isV2
        ? pageV2(listing, token, from, encode)
        : pageV1(listing, from ?? '', delimiter, encode)),
      Contents: listing.entries.flatMap((entry) =>
        'item' in entry ? [contents(entry, encode, showsOwner ? owner : undefined)] : [],
      ),
      CommonPrefixes: listing.entries.flatMap((entry) =>
        'prefix' in entry ? [{ Prefix: encode(entry.prefix) }] : [],
      ),
    }),
  )
}

type Encode = (text: string) => string

const pageV1 = (
  { isTruncated, last }: Listing<ObjectVersion>,
  marker: string,
  delimiter: string,
  encode: Encode,
) => ({
  Marker: encode(marker),
  NextMarker: isTruncated && delimiter !== '' ? encode(last) : undefined,
})

const pageV2 = (
  { isTruncated, last, entries }: Listing<ObjectVersion>,
  token: string | undefined,
  startAfter: string | undefined,
  encode: Encode,
) => ({
  KeyCount: entries.length,
  ContinuationToken: token,
  NextContinuationToken: isTruncated ? writeToken(last) : undefined,
  StartAfter: startAfter === undefined ? undefined : encode(startAfter),
})

const contents = (
  { key, item }: Extract<Entry<ObjectVersion>, { item: unknown }>,
  encode: Encode,
  owner: Xml,
): Xml => ({
  Key: encode(key),
  LastModified: listDate(item.at),
  ETag: quoted(item.etag),
  ChecksumAlgorithm: item.checksum?.algorithm,
  ChecksumType: item.checksum?.type,
  Size: item.size,
  Owner: owner,
  StorageClass: 'STANDARD',
})

// Opaque to clients, so that nobody comes to rely on what it holds.
const writeToken = (last: string) => Buffer.from(`1${last}`).toString('base64')

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString()
  if (!text.startsWith('1') || writeToken(text.slice(1)) !== token)
    throw s3Error.invalidArgument(
      'The continuation token provided is incorrect',
      'continuation-token',
      token,
    )
  return text.slice(1)
}
