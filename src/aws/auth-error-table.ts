export const authErrorCodes = [
  'wrong-credentials',
  'user-not-found',
  'user-not-confirmed',
  'user-disabled',
  'already-confirmed',
  'username-taken',
  'password-reset-required',
  'temporary-password-expired',
  'password-policy',
  'password-reused',
  'code-mismatch',
  'code-expired',
  'code-not-sent',
  'no-recovery-address',
  'too-many-attempts',
  'limit-exceeded',
  'throttled',
  'invalid-attribute',
  'invalid-input',
  'refused-by-trigger',
  'session-expired',
  'signed-out',
  'network',
  'server',
  'aborted',
  'unsupported-challenge',
  'passkey-cancelled',
  'passkey-unknown',
  'passkey-exists',
  'passkey-unsupported',
  'passkey-wrong-site',
  'passkey-off',
  'not-found',
  'misconfigured',
  'not-allowed',
  'unknown',
] as const

export type AuthErrorCode = (typeof authErrorCodes)[number]

interface Row {
  /** Only where AWS uses one name for several things. */
  readonly message?: RegExp
  readonly code: AuthErrorCode
  /** The attribute meant, where the message does not name it. */
  readonly field?: string
}

/** What some attributes are called in refusals, and nowhere else. */
const inside: Readonly<Record<string, string>> = {
  emails: 'email',
  phoneNumbers: 'phone_number',
  addresses: 'address',
  'name.formatted': 'name',
  'name.givenName': 'given_name',
  'name.middleName': 'middle_name',
  'name.familyName': 'family_name',
}

/** By name; within a name the first row that matches. */
const table: Readonly<Record<string, readonly Row[]>> = {
  NotAuthorizedException: [
    { message: /attempts exceeded/, code: 'too-many-attempts' },
    { message: /user is disabled/i, code: 'user-disabled' },
    { message: /current status is confirmed/i, code: 'already-confirmed' },
    { message: /temporary password has expired/i, code: 'temporary-password-expired' },
    { message: /invalid session/i, code: 'session-expired' },
    { message: /(access|refresh|login) token/i, code: 'signed-out' },
    { message: /not permitted|unauthorized attribute/, code: 'not-allowed' },
    // The client was made with a secret, which no browser can keep.
    { message: /secret/i, code: 'misconfigured' },
    { code: 'wrong-credentials' },
  ],
  UserNotFoundException: [{ code: 'user-not-found' }],
  UserNotConfirmedException: [{ code: 'user-not-confirmed' }],
  UsernameExistsException: [{ code: 'username-taken' }],
  AliasExistsException: [{ code: 'username-taken' }],
  PasswordResetRequiredException: [{ code: 'password-reset-required' }],
  InvalidPasswordException: [{ code: 'password-policy' }],
  PasswordHistoryPolicyViolationException: [{ code: 'password-reused' }],
  CodeMismatchException: [{ code: 'code-mismatch' }],
  EnableSoftwareTokenMFAException: [{ code: 'code-mismatch' }],
  ExpiredCodeException: [{ code: 'code-expired' }],
  CodeDeliveryFailureException: [{ code: 'code-not-sent' }],
  TooManyFailedAttemptsException: [{ code: 'too-many-attempts' }],
  LimitExceededException: [{ code: 'limit-exceeded' }],
  TooManyRequestsException: [{ code: 'throttled' }],
  ThrottlingException: [{ code: 'throttled' }],
  InvalidParameterException: [
    { message: /already confirmed/, code: 'already-confirmed' },
    { message: /no registered/, code: 'no-recovery-address' },
    { message: /at '(proposedP|p)assword'/, code: 'password-policy' },
    { message: /at '(confirmationCode|userCode|code)'/, code: 'code-mismatch' },
    { message: /at 'session'/, code: 'session-expired' },
    {
      message: /at '(username|userAlias)'|Username should be/,
      code: 'invalid-attribute',
      field: 'email',
    },
    { message: /email address format/, code: 'invalid-attribute', field: 'email' },
    { message: /phone number format/, code: 'invalid-attribute', field: 'phone_number' },
    { message: /schema: (?<field>[\w:.]+):/, code: 'invalid-attribute' },
    { message: /not (supported|enabled)/, code: 'not-allowed' },
    { code: 'invalid-input' },
  ],
  UserLambdaValidationException: [{ code: 'refused-by-trigger' }],
  UnexpectedLambdaException: [{ code: 'server' }],
  InvalidLambdaResponseException: [{ code: 'server' }],
  InternalErrorException: [{ code: 'server' }],
  ExternalServiceException: [{ code: 'server' }],
  ConcurrentModificationException: [{ code: 'server' }],
  ResourceConflictException: [{ code: 'server' }],
  RefreshTokenReuseException: [{ code: 'signed-out' }],
  UnsupportedTokenTypeException: [{ code: 'signed-out' }],
  UnauthorizedException: [{ code: 'signed-out' }],
  ResourceNotFoundException: [
    { message: /user pool/i, code: 'misconfigured' },
    { code: 'not-found' },
  ],
  InvalidUserPoolConfigurationException: [{ code: 'misconfigured' }],
  InvalidIdentityPoolConfigurationException: [{ code: 'misconfigured' }],
  InvalidEmailRoleAccessPolicyException: [{ code: 'misconfigured' }],
  InvalidSmsRoleAccessPolicyException: [{ code: 'misconfigured' }],
  InvalidSmsRoleTrustRelationshipException: [{ code: 'misconfigured' }],
  MFAMethodNotFoundException: [{ code: 'not-allowed' }],
  SoftwareTokenMFANotFoundException: [{ code: 'not-allowed' }],
  UnsupportedOperationException: [{ code: 'not-allowed' }],
  OperationNotEnabledException: [{ code: 'not-allowed' }],
  FeatureUnavailableInTierException: [{ code: 'not-allowed' }],
  ForbiddenException: [{ code: 'not-allowed' }],
  WebAuthnNotEnabledException: [{ code: 'passkey-off' }],
  WebAuthnConfigurationMissingException: [{ code: 'passkey-off' }],
  WebAuthnOriginNotAllowedException: [{ code: 'passkey-wrong-site' }],
  WebAuthnRelyingPartyMismatchException: [{ code: 'passkey-wrong-site' }],
  WebAuthnChallengeNotFoundException: [{ code: 'session-expired' }],
  WebAuthnClientMismatchException: [{ code: 'session-expired' }],
  WebAuthnCredentialNotSupportedException: [{ code: 'passkey-unsupported' }],
  // DOM exceptions: `navigator.credentials` and `fetch`.
  NotAllowedError: [{ code: 'passkey-cancelled' }],
  InvalidStateError: [{ code: 'passkey-exists' }],
  NotSupportedError: [{ code: 'passkey-unsupported' }],
  ConstraintError: [{ code: 'passkey-unsupported' }],
  SecurityError: [{ code: 'passkey-wrong-site' }],
  AbortError: [{ code: 'aborted' }],
  TimeoutError: [{ code: 'network' }],
}

export function codeOf(
  name: string,
  message: string,
): { code: AuthErrorCode; field?: string | undefined } {
  const rows = Object.hasOwn(table, name) ? (table[name] ?? []) : []
  for (const { message: pattern, code, field } of rows) {
    const match = pattern?.exec(message)
    if (match === null) continue
    const named = match?.groups?.['field'] ?? ''
    return { code, field: field ?? (inside[named] || named || undefined) }
  }
  return { code: 'unknown' }
}
