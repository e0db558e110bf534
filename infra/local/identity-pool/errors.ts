import { AwsError } from '#infra/local/http/aws-error.ts'

/** Refusals of the identity pool, as Cognito words them. */

export const notAuthorized = (message: string) => new AwsError('NotAuthorizedException', message)

export const invalidToken = (detail: string) => notAuthorized(`Invalid login token. ${detail}`)

export const unsupportedProvider = () =>
  notAuthorized('Token is not from a supported provider of this identity pool.')

export const noGuests = () =>
  notAuthorized('Unauthenticated access is not supported for this identity pool.')

export const forbidden = (identityId: string) =>
  notAuthorized(`Access to Identity '${identityId}' is forbidden.`)

export const noSuchIdentity = (identityId: string) =>
  new AwsError('ResourceNotFoundException', `Identity '${identityId}' not found.`)

/** Says no more on AWS either, although the cause is nearly always the role's trust policy. */
export const wrongRoles = () =>
  new AwsError(
    'InvalidIdentityPoolConfigurationException',
    'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
  )
