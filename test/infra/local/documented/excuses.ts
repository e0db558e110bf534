/**
 * Documented errors that cannot occur here, each with the reason. A star stands for any operation
 * or, behind `token:`, for those that a person calls with an access token.
 */
const noTriggers = 'there are no Lambda triggers'
const noRoles = 'no role is assumed to send text messages or mail'
const permission = 'whoever signs and may not is told AccessDeniedException, as by IAM'

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
  '* ConcurrentModificationException': 'requests are served one after another',
  '* FeatureUnavailableInTierException': 'the tier of a pool has no effect',
  '* TierChangeNotAllowedException': 'the tier of a pool has no effect',
  '* UserImportInProgressException': 'there is no import',
  '* UserPoolTaggingException': 'tags have no effect',
  '* ScopeDoesNotExistException': 'OAuth settings have no effect',
  '* InvalidOAuthFlowException': 'OAuth settings have no effect',
  '* MFAMethodNotFoundException': 'a method that is not there is not offered',
  'signed: NotAuthorizedException': permission,
  'token: UserNotConfirmedException': 'only who is confirmed has an access token',
  'token: PasswordResetRequiredException': 'it is asked for at the next sign-in',
  'token: ResourceNotFoundException': 'a token of a pool that is gone is not a valid token',
}
