import { isUtf8 } from 'node:buffer'

import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Request } from '#infra/local/http/message.ts'
import { percentDecode, queryPairs } from '#infra/local/signature/encoding.ts'
import { s3Error } from './errors.ts'

/** What a request is about: the service, a bucket, or an object. */
export interface Address {
  readonly bucket?: string
  readonly key?: string
}

export const keyLimit = 1024

/** From one character a byte, as it stands in a request, to text. */
export function utf8(bytes: string): string {
  if (/^[\0-\x7f]*$/.test(bytes)) return bytes
  const buffer = Buffer.from(bytes, 'latin1')
  if (!isUtf8(buffer)) throw s3Error.invalidUri(bytes)
  return buffer.toString()
}

/** The bucket stands first in the path, or before `.localhost` in the name of the host. */
export function readAddress({ path, headers }: Request): Address {
  if (/%(?![0-9a-f]{2})/i.test(path)) throw s3Error.invalidUri(path)
  const name = (headers.host ?? '').replace(/:\d+$/, '')
  const [, hosted] = /^(.+?)(?:\.s3)?\.localhost$/.exec(name) ?? []
  if (hosted !== undefined && hosted !== 's3') return address(hosted, path.slice(1))
  const slash = path.indexOf('/', 1)
  const end = slash < 0 ? path.length : slash
  return address(utf8(percentDecode(path.slice(1, end))), path.slice(end + 1))
}

function address(bucket: string, rawKey: string): Address {
  if (bucket === '') return {}
  if (rawKey === '') return { bucket }
  const key = utf8(percentDecode(rawKey))
  checkKey(key)
  return { bucket, key }
}

export function checkKey(key: string) {
  const size = Buffer.byteLength(key)
  if (size > keyLimit)
    throw new AwsError('KeyTooLongError', 'Your key is too long', {
      extra: { Size: size, MaxSizeAllowed: keyLimit },
    })
}

/** Parameters by name; where one is given twice the first counts. */
export function readQuery({ query }: Request): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [name, value] of queryPairs(query)) if (!found.has(name)) found.set(name, utf8(value))
  return found
}

/** `/bucket/key?versionId=…` of x-amz-copy-source. */
export function readCopySource(header: string) {
  const [path = '', query = ''] = header.split('?versionId=')
  const [bucket, ...rest] = utf8(percentDecode(path)).replace(/^\//, '').split('/')
  const key = rest.join('/')
  if (!bucket || key === '')
    throw s3Error.invalidArgument(
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      'x-amz-copy-source',
      header,
    )
  checkKey(key)
  return { bucket, key, ...(query !== '' && { versionId: percentDecode(query) }) }
}
