import { createJsonService } from './json-service.ts'
import type { CallOptions } from './json-service.ts'
import type { ServerClock } from './server-clock.ts'
import type { Input, Operation, Output } from './user-pool-operations.ts'

interface Settings {
  readonly endpoint: string
  readonly clock: ServerClock
  readonly timeoutSeconds?: number
}

export type { CallOptions } from './json-service.ts'
export type UserPoolApi = ReturnType<typeof createUserPoolApi>

/** Every word with the user pool goes through here, those of amazon-cognito-identity-js as well. */
export function createUserPoolApi(settings: Settings) {
  const ask = createJsonService({ ...settings, target: 'AWSCognitoIdentityProviderService' })
  return {
    call: <O extends Operation>(operation: O, input: Input<O>, options?: CallOptions) =>
      ask(operation, input, options) as Promise<Output<O>>,
  }
}
