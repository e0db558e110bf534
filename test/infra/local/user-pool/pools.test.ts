import * as sdk from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { administer, refusal } from './admin-support.ts'

type Administration = Awaited<ReturnType<typeof administer>>

async function makePool(
  { cognito }: Administration,
  rest: Partial<sdk.CreateUserPoolRequest> = {},
) {
  const { UserPool } = await cognito.send(
    new sdk.CreateUserPoolCommand({ PoolName: 'made', ...rest }),
  )
  return UserPool?.Id ?? ''
}

test('a pool made by a call works like the one of the template', async () => {
  const administration = await administer()
  const { cognito, inbox, code } = administration
  const UserPoolId = await makePool(administration, {
    UsernameAttributes: ['email'],
    AutoVerifiedAttributes: ['email'],
    Policies: { PasswordPolicy: { MinimumLength: 6 } },
  })
  expect(UserPoolId).toMatch(/^us-east-1_[0-9a-zA-Z]{9}$/)
  const { UserPoolClient } = await cognito.send(
    new sdk.CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'web',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  )
  const ClientId = UserPoolClient?.ClientId
  expect(ClientId).toMatch(/^[0-9a-z]{26}$/)
  const Username = 'ada@example.com'
  await cognito.send(new sdk.SignUpCommand({ ClientId, Username, Password: 'Pass-1' }))
  expect(inbox(Username)).toHaveLength(1)
  await cognito.send(
    new sdk.ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode: code(Username) }),
  )
  const { AuthenticationResult } = await cognito.send(
    new sdk.InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: Username, PASSWORD: 'Pass-1' },
    }),
  )
  expect(AuthenticationResult?.IdToken).toBeTruthy()
  const { UserPool } = await cognito.send(new sdk.DescribeUserPoolCommand({ UserPoolId }))
  expect(UserPool).toMatchObject({ Name: 'made', EstimatedNumberOfUsers: 1 })
})

