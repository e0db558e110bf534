import { timingSafeEqual } from 'node:crypto'

import type { Clock } from '#infra/local/clock.ts'
import type { Request } from '#infra/local/http/message.ts'
import type { Principal } from '#infra/local/iam/principal.ts'
import { canonicalRequest, hmac, signingKey, stringToSign } from './canonical.ts'
import type { Claim } from './claim.ts'
import { readClaim } from './claim.ts'
import type { CredentialSource } from './credentials.ts'
import { fail } from './failure.ts'

export interface VerifySettings {
  readonly credentials: CredentialSource
  readonly clock: Clock
  readonly region: string
  readonly service: string
  /** How far a client's clock may be off. S3 allows 15 minutes, most other services 5. */
  readonly skewMinutes: number
  /** Names under which a proxy may have been addressed before it changed Host. */
  readonly hosts?: readonly string[]
}

export interface Verified {
  readonly principal: Principal
  readonly claim: Claim
  readonly payloadHash: string
  /** Signs what follows the headers: the chunks of a body. */
  readonly key: Uint8Array
}

/** Undefined: the request is not signed. Throws a SignatureError. */
export async function verify(
  request: Request,
  payloadHashOf: (claim: Claim) => string,
  settings: VerifySettings,
): Promise<Verified | undefined> {
  const claim = readClaim(request)
  if (!claim) return undefined
  const now = settings.clock.now()
  checkScope(claim, settings)
  checkTime(claim, now, settings.skewMinutes)
  checkSignedHeaders(request, claim)
  const payloadHash = payloadHashOf(claim)

  const token = claim.sessionToken ?? ''
  const found = await settings.credentials(claim.accessKeyId, now)
  if (!found) return fail({ kind: 'unknown-key', accessKeyId: claim.accessKeyId })
  if (found === 'expired') return fail({ kind: 'expired-token', token })
  // A temporary key without its token is no key at all.
  if (found.sessionToken !== undefined && claim.sessionToken === undefined)
    fail({ kind: 'unknown-key', accessKeyId: claim.accessKeyId })
  if (!same(found.sessionToken ?? '', token)) fail({ kind: 'bad-token', token })

  const key = Buffer.from(signingKey(found.secretAccessKey, claim.scope))
  const matches = (host: string) => {
    const canonical = canonicalRequest(request, claim, payloadHash, host)
    return same(hmac(key, stringToSign(claim, canonical)).toString('hex'), claim.signature)
  }
  const host = request.headers.host ?? ''
  if (!matches(host) && !settings.hosts?.some(matches)) {
    const canonical = canonicalRequest(request, claim, payloadHash, host)
    const signed = stringToSign(claim, canonical)
    fail({ kind: 'mismatch', claim, stringToSign: signed, canonicalRequest: canonical })
  }
  return { principal: found.principal, claim, payloadHash, key }
}

/** Takes as long for a wrong first character as for a wrong last one. */
export function same(expected: string, given: string) {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function checkScope({ form, scope, timestamp }: Claim, { region, service }: VerifySettings) {
  const expected = { terminator: 'aws4_request', service, region, date: timestamp.slice(0, 8) }
  for (const part of ['terminator', 'service', 'region', 'date'] as const)
    if (scope[part] !== expected[part])
      fail({ kind: 'wrong-scope', form, part, given: scope[part], expected: expected[part] })
}

function checkTime(claim: Claim, now: number, skewMinutes: number) {
  const { time, expires } = claim
  const limit = skewMinutes * 60_000
  if (expires === undefined) {
    if (Math.abs(now - time) > limit) fail({ kind: 'skewed', at: time, now, limit })
  } else {
    if (time - now > limit) fail({ kind: 'too-early' })
    if (now > time + expires * 1000) fail({ kind: 'expired-url', claim, now })
  }
}

/** The first is in the signature anyway, the second changes nothing. */
const tolerated = new Set(['x-amz-content-sha256', 'x-amz-user-agent'])

/** Whoever holds a signed request must not be able to add to what it asks for. */
function checkSignedHeaders({ headers }: Request, { signedHeaders }: Claim) {
  const names = Object.keys(headers).filter(
    (name) =>
      (name === 'host' || (name.startsWith('x-amz-') && !tolerated.has(name))) &&
      !signedHeaders.includes(name),
  )
  if (names.length > 0) fail({ kind: 'unsigned-headers', names })
}
