import { describe, expect, test } from 'vitest'

import { AuthError, ServiceError, isTransient } from '#src/aws/auth-error.ts'
import { toAuthError } from '#src/aws/to-auth-error.ts'
import type { Operation } from '#src/aws/user-pool-operations.ts'
import { documentedErrors } from '#test/infra/local/documented/errors-of.ts'

const answer = (name: string, message = '', status = 400) =>
  toAuthError(new ServiceError(name, message, 'AnyOperation', status))

describe('every name AWS uses for several things is told apart by its message', () => {
  test.each([
    ['NotAuthorizedException', 'Incorrect username or password.', 'wrong-credentials'],
    ['NotAuthorizedException', 'Password attempts exceeded', 'too-many-attempts'],
    ['NotAuthorizedException', 'User is disabled.', 'user-disabled'],
    [
      'NotAuthorizedException',
      'User cannot be confirmed. Current status is CONFIRMED',
      'already-confirmed',
    ],
    [
      'NotAuthorizedException',
      'Temporary password has expired and must be reset by an administrator.',
      'temporary-password-expired',
    ],
    [
      'NotAuthorizedException',
      'Invalid session for the user, session is expired.',
      'session-expired',
    ],
    ['NotAuthorizedException', 'Invalid session for the user.', 'session-expired'],
    [
      'NotAuthorizedException',
      'Invalid session for the user, session can only be used once.',
      'session-expired',
    ],
    ['NotAuthorizedException', 'Access Token has expired', 'signed-out'],
    ['NotAuthorizedException', 'Access Token has been revoked', 'signed-out'],
    ['NotAuthorizedException', 'Refresh Token has expired', 'signed-out'],
    ['NotAuthorizedException', 'Refresh Token has been revoked', 'signed-out'],
    ['NotAuthorizedException', 'Invalid Refresh Token', 'signed-out'],
    ['NotAuthorizedException', 'Could not verify signature for Access Token', 'signed-out'],
    ['NotAuthorizedException', 'Invalid login token. Token expired: 1 >= 2', 'signed-out'],
    ['NotAuthorizedException', 'SignUp is not permitted for this user pool', 'not-allowed'],
    ['NotAuthorizedException', 'A client attempted to write unauthorized attribute', 'not-allowed'],
    [
      'NotAuthorizedException',
      'Client 1example is configured with secret but SECRET_HASH was not received',
      'misconfigured',
    ],
    [
      'NotAuthorizedException',
      'SecretHash does not match for the client: 1example',
      'misconfigured',
    ],
    ['NotAuthorizedException', 'Unable to verify secret hash for client 1example', 'misconfigured'],
    ['ResourceNotFoundException', 'User pool client 1example does not exist.', 'misconfigured'],
    ['ResourceNotFoundException', 'Device does not exist.', 'not-found'],
    ['InvalidParameterException', 'User is already confirmed.', 'already-confirmed'],
    [
      'InvalidParameterException',
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
      'no-recovery-address',
    ],
    [
      'InvalidParameterException',
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length greater than or equal to 6",
      'password-policy',
    ],
    [
      'InvalidParameterException',
      "1 validation error detected: Value at 'proposedPassword' failed to satisfy constraint: Member must not be null",
      'password-policy',
    ],
    [
      'InvalidParameterException',
      "1 validation error detected: Value at 'confirmationCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+",
      'code-mismatch',
    ],
    [
      'InvalidParameterException',
      "1 validation error detected: Value at 'userCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]+",
      'code-mismatch',
    ],
    [
      'InvalidParameterException',
      "1 validation error detected: Value at 'code' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+",
      'code-mismatch',
    ],
    [
      'InvalidParameterException',
      "1 validation error detected: Value at 'session' failed to satisfy constraint: Member must have length greater than or equal to 20",
      'session-expired',
    ],
    ['InvalidParameterException', 'USER_AUTH flow not enabled for this client', 'not-allowed'],
    ['InvalidParameterException', 'Initiate Auth method not supported.', 'not-allowed'],
    ['InvalidParameterException', 'Something else', 'invalid-input'],
  ])('%s: %s', (name, message, code) => {
    expect(answer(name, message)).toMatchObject({ code, field: undefined })
  })
})

