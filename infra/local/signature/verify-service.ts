import type { Request } from '#infra/local/http/message.ts'
import { sha256 } from './canonical.ts'
import { fail, SignatureError } from './failure.ts'
import { jsonDialect, queryDialect, serviceError } from './service-errors.ts'
import { verify } from './verify.ts'
import type { Verified, VerifySettings } from './verify.ts'

type Settings = Omit<VerifySettings, 'skewMinutes'>

/**
 * For every service but S3: the signature is over the whole body, whatever the request says its
 * hash is. Throws an AwsError in the words of the service's protocol.
 */
const verifier =
  (dialect: typeof jsonDialect) =>
  async (request: Request, body: Uint8Array, settings: Settings): Promise<Verified> => {
    try {
      const verified = await verify(request, () => sha256(body), { ...settings, skewMinutes: 5 })
      return verified ?? fail({ kind: 'missing' })
    } catch (error) {
      if (error instanceof SignatureError) throw serviceError(error.failure, dialect)
      throw error
    }
  }

export const verifyJson = verifier(jsonDialect)
export const verifyQuery = verifier(queryDialect)
