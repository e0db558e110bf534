import type { Response } from '#infra/local/http/message.ts'
import { xmlResponse } from '#infra/local/s3/call.ts'
import type { BucketCall } from '#infra/local/s3/call.ts'
import { isObject } from '#infra/local/s3/catalog.ts'
import type { Version } from '#infra/local/s3/catalog.ts'
import { s3Error } from '#infra/local/s3/errors.ts'
import { readEncoding, readLimit } from '#infra/local/s3/list-parameters.ts'
import { listKeys } from '#infra/local/s3/listing.ts'
import { listDate, quoted } from '#infra/local/s3/object-headers.ts'
import { document } from '#infra/local/s3/xml.ts'
import type { Xml } from '#infra/local/s3/xml.ts'

type Row = { readonly prefix: string } | { readonly version: Version; readonly isLatest: boolean }

export function listVersions(call: BucketCall): Response {
  const { query, catalog, bucket, accountId } = call
  const { type, encode } = readEncoding(call)
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const limit = readLimit(call)
  const keyMarker = query.get('key-marker') ?? ''
  const idMarker = query.get('version-id-marker') ?? ''
  if (idMarker !== '' && keyMarker === '')
    throw s3Error.invalidArgument(
      'A version-id marker cannot be specified without a key marker.',
      'version-id-marker',
      idMarker,
    )
  const index = catalog.bucket(bucket.name)
  const rows: Row[] =
    idMarker === '' ? [] : rowsOf(afterId(index.versions(keyMarker), idMarker), false)
  const listing = listKeys(
    index,
    { prefix, delimiter, after: keyMarker, limit: limit + 1 },
    (versions) => versions,
  )
  for (const entry of listing.entries)
    rows.push(...('prefix' in entry ? [entry] : rowsOf(entry.item, true)))

  const shown = rows.slice(0, limit)
  const isTruncated = limit > 0 && rows.length > limit
  const last = isTruncated ? shown.at(-1) : undefined
  const owner = { ID: accountId, DisplayName: 'root' }
  return xmlResponse(
    document('ListVersionsResult', {
      Name: bucket.name,
      Prefix: encode(prefix),
      KeyMarker: encode(keyMarker),
      VersionIdMarker: idMarker,
      NextKeyMarker: last && encode('prefix' in last ? last.prefix : last.version.key),
      NextVersionIdMarker: last && 'version' in last ? last.version.id : undefined,
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      EncodingType: type,
      MaxKeys: limit,
      IsTruncated: isTruncated,
      Version: shown.flatMap((row) =>
        'version' in row && isObject(row.version)
          ? [
              {
                ...common(row, encode, owner),
                ETag: quoted(row.version.etag),
                ChecksumAlgorithm: row.version.checksum?.algorithm,
                ChecksumType: row.version.checksum?.type,
                Size: row.version.size,
                StorageClass: 'STANDARD',
              },
            ]
          : [],
      ),
      DeleteMarker: shown.flatMap((row) =>
        'version' in row && !isObject(row.version) ? [common(row, encode, owner)] : [],
      ),
      CommonPrefixes: shown.flatMap((row) =>
        'prefix' in row ? [{ Prefix: encode(row.prefix) }] : [],
      ),
    }),
  )
}

const common = (
  { version, isLatest }: Extract<Row, { version: Version }>,
  encode: (text: string) => string,
  owner: { readonly [name: string]: Xml },
) => ({
  Key: encode(version.key),
  VersionId: version.id,
  IsLatest: isLatest,
  LastModified: listDate(version.at),
  Owner: owner,
})

const rowsOf = (versions: readonly Version[], fromNewest: boolean): Row[] =>
  versions.map((version, index) => ({ version, isLatest: fromNewest && index === 0 }))

const afterId = (versions: readonly Version[], id: string) =>
  versions.slice(versions.findIndex((version) => version.id === id) + 1)