test('the pool of the template is described as deployed', async () => {
  const { cognito, UserPoolId, ClientId } = await administer()
  const { UserPool } = await cognito.send(new sdk.DescribeUserPoolCommand({ UserPoolId }))
  expect(UserPool).toMatchObject({
    Id: UserPoolId,
    Arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${UserPoolId}`,
    MfaConfiguration: 'OPTIONAL',
    UsernameAttributes: ['email'],
    AutoVerifiedAttributes: ['email'],
    UsernameConfiguration: { CaseSensitive: false },
    Policies: { PasswordPolicy: { MinimumLength: 8, RequireNumbers: true } },
  })
  expect(UserPool?.SchemaAttributes?.map(({ Name }) => Name)).toContain('custom:agentName')
  const { UserPoolClient } = await cognito.send(
    new sdk.DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
  )
  expect(UserPoolClient).toMatchObject({
    ClientId,
    UserPoolId,
    PreventUserExistenceErrors: 'ENABLED',
  })
  expect(UserPoolClient?.ClientSecret).toBeUndefined()
  const { UserPools } = await cognito.send(new sdk.ListUserPoolsCommand({ MaxResults: 10 }))
  expect(UserPools?.map(({ Id }) => Id)).toEqual([UserPoolId])
})

test('impossible pools are refused', async () => {
  const { cognito } = await administer()
  const create = (rest: Partial<sdk.CreateUserPoolRequest>) =>
    refusal(cognito.send(new sdk.CreateUserPoolCommand({ PoolName: 'made', ...rest })))
  const invalid = { name: 'InvalidParameterException', status: 400 }
  expect(await create({ AliasAttributes: ['email'], UsernameAttributes: ['email'] })).toMatchObject(
    invalid,
  )
  expect(await create({ MfaConfiguration: 'ON' })).toMatchObject(invalid)
  expect(await create({ Schema: [{ Name: 'x', Required: true }] })).toMatchObject({
    message: 'Required custom attributes are not supported currently.',
  })
  expect(await create({ Policies: { PasswordPolicy: { MinimumLength: 5 } } })).toMatchObject({
    message:
      "1 validation error detected: Value '5' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value greater than or equal to 6",
  })
  expect(await create({ EmailVerificationMessage: 'no code here' })).toMatchObject(invalid)
})

test('an update sets what it leaves out back to the default, but not what is permanent', async () => {
  const administration = await administer()
  const { cognito } = administration
  const UserPoolId = await makePool(administration, {
    UsernameAttributes: ['email'],
    Policies: { PasswordPolicy: { MinimumLength: 12 } },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
  })
  await cognito.send(new sdk.UpdateUserPoolCommand({ UserPoolId, PoolName: 'renamed' }))
  const { UserPool } = await cognito.send(new sdk.DescribeUserPoolCommand({ UserPoolId }))
  expect(UserPool).toMatchObject({
    Name: 'renamed',
    UsernameAttributes: ['email'],
    Policies: { PasswordPolicy: { MinimumLength: 8 } },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
  })
})

test('a pool is deleted with all that is in it, unless it is protected', async () => {
  const administration = await administer()
  const { cognito } = administration
  const UserPoolId = await makePool(administration, { DeletionProtection: 'ACTIVE' })
  const { UserPoolClient } = await cognito.send(
    new sdk.CreateUserPoolClientCommand({ UserPoolId, ClientName: 'web' }),
  )
  await cognito.send(
    new sdk.AdminCreateUserCommand({ UserPoolId, Username: 'ada', MessageAction: 'SUPPRESS' }),
  )
  const remove = () => cognito.send(new sdk.DeleteUserPoolCommand({ UserPoolId }))
  expect(await refusal(remove())).toMatchObject({ name: 'InvalidParameterException' })
  await cognito.send(new sdk.UpdateUserPoolCommand({ UserPoolId, DeletionProtection: 'INACTIVE' }))
  await remove()
  expect(await refusal(remove())).toMatchObject({
    name: 'ResourceNotFoundException',
    message: `User pool ${UserPoolId} does not exist.`,
  })
  const { ClientId } = UserPoolClient ?? {}
  expect(
    await refusal(
      cognito.send(new sdk.SignUpCommand({ ClientId, Username: 'b', Password: 'Password-1' })),
    ),
  ).toMatchObject({ name: 'ResourceNotFoundException' })
})

test('custom attributes are added once, and then count', async () => {
  const administration = await administer()
  const { cognito } = administration
  const UserPoolId = await makePool(administration)
  const add = (Name: string) =>
    cognito.send(
      new sdk.AddCustomAttributesCommand({
        UserPoolId,
        CustomAttributes: [
          { Name, AttributeDataType: 'String', StringAttributeConstraints: { MaxLength: '3' } },
        ],
      }),
    )
  const create = (Value: string) =>
    cognito.send(
      new sdk.AdminCreateUserCommand({
        UserPoolId,
        Username: 'ada',
        UserAttributes: [{ Name: 'custom:team', Value }],
        MessageAction: 'SUPPRESS',
      }),
    )
  expect(await refusal(create('red'))).toMatchObject({ name: 'InvalidParameterException' })
  await add('team')
  expect(await refusal(create('long'))).toMatchObject({ name: 'InvalidParameterException' })
  await create('red')
  expect(await refusal(add('team'))).toMatchObject({ name: 'InvalidParameterException' })
})

test('the second factor of a pool is set and read', async () => {
  const administration = await administer()
  const { cognito } = administration
  const UserPoolId = await makePool(administration)
  const set = (rest: Partial<sdk.SetUserPoolMfaConfigRequest>) =>
    cognito.send(new sdk.SetUserPoolMfaConfigCommand({ UserPoolId, ...rest }))
  const get = () => cognito.send(new sdk.GetUserPoolMfaConfigCommand({ UserPoolId }))
  expect(await get()).toMatchObject({
    MfaConfiguration: 'OFF',
    SoftwareTokenMfaConfiguration: { Enabled: false },
  })
  const invalid = { name: 'InvalidParameterException' }
  expect(await refusal(set({ MfaConfiguration: 'ON' }))).toMatchObject(invalid)
  expect(await refusal(set({ SmsMfaConfiguration: {} }))).toMatchObject(invalid)
  expect(await refusal(set({ EmailMfaConfiguration: {} }))).toMatchObject(invalid)
  await set({ MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } })
  expect(await get()).toMatchObject({
    MfaConfiguration: 'OPTIONAL',
    SoftwareTokenMfaConfiguration: { Enabled: true },
  })
})

test('clients are made, changed, listed and deleted', async () => {
  const { cognito, UserPoolId } = await administer()
  const made = await cognito.send(
    new sdk.CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'server',
      GenerateSecret: true,
      AccessTokenValidity: 10,
      TokenValidityUnits: { AccessToken: 'minutes' },
      RefreshTokenValidity: 1,
    }),
  )
  const { ClientId, ClientSecret } = made.UserPoolClient ?? {}
  expect(ClientSecret).toMatch(/^\w{51}$/)
  expect(made.UserPoolClient).toMatchObject({
    AccessTokenValidity: 10,
    EnableTokenRevocation: true,
  })
  const changed = await cognito.send(
    new sdk.UpdateUserPoolClientCommand({ UserPoolId, ClientId, ClientName: 'renamed' }),
  )
  expect(changed.UserPoolClient).toMatchObject({
    ClientName: 'renamed',
    ClientSecret,
    RefreshTokenValidity: 30,
  })
  expect(changed.UserPoolClient?.AccessTokenValidity).toBeUndefined()
  const list = await cognito.send(new sdk.ListUserPoolClientsCommand({ UserPoolId }))
  expect(list.UserPoolClients?.map(({ ClientName }) => ClientName)).toContain('renamed')
  const remove = () => cognito.send(new sdk.DeleteUserPoolClientCommand({ UserPoolId, ClientId }))
  await remove()
  expect(await refusal(remove())).toMatchObject({
    name: 'ResourceNotFoundException',
    message: `User pool client ${ClientId} does not exist.`,
  })
})

test('impossible clients are refused', async () => {
  const { cognito, UserPoolId } = await administer()
  const create = (rest: Partial<sdk.CreateUserPoolClientRequest>) =>
    refusal(
      cognito.send(
        new sdk.CreateUserPoolClientCommand({ UserPoolId, ClientName: 'made', ...rest }),
      ),
    )
  for (const rest of [
    { ReadAttributes: ['custom:no'] },
    { WriteAttributes: ['email', 'email_verified'] },
    { WriteAttributes: ['name'] },
    { AccessTokenValidity: 4, TokenValidityUnits: { AccessToken: 'minutes' as const } },
    { AccessTokenValidity: 2, TokenValidityUnits: { AccessToken: 'days' as const } },
    { RefreshTokenValidity: 1, TokenValidityUnits: { RefreshToken: 'minutes' as const } },
    { ExplicitAuthFlows: ['ADMIN_NO_SRP_AUTH' as const, 'ALLOW_USER_SRP_AUTH' as const] },
    {
      RefreshTokenRotation: { Feature: 'ENABLED' as const },
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH' as const],
    },
    { AuthSessionValidity: 2 },
  ])
    expect(await create(rest), JSON.stringify(rest)).toMatchObject({
      name: 'InvalidParameterException',
      status: 400,
    })
})
