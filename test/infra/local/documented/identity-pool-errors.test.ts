import * as sdk from '@aws-sdk/client-cognito-identity'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFaults } from '#infra/local/faults/faults.ts'
import { readTemplate } from '#infra/template.ts'
import { changeTemplate, startAws } from '#test/support/aws.ts'
import { clientsOf } from '#test/support/cognito.ts'
import { documentedErrors } from './errors-of.ts'

const malformed = 'what is malformed is ValidationException, which is documented for no operation'
const excuses: Readonly<Record<string, string>> = {
  '* ExternalServiceException': 'there are no providers but user pools, which are here',
  '* LimitExceededException': 'there are no quotas of an account',
  '* ResourceConflictException': 'with one login a person, none can belong to someone else',
  '* InvalidParameterException': malformed,
  'DescribeIdentity NotAuthorizedException':
    'whoever may not is told AccessDeniedException, by IAM',
  'DescribeIdentityPool NotAuthorizedException': 'as DescribeIdentity',
  'GetIdentityPoolRoles NotAuthorizedException': 'as DescribeIdentity',
  'ListIdentities NotAuthorizedException': 'as DescribeIdentity',
  'ListIdentityPools NotAuthorizedException': 'as DescribeIdentity',
  'ListIdentityPools ResourceNotFoundException': 'no resource is named',
}

type Command = new (input: object) => Parameters<sdk.CognitoIdentityClient['send']>[0]

async function createWorld() {
  const faults = createFaults()
  const template = changeTemplate(await readTemplate(), 'AWS::Cognito::IdentityPool', (given) => ({
    ...given,
    AllowClassicFlow: true,
  }))
  const aws = await startAws({ template, wrap: faults.wrap })
  const { config, origin } = aws
  const cognito = clientsOf(aws)
  const identity = new sdk.CognitoIdentity({
    region: config.region,
    endpoint: origin,
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  const provider = `cognito-idp.${config.region}.amazonaws.com/${config.userPoolId}`
  const loginOf = async (email: string) => {
    await cognito.addUser(email)
    return { [provider]: (await cognito.tokens(email)).IdToken }
  }
  const IdentityPoolId = config.identityPoolId
  const Logins = await loginOf('ada@example.com')
  const { IdentityId } = await identity.getId({ IdentityPoolId, Logins })
  const own = { IdentityId, Logins }
  const usual: Readonly<Record<string, object>> = {
    GetId: { IdentityPoolId, Logins },
    GetCredentialsForIdentity: own,
    GetOpenIdToken: own,
    UnlinkIdentity: { ...own, LoginsToRemove: [provider] },
    DescribeIdentity: { IdentityId },
    ListIdentities: { IdentityPoolId, MaxResults: 1 },
    ListIdentityPools: { MaxResults: 1 },
    DescribeIdentityPool: { IdentityPoolId },
    GetIdentityPoolRoles: { IdentityPoolId },
  }

  async function outcome(operation: string, changes: object = {}): Promise<string> {
    const { [`${operation}Command`]: Command } = sdk as unknown as Record<string, Command>
    if (!Command) throw new Error(`The SDK has no ${operation}.`)
    try {
      await identity.send(new Command({ ...usual[operation], ...changes }))
      return 'success'
    } catch (error) {
      return error instanceof Error ? error.name : String(error)
    }
  }
  /** Answered under another template, which then is taken back. */
  async function where(type: string, properties: object, operation: string) {
    aws.aws.applyTemplate(changeTemplate(template, type, (given) => ({ ...given, ...properties })))
    const result = await outcome(operation)
    aws.aws.applyTemplate(template)
    return result
  }
  const special: Readonly<Record<string, () => Promise<string>>> = {
    'GetOpenIdToken InvalidParameterException': () =>
      where('AWS::Cognito::IdentityPool', { AllowClassicFlow: false }, 'GetOpenIdToken'),
    'GetCredentialsForIdentity InvalidIdentityPoolConfigurationException': () =>
      where(
        'AWS::Cognito::IdentityPoolRoleAttachment',
        { Roles: {}, RoleMappings: {} },
        'GetCredentialsForIdentity',
      ),
    'UnlinkIdentity NotAuthorizedException': async () =>
      outcome('UnlinkIdentity', { Logins: await loginOf('eve@example.com') }),
  }
  return { aws, faults, usual, outcome, special }
}

let world: Awaited<ReturnType<typeof createWorld>>
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.aws.close())

const documented = documentedErrors('@aws-sdk/client-cognito-identity')

function usualWay(operation: string, error: string): (() => Promise<string>) | undefined {
  const { faults, outcome } = world
  const ill = (fault: 'throttle' | 'error') => () => {
    faults.add({ service: 'cognito-identity', operation, fault, times: 1, delayMs: 0 })
    return outcome(operation)
  }
  const elsewhere = 'us-east-1:00000000-0000-4000-8000-000000000000'
  switch (error) {
    case 'TooManyRequestsException':
      return ill('throttle')
    case 'InternalErrorException':
      return ill('error')
    case 'NotAuthorizedException':
      return () => outcome(operation, { Logins: { 'graph.facebook.com': 'x' } })
    case 'ResourceNotFoundException':
      return () => outcome(operation, { IdentityId: elsewhere, IdentityPoolId: elsewhere })
    default:
      return undefined
  }
}

describe('each error that AWS documents for', () => {
  test.each([
    'GetId',
    'GetCredentialsForIdentity',
    'GetOpenIdToken',
    'UnlinkIdentity',
    'DescribeIdentity',
    'ListIdentities',
    'ListIdentityPools',
    'DescribeIdentityPool',
    'GetIdentityPoolRoles',
  ])('%s occurs, or there is a reason why it cannot', async (operation) => {
    const open: string[] = []
    for (const error of documented.get(operation) ?? ['no such operation at AWS']) {
      const key = `${operation} ${error}`
      const excuse = excuses[`* ${error}`] ?? excuses[key]
      const provoke = world.special[key] ?? (excuse ? undefined : usualWay(operation, error))
      const outcome = provoke ? await provoke() : excuse
      if (outcome !== (provoke ? error : excuse) || outcome === undefined)
        open.push(`${error}: ${outcome ?? 'neither provoked nor excused'}`)
    }
    expect(open).toEqual([])
  })
})
