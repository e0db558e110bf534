import * as sdk from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { administer, refusal } from './admin-support.ts'

const email = 'ada@example.com'
const verified = { Name: 'email_verified', Value: 'true' }
const withPasswords = {
  client: (properties: Record<string, unknown>) => ({
    ...properties,
    RefreshTokenRotation: undefined,
    ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  }),
}
const valueOf = (attributes: sdk.AttributeType[] | undefined, name: string) =>
  attributes?.find(({ Name }) => Name === name)?.Value

test('a created user is invited with a temporary password and must choose another', async () => {
  const { cognito, UserPoolId, ClientId, inbox } = await administer(withPasswords)
  const made = await cognito.send(
    new sdk.AdminCreateUserCommand({
      UserPoolId,
      Username: email,
      UserAttributes: [verified, { Name: 'custom:agentName', Value: 'Ada 🕊' }],
    }),
  )
  expect(made.User?.UserStatus).toBe('FORCE_CHANGE_PASSWORD')
  expect(made.User?.Enabled).toBe(true)
  const [message] = inbox(email)
  expect(message).toMatchObject({ kind: 'invitation', medium: 'email' })
  expect(message?.body).toContain(email)
  const PASSWORD = message?.code ?? ''
  const begun = await cognito.send(
    new sdk.AdminInitiateAuthCommand({
      UserPoolId,
      ClientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD },
    }),
  )
  expect(begun.ChallengeName).toBe('NEW_PASSWORD_REQUIRED')
  const done = await cognito.send(
    new sdk.AdminRespondToAuthChallengeCommand({
      UserPoolId,
      ClientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: begun.Session,
      ChallengeResponses: { USERNAME: email, NEW_PASSWORD: 'a-new-one-7' },
    }),
  )
  expect(done.AuthenticationResult?.AccessToken).toBeTruthy()
  const seen = await cognito.send(new sdk.AdminGetUserCommand({ UserPoolId, Username: email }))
  expect(seen.UserStatus).toBe('CONFIRMED')
  expect(valueOf(seen.UserAttributes, 'custom:agentName')).toBe('Ada 🕊')
})

test('RESEND replaces the temporary password; SUPPRESS sends nothing', async () => {
  const { cognito, UserPoolId, inbox } = await administer()
  const create = (rest: Partial<sdk.AdminCreateUserCommandInput>) =>
    cognito.send(new sdk.AdminCreateUserCommand({ UserPoolId, Username: email, ...rest }))
  expect(await refusal(create({ MessageAction: 'RESEND' }))).toMatchObject({
    name: 'UserNotFoundException',
    status: 400,
  })
  await create({ MessageAction: 'SUPPRESS' })
  expect(inbox()).toEqual([])
  await create({ MessageAction: 'RESEND', TemporaryPassword: 'temporary-1' })
  expect(inbox(email)[0]?.code).toBe('temporary-1')
  expect(await refusal(create({}))).toMatchObject({
    name: 'UsernameExistsException',
    message: 'User account already exists',
  })
  await cognito.send(
    new sdk.AdminSetUserPasswordCommand({
      UserPoolId,
      Username: email,
      Password: 'for-ever-1',
      Permanent: true,
    }),
  )
  expect(await refusal(create({ MessageAction: 'RESEND' }))).toMatchObject({
    name: 'UnsupportedUserStateException',
  })
})

test('creating is refused where attributes, name or password are not as the pool says', async () => {
  const { cognito, UserPoolId } = await administer()
  const create = (rest: Partial<sdk.AdminCreateUserCommandInput>) =>
    refusal(cognito.send(new sdk.AdminCreateUserCommand({ UserPoolId, Username: email, ...rest })))
  expect(await create({ Username: 'no address' })).toMatchObject({
    name: 'InvalidParameterException',
  })
  expect(await create({ Username: 'plain' })).toMatchObject({
    message: 'Username should be an email.',
  })
  expect(await create({ TemporaryPassword: 'short' })).toMatchObject({
    name: 'InvalidPasswordException',
  })
  expect(await create({ UserAttributes: [{ Name: 'custom:no', Value: 'x' }] })).toMatchObject({
    name: 'InvalidParameterException',
  })
  expect(await create({ UserPoolId: 'us-east-1_nosuch' })).toEqual({
    name: 'ResourceNotFoundException',
    message: 'User pool us-east-1_nosuch does not exist.',
    status: 400,
  })
})

