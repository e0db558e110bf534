import {
  canonicalRequest,
  hmac,
  sha256,
  signingKey,
  stringToSign,
} from '#infra/local/signature/canonical.ts'
import { scopeText } from '#infra/local/signature/claim.ts'
import type { Claim } from '#infra/local/signature/claim.ts'
import { basicTime } from '#infra/local/signature/time.ts'

export interface Signing {
  readonly accessKeyId?: string
  readonly secretAccessKey?: string
  readonly sessionToken?: string
  readonly now: number
  readonly region?: string
  readonly service?: string
}

interface Unsigned {
  readonly method: string
  readonly path: string
  readonly query?: string
  readonly headers: Readonly<Record<string, string>>
}

/** The headers of a request with a right signature, for tests that then spoil something. */
export function signHeaders(request: Unsigned, payloadHash: string, signing: Signing) {
  const { claim, headers } = prepare(request, signing)
  const full = { ...request, query: request.query ?? '', headers, body: none() }
  const canonical = canonicalRequest(full, claim, payloadHash, headers['host'] ?? '')
  const key = signingKey(signing.secretAccessKey ?? 'test', claim.scope)
  const signature = hmac(key, stringToSign(claim, canonical)).toString('hex')
  const authorization =
    `AWS4-HMAC-SHA256 Credential=${claim.accessKeyId}/${scopeText(claim.scope)}, ` +
    `SignedHeaders=${claim.signedHeaders.join(';')}, Signature=${signature}`
  return { headers: { ...headers, authorization }, claim: { ...claim, signature }, key }
}

function prepare(request: Unsigned, signing: Signing) {
  const { accessKeyId = 'test', region = 'us-east-1', service = 's3', sessionToken, now } = signing
  const timestamp = basicTime(now)
  const headers: Record<string, string> = {
    ...request.headers,
    'x-amz-date': timestamp,
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  }
  const scope = { date: timestamp.slice(0, 8), region, service, terminator: 'aws4_request' }
  const signedHeaders = Object.keys(headers).toSorted()
  const claim: Claim = {
    form: 'header',
    accessKeyId,
    scope,
    signedHeaders,
    signature: '',
    timestamp,
    time: now,
  }
  return { headers, claim }
}

/** A body in signed chunks, the way a client of STREAMING-AWS4-HMAC-SHA256-PAYLOAD sends it. */
export function signChunks(
  { claim, key }: { readonly claim: Claim; readonly key: string | Uint8Array },
  chunks: readonly Uint8Array[],
  trailer?: readonly [name: string, value: string],
) {
  let previous = claim.signature
  const sign = (kind: string, ...hashes: string[]) =>
    (previous = hmac(
      key,
      [
        `AWS4-HMAC-SHA256-${kind}`,
        claim.timestamp,
        scopeText(claim.scope),
        previous,
        ...hashes,
      ].join('\n'),
    ).toString('hex'))
  const parts: (string | Uint8Array)[] = []
  for (const chunk of [...chunks, new Uint8Array()]) {
    const signature = sign('PAYLOAD', sha256(''), sha256(chunk))
    parts.push(`${chunk.length.toString(16)};chunk-signature=${signature}\r\n`, chunk)
    if (chunk.length > 0) parts.push('\r\n')
  }
  if (trailer) {
    const signature = sign('TRAILER', sha256(`${trailer[0]}:${trailer[1]}\n`))
    parts.push(`${trailer[0]}:${trailer[1]}\r\nx-amz-trailer-signature:${signature}\r\n`)
  }
  return Buffer.concat([...parts, '\r\n'].map((part) => Buffer.from(part)))
}

export async function* none(): AsyncGenerator<Uint8Array> {}
