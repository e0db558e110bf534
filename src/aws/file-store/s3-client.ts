import { S3Client } from '@aws-sdk/client-s3'

import type { IdentityPool } from '#src/aws/identity-pool.ts'
import type { Config } from '#src/config.ts'

import { createHttpHandler } from './http-handler.ts'
import type { UploadProgress } from './http-handler.ts'

/** What the SDK hands to a signer, as far as it is used here. */
interface SignableRequest {
  readonly method: string
  headers: Record<string, string>
}
type SigningOptions = Record<string, unknown>
type Sign = (request: SignableRequest, options: SigningOptions) => Promise<unknown>
interface SigningConfig {
  signer: (scheme: unknown) => Promise<{ sign: Sign; presign: Sign }>
}

/** How long an address that carries its signature is good for, unless it is made to be shared. */
const briefly = 300

/** Tells the signer, and goes no further. */
export const lifetimeHeader = 'x-link-lifetime'

interface Settings {
  readonly config: Pick<Config, 'region' | 'endpoints' | 'files'>
  readonly identityPool: IdentityPool
  readonly progress: UploadProgress
  readonly now: () => number
}

export function createS3Client({ config, identityPool, progress, now }: Settings) {
  const { region, endpoints, files } = config
  const client = new S3Client({
    region,
    ...(endpoints && { endpoint: endpoints.s3, forcePathStyle: true }),
    // Marked as memoised so that the SDK keeps no copy: credentials end with the session.
    credentials: Object.assign(() => identityPool.credentials(), { memoized: true }),
    requestHandler: createHttpHandler(progress),
    // Left to itself the SDK reads every body in JavaScript, and fails with a Blob.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    retryMode: 'standard',
  })
  // The session knows how wrong the device's clock is before S3 has refused anything.
  const date = () => new Date(now() + identityPool.clockOffset())
  changeSigning(client.config as unknown as SigningConfig, date, files.shareLinks)
  return client
}

/**
 * A GET whose signature is in the address needs no preflight, which otherwise costs a round trip
 * for every address. Not where IAM refuses such addresses because they could be shared.
 */
function changeSigning(config: SigningConfig, date: () => Date, inQuery: boolean) {
  const signerFor = config.signer
  config.signer = async (scheme) => {
    const { sign, presign } = bound(await signerFor(scheme))
    return {
      presign,
      sign(request, given) {
        const options = { ...given, signingDate: date() }
        if (request.method !== 'GET' || !inQuery) return sign(request, options)
        const expiresIn = Number(request.headers[lifetimeHeader] ?? briefly)
        request.headers = {
          ...Object.fromEntries(
            Object.entries(request.headers).filter(([name]) => !isTelemetry(name)),
          ),
          'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
        }
        return presign(request, { ...options, expiresIn })
      },
    }
  }
}

const bound = (signer: { sign: Sign; presign: Sign }) => ({
  sign: signer.sign.bind(signer),
  presign: signer.presign.bind(signer),
})

/** Each would make the request one that has to be asked leave for. */
const isTelemetry = (name: string) =>
  name.startsWith('amz-sdk-') || /^(x-amz-)?user-agent$/.test(name) || name === lifetimeHeader
