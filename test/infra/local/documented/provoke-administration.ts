import { password } from '#test/support/cognito.ts'
import type { World } from './world.ts'

/** What an administrator does wrong. */
export function provokeAdministration({
  ada,
  outcome,
}: World): Record<string, () => Promise<string>> {
  return {
    'AdminCreateUser UsernameExistsException': () => outcome('AdminCreateUser'),
    'AdminCreateUser InvalidPasswordException': () =>
      outcome('AdminCreateUser', { Username: 'x@example.com', TemporaryPassword: 'short' }),
    'AdminCreateUser UnsupportedUserStateException': () =>
      outcome('AdminCreateUser', { MessageAction: 'RESEND' }),
    'AdminCreateUser UserNotFoundException': () =>
      outcome('AdminCreateUser', { Username: 'nobody@example.com', MessageAction: 'RESEND' }),
    'AdminConfirmSignUp NotAuthorizedException': () => outcome('AdminConfirmSignUp'),
    'AdminSetUserPassword InvalidPasswordException': () =>
      outcome('AdminSetUserPassword', { Password: 'short' }),
    'AdminSetUserPassword PasswordHistoryPolicyViolationException': () =>
      outcome('AdminSetUserPassword', { Password: password, Permanent: true }),
    'AdminUpdateUserAttributes AliasExistsException': async () => {
      const UserAttributes = [{ Name: 'email', Value: ada.Username }]
      await outcome('AdminCreateUser', { Username: 'taker@example.com' })
      return outcome('AdminUpdateUserAttributes', { Username: 'taker@example.com', UserAttributes })
    },
    'CreateGroup GroupExistsException': () => outcome('CreateGroup', { GroupName: 'admins' }),
    'CreateUserPool InvalidParameterException': () => outcome('CreateUserPool', { PoolName: '!' }),
    'ListUserPools InvalidParameterException': () => outcome('ListUserPools', { MaxResults: 99 }),
  }
}