test('every operation on one user says so when there is none', async () => {
  const { cognito, UserPoolId } = await administer()
  const user = { UserPoolId, Username: 'nobody@example.com' }
  const attempts = [
    cognito.send(new sdk.AdminGetUserCommand(user)),
    cognito.send(new sdk.AdminDeleteUserCommand(user)),
    cognito.send(new sdk.AdminEnableUserCommand(user)),
    cognito.send(new sdk.AdminDisableUserCommand(user)),
    cognito.send(new sdk.AdminConfirmSignUpCommand(user)),
    cognito.send(new sdk.AdminResetUserPasswordCommand(user)),
    cognito.send(new sdk.AdminUserGlobalSignOutCommand(user)),
    cognito.send(new sdk.AdminSetUserPasswordCommand({ ...user, Password: 'long-enough-1' })),
    cognito.send(new sdk.AdminUpdateUserAttributesCommand({ ...user, UserAttributes: [verified] })),
    cognito.send(
      new sdk.AdminDeleteUserAttributesCommand({ ...user, UserAttributeNames: ['name'] }),
    ),
    cognito.send(new sdk.AdminSetUserMFAPreferenceCommand(user)),
    cognito.send(new sdk.AdminListGroupsForUserCommand(user)),
    cognito.send(new sdk.AdminListDevicesCommand(user)),
  ]
  for (const attempt of await Promise.all(attempts.map(refusal)))
    expect(attempt).toEqual({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
      status: 400,
    })
})

test('a self-registered user is confirmed once', async () => {
  const { cognito, UserPoolId, ClientId } = await administer()
  await cognito.send(
    new sdk.SignUpCommand({
      ClientId,
      Username: email,
      Password: 'long-enough-1',
      UserAttributes: [{ Name: 'custom:agentName', Value: 'Ada' }],
    }),
  )
  const confirm = () =>
    cognito.send(new sdk.AdminConfirmSignUpCommand({ UserPoolId, Username: email }))
  await confirm()
  expect(await refusal(confirm())).toMatchObject({
    name: 'NotAuthorizedException',
    message: 'User cannot be confirmed. Current status is CONFIRMED',
  })
})

test('disabling ends sessions and keeps the user out until enabled', async () => {
  const { cognito, UserPoolId, ClientId } = await administer({
    ...withPasswords,
    // Where devices are tracked, a refresh must name one.
    pool: ({ DeviceConfiguration: _none, ...properties }) => properties,
  })
  const user = { UserPoolId, Username: email }
  await cognito.send(new sdk.AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }))
  const PASSWORD = 'for-ever-1'
  await cognito.send(
    new sdk.AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }),
  )
  const signIn = () =>
    cognito.send(
      new sdk.AdminInitiateAuthCommand({
        UserPoolId,
        ClientId,
        AuthFlow: 'ADMIN_NO_SRP_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD },
      }),
    )
  const { AuthenticationResult: tokens } = await signIn()
  const refresh = () =>
    cognito.send(
      new sdk.AdminInitiateAuthCommand({
        UserPoolId,
        ClientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: tokens?.RefreshToken ?? '' },
      }),
    )
  expect((await refresh()).AuthenticationResult?.IdToken).toBeTruthy()
  await cognito.send(new sdk.AdminDisableUserCommand(user))
  expect(await refusal(signIn())).toMatchObject({
    name: 'NotAuthorizedException',
    message: 'User is disabled.',
  })
  await cognito.send(new sdk.AdminEnableUserCommand(user))
  expect(await refusal(refresh())).toMatchObject({ name: 'NotAuthorizedException' })
  expect((await signIn()).AuthenticationResult?.IdToken).toBeTruthy()

  const again = await signIn()
  await cognito.send(new sdk.AdminUserGlobalSignOutCommand(user))
  const AccessToken = again.AuthenticationResult?.AccessToken
  expect(await refusal(cognito.send(new sdk.GetUserCommand({ AccessToken })))).toMatchObject({
    name: 'NotAuthorizedException',
  })
})

test('sign-in by a server is refused where the client does not allow it or is another pool’s', async () => {
  const { cognito, UserPoolId, ClientId } = await administer()
  const signIn = (AuthFlow: sdk.AuthFlowType, rest = {}) =>
    refusal(
      cognito.send(
        new sdk.AdminInitiateAuthCommand({
          UserPoolId,
          ClientId,
          AuthFlow,
          AuthParameters: { USERNAME: email, PASSWORD: 'x' },
          ...rest,
        }),
      ),
    )
  expect(await signIn('ADMIN_USER_PASSWORD_AUTH')).toMatchObject({
    name: 'InvalidParameterException',
    message: 'Auth flow not enabled for this client',
  })
  expect(await signIn('USER_PASSWORD_AUTH')).toMatchObject({ name: 'InvalidParameterException' })
  const { UserPool } = await cognito.send(new sdk.CreateUserPoolCommand({ PoolName: 'other' }))
  expect(await signIn('USER_SRP_AUTH', { UserPoolId: UserPool?.Id })).toMatchObject({
    name: 'ResourceNotFoundException',
  })
})

test('a reset sends a code to a verified address and to no other', async () => {
  const { cognito, UserPoolId, ClientId, code, inbox } = await administer()
  const user = { UserPoolId, Username: email }
  await cognito.send(new sdk.AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }))
  const reset = () => cognito.send(new sdk.AdminResetUserPasswordCommand(user))
  expect(await refusal(reset())).toMatchObject({
    name: 'NotAuthorizedException',
    message: 'User password cannot be reset in the current state.',
  })
  await cognito.send(
    new sdk.AdminSetUserPasswordCommand({ ...user, Password: 'for-ever-1', Permanent: true }),
  )
  expect(await refusal(reset())).toMatchObject({ name: 'InvalidParameterException' })
  await cognito.send(
    new sdk.AdminUpdateUserAttributesCommand({ ...user, UserAttributes: [verified] }),
  )
  expect(inbox()).toEqual([])
  await reset()
  const status = async () => (await cognito.send(new sdk.AdminGetUserCommand(user))).UserStatus
  expect(await status()).toBe('RESET_REQUIRED')
  await cognito.send(
    new sdk.ConfirmForgotPasswordCommand({
      ClientId,
      Username: email,
      ConfirmationCode: code(email),
      Password: 'for-ever-2',
    }),
  )
  expect(await status()).toBe('CONFIRMED')
})

