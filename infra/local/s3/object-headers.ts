import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Request } from '#infra/local/http/message.ts'
import { checksumHeader } from './checksum/algorithms.ts'
import type { Checksum, ObjectVersion } from './catalog.ts'
import { s3Error } from './errors.ts'

const metadata = 'x-amz-meta-'
const metadataLimit = 2048

const kept = ['cache-control', 'content-disposition', 'content-language', 'content-type', 'expires']

/** Headers that promise something the stand-in does not do; better refused than forgotten. */
// oxfmt-ignore
const unsupported = [
  'x-amz-tagging', 'x-amz-object-lock-mode', 'x-amz-object-lock-retain-until-date',
  'x-amz-object-lock-legal-hold', 'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-server-side-encryption-aws-kms-key-id', 'x-amz-website-redirect-location',
  'x-amz-grant-read', 'x-amz-grant-read-acp', 'x-amz-grant-write-acp', 'x-amz-grant-full-control',
  'x-amz-write-offset-bytes',
]

/** What an upload says of the object beside its bytes, as it will go back out. */
export function readObjectHeaders({ headers }: Request): Record<string, string> {
  for (const name of unsupported)
    if (headers[name] !== undefined) throw s3Error.notImplemented(name)
  const { 'x-amz-server-side-encryption': encryption, 'x-amz-storage-class': storage } = headers
  if (encryption !== undefined && encryption !== 'AES256')
    throw s3Error.notImplemented('x-amz-server-side-encryption')
  if (storage !== undefined && storage !== 'STANDARD')
    throw s3Error.notImplemented('x-amz-storage-class')
  checkAcl(headers['x-amz-acl'])

  const found: Record<string, string> = {}
  for (const name of kept) if (typeof headers[name] === 'string') found[name] = headers[name]
  // aws-chunked is how the bytes came, not what they are.
  const encodings = (headers['content-encoding'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'aws-chunked')
  if (encodings.length > 0) found['content-encoding'] = encodings.join(',')

  let size = 0
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(metadata) || typeof value !== 'string') continue
    size += name.length - metadata.length + value.length
    found[name] = value
  }
  if (size > metadataLimit)
    throw new AwsError(
      'MetadataTooLarge',
      'Your metadata headers exceed the maximum allowed metadata size',
      { extra: { Size: size, MaxSizeAllowed: metadataLimit } },
    )
  return found
}

/** The owner of the bucket owns everything in it, which is how AWS makes buckets today. */
function checkAcl(acl: string | string[] | undefined) {
  if (acl === undefined || acl === 'bucket-owner-full-control') return
  throw new AwsError('AccessControlListNotSupported', 'The bucket does not allow ACLs')
}

/** Headers carry ASCII; what else was sent goes back as an encoded word. */
const asHeader = (value: string) =>
  /^[\x20-\x7e]*$/.test(value)
    ? value
    : `=?UTF-8?B?${Buffer.from(value, 'latin1').toString('base64')}?=`

export const quoted = (etag: string) => `"${etag}"`

export const httpDate = (time: number) => new Date(time).toUTCString()

export const listDate = (time: number) => new Date(Math.floor(time / 1000) * 1000).toISOString()

/** Without versioning there are no version ids to tell of. */
export const versionHeader = (id: string, isVersioned: boolean): Record<string, string> =>
  isVersioned ? { 'x-amz-version-id': id } : {}

export const checksumHeaders = (checksum: Checksum | undefined): Record<string, string> =>
  checksum
    ? {
        [checksumHeader(checksum.algorithm)]: checksum.value,
        'x-amz-checksum-type': checksum.type,
      }
    : {}

export function objectHeaders(
  version: ObjectVersion,
  isVersioned: boolean,
): Record<string, string> {
  const stored = Object.entries(version.headers).map(([name, value]) => [name, asHeader(value)])
  return {
    'content-type': 'binary/octet-stream',
    ...(Object.fromEntries(stored) as Record<string, string>),
    'accept-ranges': 'bytes',
    etag: quoted(version.etag),
    'last-modified': httpDate(version.at),
    'x-amz-server-side-encryption': 'AES256',
    ...versionHeader(version.id, isVersioned),
  }
}
