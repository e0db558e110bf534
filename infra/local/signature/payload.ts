import { createHash } from 'node:crypto'

import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Request } from '#infra/local/http/message.ts'
import { decodeChunked, wrongLength } from './chunked.ts'
import type { Verified } from './verify.ts'
import { streaming, unsigned } from './verify-s3.ts'

export interface Payload {
  /** What the client meant to send; fails at the end where it was not what was signed. */
  readonly data: AsyncIterable<Uint8Array>
  /** Absent: unknown until read, because the request did not say. */
  readonly length?: number
  /** Complete once `data` has been read. */
  readonly trailers: ReadonlyMap<string, string>
}

const integer = (value: unknown) =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined

/** Takes an S3 request's body out of the mode it was sent in. */
export function openPayload(request: Request, verified: Verified | undefined): Payload {
  const { headers, body } = request
  const hash = verified?.payloadHash ?? headerHash(request) ?? unsigned
  const trailers = new Map<string, string>()
  const given = integer(headers['content-length'])
  if (hash === unsigned)
    return { data: body, ...(given === undefined ? {} : { length: given }), trailers }
  if (!isStreaming(hash))
    return {
      data: hashed(body, hash.toLowerCase()),
      ...(given === undefined ? {} : { length: given }),
      trailers,
    }
  const length = integer(headers['x-amz-decoded-content-length'])
  if (length === undefined)
    throw new AwsError('MissingContentLength', 'You must provide the Content-Length HTTP header.', {
      status: 411,
    })
  const signed = hash !== streaming.unsignedTrailer
  if (signed && verified?.claim.form !== 'header')
    throw new AwsError('InvalidRequest', `${hash} needs a signature in the Authorization header.`)
  const data = decodeChunked(body, {
    ...(signed && verified ? { signer: verified } : {}),
    trailerNames: hash === streaming.signed ? [] : namesOf(headers['x-amz-trailer']),
    length,
    onTrailer: (name, value) => trailers.set(name, value),
  })
  return { data, length, trailers }
}

/** Of a request without a signature, which may still say what it sends. */
const headerHash = ({ headers }: Request) => {
  const given = headers['x-amz-content-sha256']
  return typeof given === 'string' ? given : undefined
}

const isStreaming = (hash: string) => (Object.values(streaming) as string[]).includes(hash)

const namesOf = (header: string | string[] | undefined) =>
  String(header ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

async function* hashed(source: AsyncIterable<Uint8Array>, expected: string) {
  const hash = createHash('sha256')
  for await (const chunk of source) {
    hash.update(chunk)
    yield chunk
  }
  const computed = hash.digest('hex')
  if (computed !== expected)
    throw new AwsError(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      {
        extra: { ClientComputedContentSHA256: expected, S3ComputedContentSHA256: computed },
      },
    )
}

/** For operations whose body is a small document. */
export async function readPayload({ data, length }: Payload, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let total = 0
  const tooLarge = () =>
    new AwsError('MaxMessageLengthExceeded', 'Your request was too large.', {
      extra: { MaxMessageLengthBytes: limit },
      headers: { connection: 'close' },
    })
  if (length !== undefined && length > limit) throw tooLarge()
  for await (const chunk of data) {
    total += chunk.length
    if (total > limit) throw tooLarge()
    chunks.push(chunk)
  }
  if (length !== undefined && total !== length) throw wrongLength(length, total)
  return Buffer.concat(chunks, total)
}