test('attributes: vouched-for addresses count at once, others wait for their code', async () => {
  const { cognito, UserPoolId, inbox } = await administer()
  const user = { UserPoolId, Username: email }
  await cognito.send(
    new sdk.AdminCreateUserCommand({
      ...user,
      UserAttributes: [verified],
      MessageAction: 'SUPPRESS',
    }),
  )
  const update = (UserAttributes: sdk.AttributeType[], Username = email) =>
    cognito.send(new sdk.AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes }))
  const emailNow = async (Username = email) =>
    valueOf(
      (await cognito.send(new sdk.AdminGetUserCommand({ UserPoolId, Username }))).UserAttributes,
      'email',
    )
  await update([{ Name: 'email', Value: 'new@example.com' }])
  expect(await emailNow()).toBe(email)
  expect(inbox('new@example.com')).toHaveLength(1)
  await update([{ Name: 'email', Value: 'newer@example.com' }, verified])
  expect(await emailNow('newer@example.com')).toBe('newer@example.com')
  expect(inbox('newer@example.com')).toEqual([])

  await cognito.send(
    new sdk.AdminCreateUserCommand({ UserPoolId, Username: email, MessageAction: 'SUPPRESS' }),
  )
  expect(
    await refusal(update([{ Name: 'email', Value: email }, verified], 'newer@example.com')),
  ).toMatchObject({ name: 'AliasExistsException' })
  expect(await refusal(update([{ Name: 'sub', Value: 'x' }]))).toMatchObject({
    name: 'InvalidParameterException',
  })
  expect(await refusal(update([{ Name: 'email', Value: '' }]))).toMatchObject({
    name: 'InvalidParameterException',
    message: 'Attributes did not conform to the schema: emails: The attribute emails is required',
  })
})

test('attributes are deleted, but not required ones', async () => {
  const { cognito, UserPoolId } = await administer()
  const user = { UserPoolId, Username: email }
  await cognito.send(
    new sdk.AdminCreateUserCommand({
      ...user,
      UserAttributes: [{ Name: 'name', Value: 'Ada' }],
      MessageAction: 'SUPPRESS',
    }),
  )
  const remove = (...UserAttributeNames: string[]) =>
    cognito.send(new sdk.AdminDeleteUserAttributesCommand({ ...user, UserAttributeNames }))
  await remove('name')
  const { UserAttributes } = await cognito.send(new sdk.AdminGetUserCommand(user))
  expect(valueOf(UserAttributes, 'name')).toBeUndefined()
  expect(await refusal(remove('email'))).toMatchObject({ name: 'InvalidParameterException' })
  expect(await refusal(remove('custom:no'))).toMatchObject({ name: 'InvalidParameterException' })
})

test('a second factor is set only where it can work', async () => {
  const { cognito, UserPoolId } = await administer()
  const user = { UserPoolId, Username: email }
  await cognito.send(new sdk.AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }))
  const set = (settings: Partial<sdk.AdminSetUserMFAPreferenceCommandInput>) =>
    refusal(cognito.send(new sdk.AdminSetUserMFAPreferenceCommand({ ...user, ...settings })))
  expect(await set({ SMSMfaSettings: { Enabled: true } })).toMatchObject({
    name: 'InvalidParameterException',
  })
  expect(await set({ SoftwareTokenMfaSettings: { Enabled: true } })).toMatchObject({
    message: 'User has not verified software token mfa',
  })
})

test('a deleted user is gone and the address is free', async () => {
  const { cognito, UserPoolId } = await administer()
  const user = { UserPoolId, Username: email }
  const create = () =>
    cognito.send(new sdk.AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }))
  const first = await create()
  await cognito.send(new sdk.AdminDeleteUserCommand(user))
  expect((await create()).User?.Username).not.toBe(first.User?.Username)
})

test('only signed requests are served, and only with the right secret', async () => {
  const { clientWith, UserPoolId, origin } = await administer()
  const get = (...keys: [string, string]) =>
    refusal(clientWith(...keys).send(new sdk.ListGroupsCommand({ UserPoolId })))
  expect(await get('test', 'wrong')).toMatchObject({ name: 'InvalidSignatureException' })
  expect(await get('nobody', 'test')).toMatchObject({ name: 'UnrecognizedClientException' })
  const unsigned = await fetch(origin, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.ListUsers',
    },
    body: JSON.stringify({ UserPoolId }),
  })
  expect(unsigned.status).toBe(400)
  expect(await unsigned.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' })
})
