import { AuthError, isTransient } from './auth-error.ts'
import { backOff, pause } from './back-off.ts'
import type { JsonService } from './json-service.ts'
import type { Platform } from './platform.ts'

interface Answer {
  /** Of the second call. */
  readonly Credentials: { readonly Expiration: number }
}

const attempts = 3

/**
 * What the SDK's provider of credentials asks with, for its two unsigned calls. The SDK's own client
 * for them brings a second set of protocols, endpoints and retries; the build leaves it out.
 */
export function createIdentityPoolClient(ask: JsonService, platform: Platform) {
  async function persistently(operation: string, input: object, attempt = 1): Promise<Answer> {
    try {
      return (await ask(operation, input)) as Answer
    } catch (error) {
      const again = error instanceof AuthError && isTransient(error) && attempt < attempts
      if (!again) throw error
      await pause(platform, backOff(platform, attempt - 1))
      return persistently(operation, input, attempt + 1)
    }
  }

  return {
    async send({ input }: { input: object }) {
      // The identity is asked for by the pool's id, credentials by the identity's.
      if ('IdentityPoolId' in input) return persistently('GetId', input)
      const { Credentials: given } = await persistently('GetCredentialsForIdentity', input)
      return { Credentials: { ...given, Expiration: new Date(given.Expiration * 1000) } }
    },
  }
}
