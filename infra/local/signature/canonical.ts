import { createHash, createHmac } from 'node:crypto'

import type { Request } from '#infra/local/http/message.ts'
import type { Claim, Scope } from './claim.ts'
import { scopeText } from './claim.ts'
import { percentDecode, percentEncode, queryPairs } from './encoding.ts'

export const sha256 = (data: string | Uint8Array) => {
  const hash = createHash('sha256')
  return (typeof data === 'string' ? hash.update(data, 'latin1') : hash.update(data)).digest('hex')
}

export const hmac = (key: string | Uint8Array, text: string) =>
  createHmac('sha256', key).update(text, 'latin1').digest()

export const signingKey = (secret: string, { date, region, service, terminator }: Scope) =>
  [date, region, service, terminator].reduce<string | Uint8Array>(hmac, `AWS4${secret}`)

/** S3 encodes a path once, as it was meant; every other service encodes once more what was sent. */
const canonicalPath = (path: string, service: string) =>
  (service === 's3' ? percentDecode(path) : path).split('/').map(percentEncode).join('/')

const canonicalQuery = (query: string) =>
  queryPairs(query)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .toSorted(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const headerValue = (value: string | readonly string[] | undefined) =>
  (typeof value === 'string' ? value : (value ?? []).join(',')).trim().replace(/ +/g, ' ')

export const canonicalRequest = (
  { method, path, query, headers }: Request,
  { signedHeaders, scope }: Claim,
  payloadHash: string,
  host: string,
) =>
  [
    method,
    canonicalPath(path, scope.service),
    canonicalQuery(query),
    ...signedHeaders.map(
      (name) => `${name}:${headerValue(name === 'host' ? host : headers[name])}`,
    ),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n')

export const stringToSign = ({ timestamp, scope }: Claim, canonical: string) =>
  ['AWS4-HMAC-SHA256', timestamp, scopeText(scope), sha256(canonical)].join('\n')
