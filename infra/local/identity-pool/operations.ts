import type { Clock } from '#infra/local/clock.ts'
import { AwsError } from '#infra/local/http/aws-error.ts'
import { operation } from '#infra/local/http/json-service.ts'
import { list, map, required, text } from '#infra/local/http/shape.ts'
import type { Iam } from '#infra/local/iam/read-iam.ts'
import type { Sessions } from '#infra/local/sts/sessions.ts'
import type { Stack } from '#infra/local/template/resolve-template.ts'
import { chooseRole, identityContext } from './choose-role.ts'
import type { Identities } from './identities.ts'
import type { IdentityTokens } from './identity-tokens.ts'
import type { LoginTokens } from './login-tokens.ts'
import { findPool } from './pools.ts'

export interface Rooms {
  readonly clock: Clock
  readonly stack: () => Stack
  readonly iam: () => Iam
  readonly sessions: Sessions
  readonly identities: Identities
  readonly loginTokens: LoginTokens
  readonly identityTokens: IdentityTokens
}

export const anId = text({ min: 1, max: 55, pattern: '[\\w-]+:[0-9a-f-]+' })
const logins = map(text({ min: 1, max: 50_000, sensitive: true }))

const credentialSeconds = 3600

/** What an application calls, without a signature: the tokens speak for the caller. */
export function publicOperations(rooms: Rooms) {
  const { stack, iam, sessions, identities, loginTokens, identityTokens } = rooms

  async function open(identityId: string, given: Readonly<Record<string, string>> | undefined) {
    const pool = findPool(stack(), identities.find(identityId).poolId)
    const verified = await loginTokens.verifyAll(pool, given)
    const identity = identities.open(pool, identityId, verified)
    return { pool, identity, verified, context: identityContext(pool, identity, verified) }
  }

  return {
    GetId: operation(
      {
        AccountId: text({ min: 1, max: 15, pattern: '\\d+' }),
        IdentityPoolId: required(anId),
        Logins: logins,
      },
      async (input) => {
        const pool = findPool(stack(), input.IdentityPoolId)
        const verified = await loginTokens.verifyAll(pool, input.Logins)
        return { IdentityId: identities.resolve(pool, verified).id }
      },
    ),

    GetCredentialsForIdentity: operation(
      {
        CustomRoleArn: text({ min: 20, max: 2048 }),
        IdentityId: required(anId),
        Logins: logins,
      },
      async ({ IdentityId, Logins, CustomRoleArn }) => {
        const { pool, identity, verified, context } = await open(IdentityId, Logins)
        const choice = { pool, logins: verified, customRoleArn: CustomRoleArn, context }
        const issued = sessions.issue(chooseRole(iam(), choice), {
          sessionName: 'CognitoIdentityCredentials',
          context,
          seconds: credentialSeconds,
        })
        return {
          Credentials: {
            AccessKeyId: issued.accessKeyId,
            Expiration: issued.expiresAt / 1000,
            SecretKey: issued.secretAccessKey,
            SessionToken: issued.sessionToken,
          },
          IdentityId: identity.id,
        }
      },
    ),

    GetOpenIdToken: operation({ IdentityId: required(anId), Logins: logins }, async (input) => {
      const { classicFlow } = findPool(stack(), identities.find(input.IdentityId).poolId)
      if (classicFlow === false)
        throw new AwsError(
          'InvalidParameterException',
          'Basic (classic) flow is not enabled, please use enhanced flow.',
        )
      const { identity, context } = await open(input.IdentityId, input.Logins)
      return { IdentityId: identity.id, Token: await identityTokens.sign(context) }
    }),

    UnlinkIdentity: operation(
      {
        IdentityId: required(anId),
        Logins: required(logins),
        LoginsToRemove: required(list(text({ min: 1, max: 128 }))),
      },
      async ({ IdentityId, Logins, LoginsToRemove }) => {
        const { identity } = await open(IdentityId, Logins)
        identities.unlink(identity, LoginsToRemove)
      },
    ),
  }
}
