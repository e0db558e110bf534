import { createAuthenticator } from '#test/support/authenticator.ts'
import { password } from '#test/support/cognito.ts'
import type { World } from './world.ts'

const day = 24 * 3600
const Password = 'Another-horse-8'

/** What goes wrong with an account of one's own. */
export function provokeAccount(world: World): Record<string, () => Promise<string>> {
  const { api, aws, clock, ada, plain, secretId, UserPoolId, ClientId } = world
  const { outcome, tries, person, signUp, tokens } = world
  const registered = async (name: string) => {
    const Username = `${name}@example.com`
    await signUp(Username)
    return { Username, ConfirmationCode: aws.code(Username) }
  }
  const wrong = (code: string) => (code === '000000' ? '111111' : '000000')
  const forgetful = async () => {
    const { Username } = await person()
    await api.forgotPassword({ ClientId, Username })
    return { Username, ConfirmationCode: aws.code(Username) }
  }
  /** Someone with a new address that waits for its code. */
  const moving = async (to: string) => {
    const { AccessToken, Username } = await person()
    const UserAttributes = [{ Name: 'email', Value: to }]
    await api.updateUserAttributes({ AccessToken, UserAttributes })
    return { AccessToken, Username, AttributeName: 'email', Code: aws.code(to) }
  }
  /** The end of a registration that has begun, with a passkey that is wrong in some way. */
  const passkey = async (options: Parameters<typeof createAuthenticator>[0], spoil = false) => {
    const { AccessToken } = await person()
    const { CredentialCreationOptions: asked } = await api.startWebAuthnRegistration({
      AccessToken,
    })
    const challenge = String((asked as { challenge?: string } | undefined)?.challenge)
    const Credential = createAuthenticator(options).create({ challenge })
    if (spoil) Credential.response.attestationObject = 'AAAA'
    return outcome('CompleteWebAuthnRegistration', { AccessToken, Credential })
  }

  return {
    'SignUp InvalidPasswordException': () => outcome('SignUp', { Password: 'short' }),
    'SignUp UsernameExistsException': () => outcome('SignUp', { Username: ada.Username }),
    'ConfirmSignUp CodeMismatchException': async () => {
      const { Username, ConfirmationCode } = await registered('mismatch')
      return outcome('ConfirmSignUp', { Username, ConfirmationCode: wrong(ConfirmationCode) })
    },
    'ConfirmSignUp ExpiredCodeException': async () => {
      const late = await registered('late')
      clock.advance(day + 1)
      const result = await outcome('ConfirmSignUp', late)
      clock.advance(-day - 1)
      return result
    },
    'ConfirmSignUp LimitExceededException': async () =>
      tries(6, 'ConfirmSignUp', { ...(await registered('six')), ConfirmationCode: '1' }),
    'ConfirmSignUp TooManyFailedAttemptsException': async () =>
      tries(21, 'ConfirmSignUp', { ...(await registered('many')), ConfirmationCode: '1' }),
    'ConfirmSignUp AliasExistsException': () => secondOfAlias(world),
    'ResendConfirmationCode LimitExceededException': async () => {
      const { Username } = await registered('resend')
      return tries(6, 'ResendConfirmationCode', { Username })
    },
    'ForgotPassword LimitExceededException': async () => {
      const { Username } = await person()
      return tries(6, 'ForgotPassword', { Username })
    },
    'ConfirmForgotPassword CodeMismatchException': async () => {
      const { Username, ConfirmationCode } = await forgetful()
      return outcome('ConfirmForgotPassword', {
        Username,
        ConfirmationCode: wrong(ConfirmationCode),
      })
    },
    'ConfirmForgotPassword ExpiredCodeException': async () => {
      const late = await forgetful()
      clock.advance(3601)
      const result = await outcome('ConfirmForgotPassword', late)
      clock.advance(-3601)
      return result
    },
    'ConfirmForgotPassword InvalidPasswordException': async () =>
      outcome('ConfirmForgotPassword', { ...(await forgetful()), Password: 'short' }),
    'ConfirmForgotPassword PasswordHistoryPolicyViolationException': async () =>
      outcome('ConfirmForgotPassword', { ...(await forgetful()), Password: password }),
    'ConfirmForgotPassword LimitExceededException': async () =>
      tries(6, 'ConfirmForgotPassword', { ...(await forgetful()), ConfirmationCode: '1' }),
    'ConfirmForgotPassword TooManyFailedAttemptsException': async () =>
      tries(21, 'ConfirmForgotPassword', { ...(await forgetful()), ConfirmationCode: '1' }),

    'ChangePassword InvalidPasswordException': () =>
      outcome('ChangePassword', { PreviousPassword: password, ProposedPassword: 'short' }),
    'ChangePassword PasswordHistoryPolicyViolationException': () =>
      outcome('ChangePassword', { PreviousPassword: password, ProposedPassword: password }),
    'ChangePassword LimitExceededException': async () => {
      const { AccessToken } = await person()
      return tries(6, 'ChangePassword', { AccessToken, PreviousPassword: Password })
    },
    'UpdateUserAttributes AliasExistsException': async () => {
      const { AccessToken } = await person()
      const UserAttributes = [{ Name: 'email', Value: ada.Username }]
      return outcome('UpdateUserAttributes', { AccessToken, UserAttributes })
    },
    'VerifyUserAttribute AliasExistsException': async () => {
      const waiting = await moving('wanted@example.com')
      await world.addUser('wanted@example.com')
      return outcome('VerifyUserAttribute', waiting)
    },
    'VerifyUserAttribute CodeMismatchException': async () => {
      const { AccessToken, Code } = await moving('mismatched@example.com')
      return outcome('VerifyUserAttribute', { AccessToken, Code: wrong(Code) })
    },
    'VerifyUserAttribute ExpiredCodeException': async () => {
      const { AccessToken } = await person()
      return outcome('VerifyUserAttribute', { AccessToken })
    },
    'VerifyUserAttribute LimitExceededException': async () => {
      const { AccessToken } = await moving('limited@example.com')
      return tries(6, 'VerifyUserAttribute', { AccessToken, Code: '1' })
    },
    'GetUserAttributeVerificationCode LimitExceededException': async () => {
      const { AccessToken } = await person()
      return tries(6, 'GetUserAttributeVerificationCode', { AccessToken })
    },

    'AssociateSoftwareToken SoftwareTokenMFANotFoundException': () =>
      outcome('AssociateSoftwareToken', plain),
    'VerifySoftwareToken SoftwareTokenMFANotFoundException': () => outcome('VerifySoftwareToken'),
    'VerifySoftwareToken EnableSoftwareTokenMFAException': async () => {
      const { AccessToken } = await person()
      await api.associateSoftwareToken({ AccessToken })
      return outcome('VerifySoftwareToken', { AccessToken })
    },

    'ConfirmDevice DeviceKeyExistsException': async () => {
      const { AccessToken, DeviceKey } = await person()
      return tries(2, 'ConfirmDevice', { AccessToken, DeviceKey })
    },
    ...Object.fromEntries(
      (['ConfirmDevice', 'GetDevice', 'ForgetDevice', 'UpdateDeviceStatus'] as const).map(
        (name) => [`${name} ResourceNotFoundException`, () => outcome(name)],
      ),
    ),

    'StartWebAuthnRegistration WebAuthnNotEnabledException': () =>
      outcome('StartWebAuthnRegistration', plain),
    'StartWebAuthnRegistration WebAuthnConfigurationMissingException': () => withoutParty(world),
    'StartWebAuthnRegistration LimitExceededException': async () => {
      const { AccessToken, Username } = await person()
      const users = aws.aws.userPool.users(UserPoolId)
      const passkeys = Array.from({ length: 20 }, (_, index) => ({
        id: `key-${index}`,
        name: 'Passkey',
        relyingPartyId: 'localhost',
        publicKey: '',
        counter: 0,
        transports: [],
        createdAt: 0,
      }))
      users.change(users.find(Username)?.username ?? '', (user) => ({ ...user, passkeys }))
      return outcome('StartWebAuthnRegistration', { AccessToken })
    },
    'CompleteWebAuthnRegistration WebAuthnNotEnabledException': () =>
      outcome('CompleteWebAuthnRegistration', plain),
    'CompleteWebAuthnRegistration WebAuthnChallengeNotFoundException': () =>
      outcome('CompleteWebAuthnRegistration'),
    'CompleteWebAuthnRegistration WebAuthnOriginNotAllowedException': () =>
      passkey({ origin: 'https://elsewhere.example' }),
    'CompleteWebAuthnRegistration WebAuthnRelyingPartyMismatchException': () =>
      passkey({ rpId: 'elsewhere.example' }),
    'CompleteWebAuthnRegistration WebAuthnCredentialNotSupportedException': () => passkey({}, true),
    'CompleteWebAuthnRegistration WebAuthnClientMismatchException': async () => {
      const { Username, AccessToken } = await person()
      const made = await api.createUserPoolClient({
        UserPoolId,
        ClientName: 'another',
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      })
      const other = await api.initiateAuth({
        ClientId: made.UserPoolClient?.ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: Username, PASSWORD: password },
      })
      await api.startWebAuthnRegistration({ AccessToken })
      return outcome('CompleteWebAuthnRegistration', {
        AccessToken: other.AuthenticationResult?.AccessToken,
      })
    },
    'DeleteWebAuthnCredential ResourceNotFoundException': () => outcome('DeleteWebAuthnCredential'),

    'GetTokensFromRefreshToken NotAuthorizedException': () => outcome('GetTokensFromRefreshToken'),
    'GetTokensFromRefreshToken RefreshTokenReuseException': async () => {
      const { RefreshToken, DeviceKey } = await person()
      return tries(2, 'GetTokensFromRefreshToken', { RefreshToken, DeviceKey })
    },
    'RevokeToken UnauthorizedException': () => outcome('RevokeToken', { ClientId: secretId }),
    'RevokeToken UnsupportedOperationException': () =>
      outcome('RevokeToken', { ClientId: plain.ClientId, Token: plain.RefreshToken }),
    'RevokeToken UnsupportedTokenTypeException': async () =>
      outcome('RevokeToken', { Token: (await tokens(ada.Username)).AccessToken }),
  }
}

