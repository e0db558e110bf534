/*
 * Documented errors that cannot occur here, each with the reason. A star stands for any operation,
 * `signed` for those of administrators, `token` for those that take an access token.
 */
const noTriggers = 'there are no Lambda triggers'
const noRoles = 'no role is assumed to send text messages or mail'
const noTiers = 'the tier of a pool has no effect'
const noOAuth = 'OAuth settings have no effect'
const noQuotas = 'there are no quotas of an account'
const noCode = 'no code is asked for'
const notCounted = 'it may be done as often as one likes'
const notAsked = 'an administrator may, in whatever state the person is'
const onlyTriggers = 'what can be wrong with the pool is its triggers, and there are none'
const unverified = 'an address given on the way in is not verified, and so no alias yet'
const unrelated = 'what it says has nothing to do with devices'
const startRefuses = 'StartWebAuthnRegistration refuses it before'

export const userPoolExcuses: Readonly<Record<string, string>> = {
  '* UnexpectedLambdaException': noTriggers,
  '* UserLambdaValidationException': noTriggers,
  '* InvalidLambdaResponseException': noTriggers,
  '* InvalidSmsRoleAccessPolicyException': noRoles,
  '* InvalidSmsRoleTrustRelationshipException': noRoles,
  '* InvalidEmailRoleAccessPolicyException': noRoles,
  '* CodeDeliveryFailureException': 'every message arrives',
  '* ForbiddenException': 'it is the answer of AWS WAF',
  '* OperationNotEnabledException': 'it is the answer of a replica in another region',
  '* ConcurrentModificationException': 'changes are made one after another',
  '* FeatureUnavailableInTierException': noTiers,
  '* TierChangeNotAllowedException': noTiers,
  '* UserImportInProgressException': 'there is no import',
  '* UserPoolTaggingException': 'tags have no effect',
  '* ScopeDoesNotExistException': noOAuth,
  '* InvalidOAuthFlowException': noOAuth,
  '* MFAMethodNotFoundException': 'a method that is not there is not offered',
  'signed NotAuthorizedException': 'whoever may not is told AccessDeniedException, by IAM',
  'token UserNotConfirmedException': 'only who is confirmed has an access token',
  'token PasswordResetRequiredException': 'it is asked for at the next sign-in',
  'token ResourceNotFoundException': 'a token of a pool that is gone is not a valid token',
  'AdminConfirmSignUp LimitExceededException': noCode,
  'AdminConfirmSignUp TooManyFailedAttemptsException': noCode,
  'AdminCreateUser PreconditionNotMetException': 'nothing is asked for beforehand',
  'AdminInitiateAuth InvalidUserPoolConfigurationException': onlyTriggers,
  'AdminInitiateAuth UnsupportedOperationException': 'it is InvalidParameterException',
  'AdminResetUserPassword LimitExceededException': notCounted,
  'AdminRespondToAuthChallenge AliasExistsException': unverified,
  'AdminRespondToAuthChallenge InvalidUserPoolConfigurationException': onlyTriggers,
  'AdminRespondToAuthChallenge SoftwareTokenMFANotFoundException': 'it is not asked for then',
  'AdminSetUserMFAPreference PasswordResetRequiredException': notAsked,
  'AdminSetUserMFAPreference UserNotConfirmedException': notAsked,
  'CompleteWebAuthnRegistration LimitExceededException': startRefuses,
  'ConfirmDevice InvalidPasswordException': unrelated,
  'ConfirmDevice UsernameExistsException': unrelated,
  'ConfirmForgotPassword UserNotConfirmedException': 'who is not confirmed is sent no code',
  'CreateGroup LimitExceededException': noQuotas,
  'CreateUserPool LimitExceededException': noQuotas,
  'CreateUserPoolClient LimitExceededException': noQuotas,
  'DeleteWebAuthnCredential LimitExceededException': notCounted,
  'GetTokensFromRefreshToken UserNotFoundException': 'with the person their sign-ins are revoked',
  'InitiateAuth InvalidUserPoolConfigurationException': onlyTriggers,
  'InitiateAuth UnsupportedOperationException': 'it is InvalidParameterException',
  'ListWebAuthnCredentials LimitExceededException': notCounted,
  'RespondToAuthChallenge AliasExistsException': unverified,
  'RespondToAuthChallenge InvalidUserPoolConfigurationException': onlyTriggers,
  'RespondToAuthChallenge SoftwareTokenMFANotFoundException': 'it is not asked for then',

  'SignUp LimitExceededException': notCounted,
  'UpdateUserAttributes CodeMismatchException': noCode,
  'UpdateUserAttributes ExpiredCodeException': noCode,
  'VerifySoftwareToken CodeMismatchException': 'a wrong code is EnableSoftwareTokenMFAException',
  'VerifySoftwareToken InvalidUserPoolConfigurationException': onlyTriggers,
}
