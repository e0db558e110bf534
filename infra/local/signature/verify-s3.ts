import type { Request } from '#infra/local/http/message.ts'
import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Claim } from './claim.ts'
import { queryPairs } from './encoding.ts'
import { SignatureError } from './failure.ts'
import { s3SignatureError } from './s3-errors.ts'
import { verify } from './verify.ts'
import type { Verified, VerifySettings } from './verify.ts'

type Settings = Omit<VerifySettings, 'skewMinutes' | 'service'>

/** Undefined: not signed. Throws an AwsError in S3's words. The body is still to be checked. */
export async function verifyS3(
  request: Request,
  settings: Settings,
): Promise<Verified | undefined> {
  try {
    const hashOf = (claim: Claim) => payloadHash(request, claim)
    return await verify(request, hashOf, { ...settings, service: 's3', skewMinutes: 15 })
  } catch (error) {
    if (error instanceof SignatureError) throw s3SignatureError(error.failure)
    throw error
  }
}

export const unsigned = 'UNSIGNED-PAYLOAD'
export const streaming = {
  signed: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  signedTrailer: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
  unsignedTrailer: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
} as const

const words = new Set<string>([unsigned, ...Object.values(streaming)])
const header = 'x-amz-content-sha256'

function payloadHash({ headers, query }: Request, { form }: Claim): string {
  const given = headers[header]
  // The SDK's presigner moves the header into the query.
  const hoisted = () => queryPairs(query).find(([name]) => name.toLowerCase() === header)?.[1]
  const hash =
    typeof given === 'string' ? given : form === 'query' ? (hoisted() ?? unsigned) : undefined
  if (hash === undefined)
    throw new AwsError('InvalidRequest', `Missing required header for this request: ${header}`)
  if (!words.has(hash) && !/^[0-9a-f]{64}$/i.test(hash))
    throw new AwsError(
      'InvalidArgument',
      `${header} must be ${unsigned}, ${streaming.unsignedTrailer}, ${streaming.signed}, ${streaming.signedTrailer} or a valid sha256 value.`,
      { extra: { ArgumentName: header, ArgumentValue: hash } },
    )
  return hash
}