/** Two people give the same address, where it becomes an alias once it is confirmed. */
async function secondOfAlias({ api, aws, outcome }: World) {
  const { UserPool } = await api.createUserPool({
    PoolName: 'aliases',
    AliasAttributes: ['email'],
    AutoVerifiedAttributes: ['email'],
  })
  const { UserPoolClient } = await api.createUserPoolClient({
    UserPoolId: UserPool?.Id,
    ClientName: 'aliases',
  })
  const ClientId = UserPoolClient?.ClientId
  const UserAttributes = [{ Name: 'email', Value: 'shared@example.com' }]
  let last = ''
  for (const Username of ['one', 'two']) {
    await api.signUp({ ClientId, Username, Password: 'Pa5$word-long', UserAttributes })
    const ConfirmationCode = aws.code('shared@example.com')
    last = await outcome('ConfirmSignUp', { ClientId, Username, ConfirmationCode })
  }
  return last
}

/** Passkeys allowed, but nobody has said for which site. */
async function withoutParty({ api, outcome }: World) {
  const { UserPool } = await api.createUserPool({
    PoolName: 'no relying party',
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
  })
  const UserPoolId = UserPool?.Id
  const { UserPoolClient } = await api.createUserPoolClient({
    UserPoolId,
    ClientName: 'no relying party',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  })
  const person = { UserPoolId, Username: 'eve' }
  await api.adminCreateUser({ ...person, MessageAction: 'SUPPRESS' })
  await api.adminSetUserPassword({ ...person, Password: 'Pa5$word-long', Permanent: true })
  const { AuthenticationResult } = await api.initiateAuth({
    ClientId: UserPoolClient?.ClientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'eve', PASSWORD: 'Pa5$word-long' },
  })
  return outcome('StartWebAuthnRegistration', { AccessToken: AuthenticationResult?.AccessToken })
}
