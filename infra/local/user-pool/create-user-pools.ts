import type { JWTPayload } from 'jose'

import { jsonService } from '../http/json-service.ts'
import type { Call } from '../http/json-service.ts'
import type { Handler } from '../http/message.ts'
import type { Place } from '../template/physical-names.ts'
import type { Stack } from '../template/resolve-template.ts'

import { createContext } from './context.ts'
import type { Surroundings } from './context.ts'
import { deploy } from './deploy.ts'
import { userPoolOperations } from './operations.ts'
import { standing } from './standing.ts'
import { wellKnown } from './well-known.ts'

/** AWSCognitoIdentityProviderService. */
export function createUserPools(surroundings: Surroundings) {
  const context = createContext(surroundings)
  return {
    context,
    deploy: (stack: Stack) => deploy(context, stack),
    jwks: async (poolId: string) =>
      context.pools.get(poolId) ? context.signer.jwks(poolId) : undefined,
    standing: (poolId: string, claims: JWTPayload) => standing(context, poolId, claims),
    handlers: (verify: (call: Call) => Promise<void>, place: Place): readonly Handler[] => [
      jsonService({
        target: 'AWSCognitoIdentityProviderService',
        operations: userPoolOperations(context, place),
        newId: context.uuid,
        verify,
      }),
      wellKnown(context),
    ],
  }
}

/** What an administrator's request is about, as policies name it. */
export function userPoolArnIn({ body }: Call, { partition, region, accountId }: Place): string {
  let id: unknown
  try {
    id = (JSON.parse(body.toString()) as { UserPoolId?: unknown } | null)?.UserPoolId
  } catch {
    // Refused later, as what it is.
  }
  return typeof id === 'string'
    ? `arn:${partition}:cognito-idp:${region}:${accountId}:userpool/${id}`
    : '*'
}
