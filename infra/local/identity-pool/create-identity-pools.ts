import { randomUUID } from 'node:crypto'
import type { JWK } from 'jose'
import type { Clock } from '#infra/local/clock.ts'
import { AwsError } from '#infra/local/http/aws-error.ts'
import { jsonService } from '#infra/local/http/json-service.ts'
import type { Call, Operation } from '#infra/local/http/json-service.ts'
import { createGate } from '#infra/local/iam/gate.ts'
import type { Iam } from '#infra/local/iam/read-iam.ts'
import type { Refusals } from '#infra/local/iam/refusals.ts'
import type { Random } from '#infra/local/random.ts'
import type { Store } from '#infra/local/store/store.ts'
import type { Sessions } from '#infra/local/sts/sessions.ts'
import type { Place } from '#infra/local/template/physical-names.ts'
import type { Stack } from '#infra/local/template/resolve-template.ts'
import { signedOperations } from './administration.ts'
import { createIdentities } from './identities.ts'
import { createIdentityTokens } from './identity-tokens.ts'
import { createLoginTokens } from './login-tokens.ts'
import type { UserPools } from './login-tokens.ts'
import { publicOperations } from './operations.ts'

export interface IdentityPoolSettings {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly place: Place
  readonly stack: () => Stack
  readonly iam: () => Iam
  readonly sessions: Sessions
  readonly userPools: UserPools
  readonly refusals: Refusals
  readonly makeKey: () => Promise<JWK>
}

/** This service has a name of its own for what the others call an invalid parameter. */
const withValidation = (defined: Operation): Operation => ({
  signed: defined.signed,
  run: (value, call) =>
    defined.run(value, call).catch((error: unknown) => {
      if (error instanceof AwsError && /^\d+ validation errors? detected/.test(error.message))
        throw new AwsError('ValidationException', error.message)
      throw error
    }),
})

function poolIdIn({ body }: Call): unknown {
  try {
    const input: unknown = JSON.parse(body.toString())
    return (input as { IdentityPoolId?: unknown } | null)?.IdentityPoolId
  } catch {
    return undefined
  }
}

/** AWSCognitoIdentityService: turns tokens of the user pool into credentials of a role. */
export function createIdentityPools(settings: IdentityPoolSettings) {
  const { place, sessions } = settings
  const identities = createIdentities(settings)
  const identityTokens = createIdentityTokens({ ...settings, region: place.region })
  const rooms = {
    ...settings,
    identities,
    identityTokens,
    loginTokens: createLoginTokens(settings),
  }
  const operations = { ...publicOperations(rooms), ...signedOperations(rooms) }

  const arnOf = (id: string) =>
    `arn:${place.partition}:cognito-identity:${place.region}:${place.accountId}:identitypool/${id}`
  const verify = createGate({
    ...settings,
    service: 'cognito-identity',
    credentials: sessions.credentials,
    resourceOf(call) {
      const id = poolIdIn(call)
      return typeof id === 'string' ? arnOf(id) : '*'
    },
  })

  const handler = jsonService({
    target: 'AWSCognitoIdentityService',
    operations: Object.fromEntries(
      Object.entries(operations).map(([name, defined]) => [name, withValidation(defined)]),
    ),
    newId: randomUUID,
    verify,
  })
  return { handler, identityTokens }
}
