import { CognitoIdentity } from '@aws-sdk/client-cognito-identity'
import { expect, test } from 'vitest'
import { changed, keysOf, startIdentity } from './clients.ts'

const email = 'alice@example.com'

test('describes the pool and its roles as the template has them', async () => {
  const { identity, IdentityPoolId, aws, provider } = await startIdentity()
  expect(await identity.describeIdentityPool({ IdentityPoolId })).toMatchObject({
    IdentityPoolId,
    AllowUnauthenticatedIdentities: false,
    AllowClassicFlow: false,
    CognitoIdentityProviders: [
      {
        ProviderName: provider,
        ClientId: aws.config.userPoolClientId,
        ServerSideTokenCheck: true,
      },
    ],
  })
  const { Roles, RoleMappings } = await identity.getIdentityPoolRoles({ IdentityPoolId })
  expect(Object.keys(Roles ?? {}).toSorted()).toEqual(['authenticated', 'unauthenticated'])
  expect(RoleMappings).toHaveProperty(
    [`${provider}:${aws.config.userPoolClientId}`, 'Type'],
    'Token',
  )
  const { IdentityPools } = await identity.listIdentityPools({ MaxResults: 10 })
  expect(IdentityPools).toMatchObject([{ IdentityPoolId }])
})

test('lists identities page by page, and describes each', async () => {
  const template = await changed({
    pool: (properties) => ({ ...properties, AllowUnauthenticatedIdentities: true }),
  })
  const { identity, IdentityPoolId, addUser, loginsOf, provider, clock } = await startIdentity({
    template,
  })
  await addUser(email)
  const at = Math.floor(clock.now() / 1000)
  const { IdentityId } = await identity.getId({ IdentityPoolId, Logins: await loginsOf(email) })
  await identity.getId({ IdentityPoolId })
  await identity.getId({ IdentityPoolId })

  const first = await identity.listIdentities({ IdentityPoolId, MaxResults: 2 })
  expect(first.Identities).toHaveLength(2)
  const { NextToken } = first
  const second = await identity.listIdentities({ IdentityPoolId, MaxResults: 2, NextToken })
  expect(second.Identities).toHaveLength(1)
  expect(second.NextToken).toBeUndefined()

  const described = await identity.describeIdentity({ IdentityId })
  expect(described).toMatchObject({ IdentityId, Logins: [provider] })
  expect(Number(described.CreationDate) / 1000).toBeGreaterThanOrEqual(at)
})

test('a user is no administrator', async () => {
  const { aws, IdentityPoolId, addUser, exchange, loginsOf } = await startIdentity()
  await addUser(email)
  const credentials = keysOf(await exchange(await loginsOf(email)))
  const { region } = aws.config
  const identity = new CognitoIdentity({
    region,
    endpoint: aws.origin,
    maxAttempts: 1,
    credentials,
  })
  await expect(identity.describeIdentityPool({ IdentityPoolId })).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringMatching(
      /CognitoIdentityCredentials is not authorized to perform: cognito-identity:DescribeIdentityPool on resource: arn:aws:cognito-identity:us-east-1:000000000000:identitypool\/\S+ because no identity-based policy allows the cognito-identity:DescribeIdentityPool action$/,
    ) as string,
  })
  const unsigned = await fetch(aws.origin, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityService.DescribeIdentityPool',
    },
    body: JSON.stringify({ IdentityPoolId }),
  })
  expect(await unsigned.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' })
})

test('an unlinked login is somebody new, and the old identity is nobody’s', async () => {
  const { identity, IdentityPoolId, addUser, loginsOf, provider } = await startIdentity()
  await addUser(email)
  const Logins = await loginsOf(email)
  const { IdentityId } = await identity.getId({ IdentityPoolId, Logins })
  await identity.unlinkIdentity({ IdentityId, Logins, LoginsToRemove: [provider] })
  await expect(identity.getCredentialsForIdentity({ IdentityId, Logins })).rejects.toMatchObject({
    message: `Access to Identity '${IdentityId}' is forbidden.`,
  })
  const again = await identity.getId({ IdentityPoolId, Logins })
  expect(again.IdentityId).not.toBe(IdentityId)
})