test.each([
  [
    'Attributes did not conform to the schema: custom:agentName: String must be no longer',
    'custom:agentName',
  ],
  ['Attributes did not conform to the schema: gender: The attribute gender is required', 'gender'],
  [
    'Attributes did not conform to the schema: name.formatted: The attribute name.formatted is required',
    'name',
  ],
  ['Attributes did not conform to the schema: name.givenName: It is too long', 'given_name'],
  ['Attributes did not conform to the schema: name.middleName: It is too long', 'middle_name'],
  ['Attributes did not conform to the schema: name.familyName: It is too long', 'family_name'],
  ['Attributes did not conform to the schema: emails: The attribute emails is required', 'email'],
  ['Attributes did not conform to the schema: phoneNumbers: It is required', 'phone_number'],
  ['Attributes did not conform to the schema: addresses: It is required', 'address'],
  ['Invalid email address format.', 'email'],
  ['Username should be an email.', 'email'],
  ["1 validation error detected: Value at 'username' failed to satisfy constraint: …", 'email'],
  ["1 validation error detected: Value at 'userAlias' failed to satisfy constraint: …", 'email'],
  ['Invalid phone number format.', 'phone_number'],
])('a refused attribute is named: %s', (message, field) => {
  const error = answer('InvalidParameterException', message)
  expect([error.code, error.field]).toEqual(['invalid-attribute', field])
})

test.each([
  ['UserNotFoundException', 'user-not-found'],
  ['UserNotConfirmedException', 'user-not-confirmed'],
  ['UsernameExistsException', 'username-taken'],
  ['AliasExistsException', 'username-taken'],
  ['PasswordResetRequiredException', 'password-reset-required'],
  ['InvalidPasswordException', 'password-policy'],
  ['PasswordHistoryPolicyViolationException', 'password-reused'],
  ['CodeMismatchException', 'code-mismatch'],
  ['EnableSoftwareTokenMFAException', 'code-mismatch'],
  ['ExpiredCodeException', 'code-expired'],
  ['CodeDeliveryFailureException', 'code-not-sent'],
  ['TooManyFailedAttemptsException', 'too-many-attempts'],
  ['LimitExceededException', 'limit-exceeded'],
  ['TooManyRequestsException', 'throttled'],
  ['ThrottlingException', 'throttled'],
  ['UserLambdaValidationException', 'refused-by-trigger'],
  ['UnexpectedLambdaException', 'server'],
  ['InvalidLambdaResponseException', 'server'],
  ['InternalErrorException', 'server'],
  ['ExternalServiceException', 'server'],
  ['ConcurrentModificationException', 'server'],
  ['ResourceConflictException', 'server'],
  ['RefreshTokenReuseException', 'signed-out'],
  ['UnsupportedTokenTypeException', 'signed-out'],
  ['UnauthorizedException', 'signed-out'],
  ['InvalidUserPoolConfigurationException', 'misconfigured'],
  ['InvalidIdentityPoolConfigurationException', 'misconfigured'],
  ['InvalidEmailRoleAccessPolicyException', 'misconfigured'],
  ['InvalidSmsRoleAccessPolicyException', 'misconfigured'],
  ['InvalidSmsRoleTrustRelationshipException', 'misconfigured'],
  ['MFAMethodNotFoundException', 'not-allowed'],
  ['SoftwareTokenMFANotFoundException', 'not-allowed'],
  ['UnsupportedOperationException', 'not-allowed'],
  ['OperationNotEnabledException', 'not-allowed'],
  ['FeatureUnavailableInTierException', 'not-allowed'],
  ['ForbiddenException', 'not-allowed'],
  ['WebAuthnNotEnabledException', 'passkey-off'],
  ['WebAuthnConfigurationMissingException', 'passkey-off'],
  ['WebAuthnOriginNotAllowedException', 'passkey-wrong-site'],
  ['WebAuthnRelyingPartyMismatchException', 'passkey-wrong-site'],
  ['WebAuthnChallengeNotFoundException', 'session-expired'],
  ['WebAuthnClientMismatchException', 'session-expired'],
  ['WebAuthnCredentialNotSupportedException', 'passkey-unsupported'],
  ['ResourceNotFoundException', 'not-found'],
])('%s is %s', (name, code) => {
  expect(answer(name).code).toBe(code)
})

