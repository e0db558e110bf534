import { createHash } from 'node:crypto'

import { AwsError } from '#infra/local/http/aws-error.ts'
import { wrongLength } from '#infra/local/signature/chunked.ts'
import { readPayload } from '#infra/local/signature/payload.ts'
import type { Segment } from './blobs.ts'
import type { Call } from './call.ts'
import {
  algorithms,
  byteLength,
  checksumHeader,
  isAlgorithm,
  startChecksum,
} from './checksum/algorithms.ts'
import type { Algorithm } from './checksum/algorithms.ts'
import { s3Error } from './errors.ts'

export interface Received {
  readonly segments: readonly Segment[]
  readonly size: number
  /** MD5 in hexadecimal. */
  readonly etag: string
  readonly checksum?: { readonly algorithm: Algorithm; readonly value: string }
}

const sizeLimit = 5 * 1024 ** 3

/** The one checksum a request carries or announces, and its value where it comes up front. */
export function announcedChecksum({ header }: Pick<Call, 'header'>) {
  const given = algorithms.filter((name) => header(checksumHeader(name)) !== undefined)
  const trailer =
    header('x-amz-trailer')
      ?.toLowerCase()
      .split(',')
      .map((name) => name.trim()) ?? []
  const trailing = algorithms.filter((name) => trailer.includes(checksumHeader(name)))
  if (given.length + trailing.length > 1)
    throw s3Error.invalidRequest(
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    )
  const named = header('x-amz-sdk-checksum-algorithm')?.toUpperCase()
  const algorithm = given[0] ?? trailing[0]
  if (named !== undefined && !isAlgorithm(named)) throw unknownAlgorithm()
  if (named !== undefined && algorithm !== undefined && named !== algorithm)
    throw s3Error.invalidRequest('Value for x-amz-sdk-checksum-algorithm header is invalid.')
  if (algorithm === undefined) return undefined
  const value = given.length > 0 ? header(checksumHeader(algorithm)) : undefined
  if (value !== undefined) checkForm(algorithm, value)
  return { algorithm, ...(value !== undefined && { value }) }
}

export const unknownAlgorithm = () =>
  s3Error.invalidRequest(
    `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${algorithms.join(', ')}]`,
  )

function checkForm(algorithm: Algorithm, value: string) {
  if (decodeBase64(value)?.length !== byteLength[algorithm])
    throw s3Error.invalidRequest(`Value for ${checksumHeader(algorithm)} header is invalid.`)
}

function decodeBase64(text: string) {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

/** Everything the client said of a body, to be compared with what came. */
function startDigests(call: Call, also?: Algorithm) {
  const { header, payload } = call
  const wanted = header('content-md5')
  if (wanted !== undefined && decodeBase64(wanted)?.length !== 16)
    throw new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.', {
      extra: { 'Content-MD5': wanted },
    })
  const announced = announcedChecksum(call)
  const algorithm = announced?.algorithm ?? also
  const md5 = createHash('md5')
  const running = algorithm && startChecksum[algorithm]()
  let size = 0
  return {
    isAnnounced: wanted !== undefined || announced !== undefined,
    update: (piece: Uint8Array) => {
      md5.update(piece)
      running?.update(piece)
      size += piece.length
    },
    finish() {
      if (payload.length !== undefined && size !== payload.length)
        throw wrongLength(payload.length, size)
      const digest = md5.digest()
      const computed = digest.toString('base64')
      if (wanted !== undefined && wanted !== computed)
        throw s3Error.badDigest('Content-MD5', {
          ExpectedDigest: wanted,
          CalculatedDigest: computed,
        })
      const value = running?.digest().toString('base64')
      if (announced) checkValue(call, announced.algorithm, announced.value, value)
      return {
        size,
        etag: digest.toString('hex'),
        ...(algorithm && value !== undefined && { checksum: { algorithm, value } }),
      }
    },
  }
}

function checkValue(
  { payload }: Call,
  algorithm: Algorithm,
  upFront: string | undefined,
  computed: string | undefined,
) {
  const given = upFront ?? payload.trailers.get(checksumHeader(algorithm))
  if (given === undefined) return
  checkForm(algorithm, given)
  if (given !== computed) throw s3Error.badDigest(algorithm)
}

/**
 * Takes a body to the disk and checks it against everything the client said of it. `also` names a
 * checksum that is wanted whether or not the client sends it.
 */
export async function receiveBody(call: Call, also?: Algorithm): Promise<Received> {
  const { payload, blobs } = call
  if (payload.length === undefined)
    throw new AwsError('MissingContentLength', 'You must provide the Content-Length HTTP header.', {
      status: 411,
    })
  if (payload.length > sizeLimit) throw s3Error.tooLarge(payload.length, sizeLimit)
  const digests = startDigests(call, also)
  const segments = await blobs.write(payload.data, digests.update)
  try {
    return { segments, ...digests.finish() }
  } catch (error) {
    await blobs.release(segments)
    throw error
  }
}

const documentLimit = 2 * 1024 ** 2

/** A body that is an XML or JSON document. */
export async function receiveDocument(call: Call, needsDigest = false): Promise<Buffer> {
  const digests = startDigests(call)
  if (needsDigest && !digests.isAnnounced)
    throw s3Error.invalidRequest('Missing required header for this request: Content-MD5')
  const bytes = await readPayload(call.payload, documentLimit)
  digests.update(bytes)
  digests.finish()
  return bytes
}
