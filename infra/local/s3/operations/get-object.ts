import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Response } from '#infra/local/http/message.ts'
import type { Range } from '#infra/local/s3/blobs.ts'
import type { ObjectCall } from '#infra/local/s3/call.ts'
import type { ObjectVersion } from '#infra/local/s3/catalog.ts'
import { failedCondition } from '#infra/local/s3/conditions.ts'
import { s3Error } from '#infra/local/s3/errors.ts'
import { checksumHeaders, objectHeaders } from '#infra/local/s3/object-headers.ts'
import { contentRange, readRange } from '#infra/local/s3/range.ts'
import { storedChecksum } from '#infra/local/s3/stored-checksum.ts'
import { findObject, invalidPartNumber, isVersioned } from '#infra/local/s3/versions.ts'

/** GetObject and HeadObject: the same answer with and without a body. */
export async function getObject(call: ObjectCall): Promise<Response> {
  const { bucket, key, query, header, blobs, request } = call
  const version = findObject(call, key, query.get('versionId'))
  const headers = objectHeaders(version, isVersioned(bucket))
  const failed = failedCondition(header, version)
  if (failed?.isNotModified) return { status: 304, headers: withoutBody(headers) }
  if (failed) throw s3Error.preconditionFailed(failed.condition)

  const part = partRange(version, query.get('partNumber'))
  const range = part ?? readRange(header('range'), version.size)
  const whole: Range = { start: 0, size: version.size }
  const wantsChecksum = header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED'
  const response = {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      ...(wantsChecksum && !range && checksumHeaders(await storedChecksum(call, version))),
      ...(part && version.parts && { 'x-amz-mp-parts-count': String(version.parts.length) }),
      ...(range && { 'content-range': contentRange(range, version.size) }),
      'content-length': String((range ?? whole).size),
      ...overrides(call),
    },
  }
  const { size } = range ?? whole
  if (request.method === 'HEAD' || size === 0) return response
  const body = blobs.read(version.segments, range ?? whole)
  // A stream costs more than a small body is worth.
  return { ...response, body: size > smallBody ? body : await gather(body) }
}

const smallBody = 64 * 1024

async function gather(pieces: AsyncIterable<Uint8Array>) {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

function withoutBody(headers: Readonly<Record<string, string>>) {
  const { 'content-type': _type, ...rest } = headers
  return rest
}

function partRange({ parts, size }: ObjectVersion, given: string | undefined): Range | undefined {
  if (given === undefined) return undefined
  const number = Number(given)
  if (!/^\d+$/.test(given) || number < 1 || number > 10_000) throw invalidPartNumber(given)
  // A range of nothing cannot be written down.
  if (!parts && number === 1) return size === 0 ? undefined : { start: 0, size }
  const part = parts?.[number - 1]
  if (!parts || !part)
    throw new AwsError('InvalidPartNumber', 'The requested partnumber is not satisfiable', {
      status: 416,
      extra: { PartNumberRequested: given, ActualPartCount: parts?.length ?? 1 },
    })
  const start = parts.slice(0, number - 1).reduce((sum, before) => sum + before.size, 0)
  return { start, size: part.size }
}

const overridable = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
]

function overrides({ query, verified }: ObjectCall): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of overridable) {
    const value = query.get(`response-${name}`)
    if (value === undefined) continue
    if (!verified)
      throw s3Error.invalidRequest(
        'Request specific response headers cannot be used for anonymous GET requests.',
      )
    // What could end the header here and begin another is not a header value.
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
      throw s3Error.invalidArgument(
        'Header value cannot be represented.',
        `response-${name}`,
        value,
      )
    found[name] = value
  }
  return found
}
