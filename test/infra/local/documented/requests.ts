interface Known {
  readonly UserPoolId: string
  readonly ClientId: string
  readonly Username: string
  readonly AccessToken: string
}

export const session = 's'.repeat(24)
const device = 'us-east-1_11111111-2222-4333-8444-555555555555'

/** A request of each operation with every member that it must have. */
export function requests({ UserPoolId, ClientId, Username, AccessToken }: Known) {
  const user = { UserPoolId, Username }
  const token = { AccessToken }
  const group = { UserPoolId, GroupName: 'admins' }
  const attributes = [{ Name: 'custom:agentName', Value: 'x' }]
  const challenge = { ClientId, ChallengeName: 'NEW_PASSWORD_REQUIRED', Session: session }
  return {
    AddCustomAttributes: {
      UserPoolId,
      CustomAttributes: [{ Name: 'more', AttributeDataType: 'String' }],
    },
    AdminAddUserToGroup: { ...user, ...group },
    AdminConfirmSignUp: user,
    AdminCreateUser: user,
    AdminDeleteUser: user,
    AdminDeleteUserAttributes: { ...user, UserAttributeNames: ['custom:agentName'] },
    AdminDisableUser: user,
    AdminEnableUser: user,
    AdminForgetDevice: { ...user, DeviceKey: device },
    AdminGetUser: user,
    AdminInitiateAuth: { UserPoolId, ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' },
    AdminListDevices: user,
    AdminListGroupsForUser: user,
    AdminRemoveUserFromGroup: { ...user, ...group },
    AdminResetUserPassword: user,
    AdminRespondToAuthChallenge: { UserPoolId, ...challenge },
    AdminSetUserMFAPreference: user,
    AdminSetUserPassword: { ...user, Password: 'Another-horse-8' },
    AdminUpdateUserAttributes: { ...user, UserAttributes: attributes },
    AdminUserGlobalSignOut: user,
    AssociateSoftwareToken: token,
    ChangePassword: {
      ...token,
      PreviousPassword: 'Some-horse-9',
      ProposedPassword: 'Another-horse-8',
    },
    CompleteWebAuthnRegistration: { ...token, Credential: {} },
    ConfirmDevice: {
      ...token,
      DeviceKey: device,
      DeviceSecretVerifierConfig: { PasswordVerifier: 'AAAA', Salt: 'AAAA' },
    },
    ConfirmForgotPassword: {
      ClientId,
      Username,
      ConfirmationCode: '000000',
      Password: 'Another-horse-8',
    },
    ConfirmSignUp: { ClientId, Username, ConfirmationCode: '000000' },
    CreateGroup: { UserPoolId, GroupName: 'made' },
    CreateUserPool: { PoolName: 'made' },
    CreateUserPoolClient: { UserPoolId, ClientName: 'made' },
    DeleteGroup: group,
    DeleteUser: token,
    DeleteUserAttributes: { ...token, UserAttributeNames: ['custom:agentName'] },
    DeleteUserPool: { UserPoolId },
    DeleteUserPoolClient: { UserPoolId, ClientId },
    DeleteWebAuthnCredential: { ...token, CredentialId: 'x' },
    DescribeUserPool: { UserPoolId },
    DescribeUserPoolClient: { UserPoolId, ClientId },
    ForgetDevice: { ...token, DeviceKey: device },
    ForgotPassword: { ClientId, Username },
    GetDevice: { ...token, DeviceKey: device },
    GetGroup: group,
    GetTokensFromRefreshToken: { ClientId, RefreshToken: 'a.b.c.d.e' },
    GetUser: token,
    GetUserAttributeVerificationCode: { ...token, AttributeName: 'email' },
    GetUserAuthFactors: token,
    GetUserPoolMfaConfig: { UserPoolId },
    GlobalSignOut: token,
    InitiateAuth: { ClientId, AuthFlow: 'USER_PASSWORD_AUTH' },
    ListDevices: token,
    ListGroups: { UserPoolId },
    ListUserPoolClients: { UserPoolId },
    ListUserPools: { MaxResults: 1 },
    ListUsers: { UserPoolId },
    ListUsersInGroup: group,
    ListWebAuthnCredentials: token,
    ResendConfirmationCode: { ClientId, Username },
    RespondToAuthChallenge: challenge,
    RevokeToken: { ClientId, Token: 'a.b.c.d.e' },
    SetUserMFAPreference: token,
    SetUserPoolMfaConfig: { UserPoolId },
    SignUp: {
      ClientId,
      Username: 'new@example.com',
      Password: 'Another-horse-8',
      UserAttributes: attributes,
    },
    StartWebAuthnRegistration: token,
    UpdateDeviceStatus: { ...token, DeviceKey: device },
    UpdateGroup: group,
    UpdateUserAttributes: { ...token, UserAttributes: attributes },
    UpdateUserPool: { UserPoolId },
    UpdateUserPoolClient: { UserPoolId, ClientId },
    VerifySoftwareToken: { ...token, UserCode: '000000' },
    VerifyUserAttribute: { ...token, AttributeName: 'email', Code: '000000' },
  } satisfies Readonly<Record<string, object>>
}

export type OperationName = keyof ReturnType<typeof requests>
