import { AwsError } from '../http/aws-error.ts'

/** The user pool's refusals that occur in more than one place, as Cognito words them. */

export const invalidParameter = (message: string) =>
  new AwsError('InvalidParameterException', message)

export const notAuthorized = (message: string) => new AwsError('NotAuthorizedException', message)

export const wrongCredentials = () => notAuthorized('Incorrect username or password.')

export const attemptsExceeded = () => notAuthorized('Password attempts exceeded')

export const notFound = (message: string) => new AwsError('ResourceNotFoundException', message)

export const noSuchUser = () => new AwsError('UserNotFoundException', 'User does not exist.')

export const wrongCode = () =>
  new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.')

export const expiredCode = () =>
  new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.')

export const limitExceeded = () =>
  new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.')

export const tooManyFailures = () =>
  new AwsError('TooManyFailedAttemptsException', 'Too many failed attempts. Try again later.')