test.each([
  ['SecurityError', 'passkey-wrong-site'],
  ['NotSupportedError', 'passkey-unsupported'],
  ['ConstraintError', 'passkey-unsupported'],
  ['NotAllowedError', 'passkey-cancelled'],
  ['InvalidStateError', 'passkey-exists'],
  ['AbortError', 'aborted'],
  ['TimeoutError', 'network'],
])('the browser’s own %s is %s', (name, code) => {
  expect(toAuthError(new DOMException('', name)).code).toBe(code)
})

const operations: Readonly<Record<Operation, true>> = {
  SignUp: true,
  ConfirmSignUp: true,
  ResendConfirmationCode: true,
  ForgotPassword: true,
  ConfirmForgotPassword: true,
  InitiateAuth: true,
  RespondToAuthChallenge: true,
  GetTokensFromRefreshToken: true,
  RevokeToken: true,
  GlobalSignOut: true,
  GetUser: true,
  UpdateUserAttributes: true,
  DeleteUserAttributes: true,
  GetUserAttributeVerificationCode: true,
  VerifyUserAttribute: true,
  ChangePassword: true,
  DeleteUser: true,
  GetUserAuthFactors: true,
  AssociateSoftwareToken: true,
  VerifySoftwareToken: true,
  SetUserMFAPreference: true,
  UpdateDeviceStatus: true,
  GetDevice: true,
  ListDevices: true,
  ForgetDevice: true,
  StartWebAuthnRegistration: true,
  CompleteWebAuthnRegistration: true,
  ListWebAuthnCredentials: true,
  DeleteWebAuthnCredential: true,
}

test.each([
  ['@aws-sdk/client-cognito-identity-provider', Object.keys(operations)],
  ['@aws-sdk/client-cognito-identity', ['GetId', 'GetCredentialsForIdentity']],
])('no error that %s documents for what is asked of it is unknown', (sdk, asked) => {
  const documented = documentedErrors(sdk)
  const names = asked.flatMap((operation) => documented.get(operation) ?? [operation])
  expect(names.filter((name) => answer(name).code === 'unknown')).toEqual([])
})

test('names the table does not know are judged by status', () => {
  expect(answer('Status500', '<html>', 500).code).toBe('server')
  expect(answer('Status429', '', 429).code).toBe('throttled')
  expect(answer('BrandNewException').code).toBe('unknown')
  expect(answer('constructor').code).toBe('unknown')
})

test('errors of the browser have codes, and the cause is kept', () => {
  const lost = new TypeError('Failed to fetch')
  expect(toAuthError(lost)).toMatchObject({ code: 'network', cause: lost })
  const foreign = { name: 'AbortError', message: 'by another window' }
  expect(toAuthError(foreign)).toMatchObject({ code: 'aborted', cause: foreign })
})

test.each([undefined, null, 'a text', {}, { name: 'AbortError' }, { name: 7, message: '' }])(
  'what is no error at all, %j, is unknown, and kept',
  (cause) => {
    expect(toAuthError(cause)).toMatchObject({ code: 'unknown', cause })
  },
)

test('an error of ours passes through as it is', () => {
  const error = new AuthError('code-mismatch')
  expect(toAuthError(error)).toBe(error)
})

test('AWS’s English does not become the message', () => {
  const error = answer('NotAuthorizedException', 'Incorrect username or password.')
  expect(error.message).toBe('wrong-credentials')
  expect(error.cause).toBeInstanceOf(ServiceError)
})

test('only what says nothing about the person is worth asking again', () => {
  const transient = ['network', 'throttled', 'server'] as const
  for (const code of transient) expect(isTransient(new AuthError(code))).toBe(true)
  for (const code of ['signed-out', 'wrong-credentials', 'unknown', 'aborted'] as const)
    expect(isTransient(new AuthError(code))).toBe(false)
})
