import { createHash } from 'node:crypto'

import { AwsError } from '#infra/local/http/aws-error.ts'
import { byteReader } from './byte-reader.ts'
import type { ByteReader } from './byte-reader.ts'
import { hmac, sha256 } from './canonical.ts'
import { scopeText } from './claim.ts'
import type { Claim } from './claim.ts'
import { s3SignatureError } from './s3-errors.ts'
import { same } from './verify.ts'

interface Options {
  /** Given where every chunk carries a signature, the first of which follows the request's own. */
  readonly signer?: { readonly key: Uint8Array; readonly claim: Claim }
  /** Names in lower case of what x-amz-trailer promises. */
  readonly trailerNames: readonly string[]
  /** More than that is refused at once; less is for the reader to notice, as with any body. */
  readonly length: number
  readonly onTrailer: (name: string, value: string) => void
}

const smallestChunk = 8192
const emptyHash = sha256('')

/** aws-chunked: `SIZE[;chunk-signature=…] CRLF data CRLF`, an empty chunk, trailers, CRLF. */
export async function* decodeChunked(
  source: AsyncIterable<Uint8Array>,
  { signer, trailerNames, length, onTrailer }: Options,
): AsyncGenerator<Uint8Array> {
  const reader = byteReader(source)
  const chain = signer && signatureChain(signer)
  let total = 0
  let smallAt: { readonly Chunk: number; readonly BadChunkSize: number } | undefined
  for (let index = 1; ; index++) {
    const { size, signature } = chunkHead(
      (await reader.line()) ?? incomplete(),
      chain !== undefined,
    )
    if (size > 0 && smallAt) throw badChunkSize(smallAt)
    if (size < smallestChunk) smallAt = { Chunk: index + 1, BadChunkSize: size }
    total += size
    if (total > length) throw wrongLength(length, total)
    const hash = chain && createHash('sha256')
    for (let left = size; left > 0;) {
      const piece = (await reader.some(left)) ?? incomplete()
      left -= piece.length
      hash?.update(piece)
      yield piece
    }
    if (hash) chain.check('PAYLOAD', [emptyHash, hash.digest('hex')], signature)
    if (size === 0) break
    if ((await reader.line()) !== '') incomplete()
  }
  await readTrailers(reader, trailerNames, chain, onTrailer)
}

function chunkHead(line: string, signed: boolean) {
  const parts = /^([0-9a-f]{1,13})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(line)
  const [, size = '', signature = ''] = parts ?? incomplete()
  if (signed !== (signature !== '')) incomplete()
  return { size: Number.parseInt(size, 16), signature }
}

async function readTrailers(
  reader: ByteReader,
  names: readonly string[],
  chain: Chain | undefined,
  onTrailer: Options['onTrailer'],
) {
  let text = ''
  let signature = ''
  const seen: string[] = []
  for (;;) {
    const line = (await reader.line()) ?? incomplete()
    if (line === '') break
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (colon < 1 || signature !== '' || seen.length > names.length) throw malformedTrailer()
    if (name === 'x-amz-trailer-signature') {
      signature = value
      continue
    }
    text += `${name}:${value}\n`
    seen.push(name)
    onTrailer(name, value)
  }
  if ((await reader.some(1)) !== undefined) incomplete()
  if (seen.length === 0 && names.length > 0) incomplete()
  if (seen.length !== names.length || seen.some((name) => !names.includes(name)))
    throw malformedTrailer()
  if (chain && names.length > 0) chain.check('TRAILER', [sha256(text)], signature)
}

type Chain = ReturnType<typeof signatureChain>

/** Each signature covers the one before it, so that no chunk can be left out or moved. */
function signatureChain({ key, claim }: NonNullable<Options['signer']>) {
  let previous = claim.signature
  return {
    check(kind: 'PAYLOAD' | 'TRAILER', hashes: readonly string[], given: string) {
      const text = [
        `AWS4-HMAC-SHA256-${kind}`,
        claim.timestamp,
        scopeText(claim.scope),
        previous,
        ...hashes,
      ].join('\n')
      previous = hmac(key, text).toString('hex')
      if (!same(previous, given))
        throw s3SignatureError({
          kind: 'mismatch',
          claim: { ...claim, signature: given },
          stringToSign: text,
          canonicalRequest: '',
        })
    },
  }
}

const incomplete = (): never => {
  throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly')
}

export const wrongLength = (expected: number, provided: number) =>
  new AwsError(
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
    { extra: { NumberBytesExpected: expected, NumberBytesProvided: provided } },
  )

const badChunkSize = (extra: Readonly<Record<string, unknown>>) =>
  new AwsError(
    'InvalidChunkSizeError',
    'Only the last chunk is allowed to have a size less than 8192 bytes',
    { status: 403, extra },
  )

const malformedTrailer = () =>
  new AwsError(
    'MalformedTrailerError',
    'The request contained trailing data that was not well-formed or did not conform to our published schema.',
  )
