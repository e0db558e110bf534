import * as sdk from '@aws-sdk/client-cognito-identity-provider'
import { createFaults } from '#infra/local/faults/faults.ts'
import { userPoolOperations } from '#infra/local/user-pool/operations.ts'
import { startAws } from '#test/support/aws.ts'
import { clientsOf, password } from '#test/support/cognito.ts'
import { templateWith } from '../user-pool/pool.ts'
import { requests } from './requests.ts'
import type { OperationName } from './requests.ts'

type Send = sdk.CognitoIdentityProviderClient['send']
type Command = new (input: object) => Parameters<Send>[0]

/** One stand-in for all: everything switched on, and nothing hidden about who exists. */
export async function createWorld() {
  const faults = createFaults()
  const template = await templateWith(
    {
      WebAuthnRelyingPartyID: 'localhost',
      WebAuthnUserVerification: 'preferred',
      Policies: {
        PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 },
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] },
      },
    },
    {
      ExplicitAuthFlows: [
        'ALLOW_USER_SRP_AUTH',
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_USER_AUTH',
      ],
      PreventUserExistenceErrors: 'LEGACY',
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    },
  )
  const aws = await startAws({ template, wrap: faults.wrap })
  const cognito = clientsOf(aws)
  const { api, userPoolId: UserPoolId, ClientId } = cognito

  const known = async (name: string) => {
    const Username = `${name}@example.com`
    await cognito.addUser(Username)
    return { Username, UserPoolId, ClientId, ...(await cognito.tokens(Username)) }
  }
  let made = 0
  /** Someone with an account, for whom it is the first time. */
  const person = () => known(`person-${++made}`)
  const ada = await known('ada')
  const usual = requests(ada)

  /** The usual request of an operation with something else in it; resolves to how it is answered. */
  async function outcome(operation: OperationName, changes: object = {}): Promise<string> {
    const { [`${operation}Command`]: Command } = sdk as unknown as Record<string, Command>
    if (!Command) throw new Error(`The SDK has no ${operation}.`)
    try {
      await api.send(new Command({ ...usual[operation], ...changes }))
      return 'success'
    } catch (error) {
      return error instanceof Error ? error.name : String(error)
    }
  }

  async function tries(count: number, operation: OperationName, changes: object) {
    let last = ''
    for (let time = 0; time < count; time++) last = await outcome(operation, changes)
    return last
  }

  /** An ill-disposed fate for the next call of an operation. */
  function order(operation: OperationName, fault: 'throttle' | 'error') {
    faults.add({ service: 'cognito-idp', operation, fault, times: 1, delayMs: 0 })
  }

  /** A pool in which nothing is switched on, and a client of it. */
  const plainPool = await api.createUserPool({ PoolName: 'plain' })
  const plainId = plainPool.UserPool?.Id ?? ''
  const flows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'] as const
  const plainClient = await api.createUserPoolClient({
    UserPoolId: plainId,
    ClientName: 'plain',
    ExplicitAuthFlows: [...flows, 'ALLOW_REFRESH_TOKEN_AUTH'],
    EnableTokenRevocation: false,
  })
  const plainIds = { UserPoolId: plainId, ClientId: plainClient.UserPoolClient?.ClientId ?? '' }
  await api.adminCreateUser({ UserPoolId: plainId, Username: 'eve', MessageAction: 'SUPPRESS' })
  await api.adminSetUserPassword({
    UserPoolId: plainId,
    Username: 'eve',
    Password: password,
    Permanent: true,
  })
  const { AuthenticationResult: of } = await api.initiateAuth({
    ClientId: plainIds.ClientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'eve', PASSWORD: password },
  })
  const plain = {
    ...plainIds,
    Username: 'eve',
    AccessToken: of?.AccessToken ?? '',
    RefreshToken: of?.RefreshToken ?? '',
  }

  const secretive = await api.createUserPoolClient({
    UserPoolId,
    ClientName: 'with a secret',
    GenerateSecret: true,
    ExplicitAuthFlows: [...flows, 'ALLOW_REFRESH_TOKEN_AUTH'],
  })
  const secretId = secretive.UserPoolClient?.ClientId ?? ''

  const operations = userPoolOperations(aws.aws.userPool, aws.aws.place)
  const isSigned = (name: string) => operations[name]?.signed === true
  return {
    ...cognito,
    UserPoolId,
    aws,
    ada,
    person,
    plain,
    secretId,
    usual,
    outcome,
    tries,
    order,
    operations,
    isSigned,
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>
