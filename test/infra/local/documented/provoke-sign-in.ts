import { Secret, TOTP } from 'otpauth'
import { password } from '#test/support/cognito.ts'
import { startSrp } from '#test/support/srp-client.ts'
import type { Challenge } from '#test/support/srp-client.ts'
import { session } from './requests.ts'
import type { World } from './world.ts'

type Provocations = Record<string, () => Promise<string>>

/** The same twice: for a person, and for an administrator who signs someone in. */
export function provokeSignIn(world: World): Provocations {
  return { ...provokeBy(world, false), ...provokeBy(world, true) }
}

function provokeBy(world: World, admin: boolean): Provocations {
  const { api, aws, ada, UserPoolId, ClientId, outcome, person, addUser, signUp } = world
  const initiate = admin ? 'AdminInitiateAuth' : 'InitiateAuth'
  const respond = admin ? 'AdminRespondToAuthChallenge' : 'RespondToAuthChallenge'
  const AuthFlow = admin ? 'ADMIN_USER_PASSWORD_AUTH' : 'USER_PASSWORD_AUTH'
  let count = 0
  const newName = () => `${initiate}-${++count}@example.com`

  async function begin(input: { AuthFlow: string; AuthParameters: Record<string, string> }) {
    const flow = input.AuthFlow as 'USER_SRP_AUTH'
    return admin
      ? api.adminInitiateAuth({ ...input, AuthFlow: flow, UserPoolId, ClientId })
      : api.initiateAuth({ ...input, AuthFlow: flow, ClientId })
  }
  const withPassword = (USERNAME: string, PASSWORD = password) => ({
    AuthFlow,
    AuthParameters: { USERNAME, PASSWORD },
  })
  const byPassword = (name: string, secret?: string) =>
    outcome(initiate, withPassword(name, secret))

  /** A proof of the password; `between` happens after the question. */
  async function bySrp(USERNAME: string, between: () => Promise<unknown> = async () => {}) {
    const srp = startSrp(UserPoolId.split('_')[1] ?? '')
    const asked = await begin({
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME, SRP_A: srp.SRP_A },
    })
    await between()
    return outcome(respond, {
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: srp.answer(asked.ChallengeParameters as unknown as Challenge, password),
      Session: asked.Session,
    })
  }
  async function unconfirmed() {
    const name = newName()
    await signUp(name)
    return name
  }
  async function mustReset() {
    const { Username } = await person()
    await api.adminResetUserPassword({ UserPoolId, Username })
    return Username
  }
  /** Someone invited, who answers that they must choose a password. */
  async function invited(answers: Record<string, string>) {
    const Username = newName()
    await api.adminCreateUser({ UserPoolId, Username, TemporaryPassword: 'Temporary-1' })
    const { Session } = await begin(withPassword(Username, 'Temporary-1'))
    return outcome(respond, { Session, ChallengeResponses: { USERNAME: Username, ...answers } })
  }
  /** Someone with an authenticator app, who is asked for its code. */
  async function byApp(codeOf: (verified: string) => string) {
    const { Username, AccessToken } = await person()
    const { SecretCode = '' } = await api.associateSoftwareToken({ AccessToken })
    const totp = new TOTP({ secret: Secret.fromBase32(SecretCode) })
    const UserCode = totp.generate({ timestamp: aws.clock.now() })
    await api.verifySoftwareToken({ AccessToken, UserCode })
    const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true }
    await api.setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings })
    const { Session } = await begin(withPassword(Username))
    const answers = { USERNAME: Username, SOFTWARE_TOKEN_MFA_CODE: codeOf(UserCode) }
    return outcome(respond, {
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      Session,
      ChallengeResponses: answers,
    })
  }

  return {
    [`${initiate} NotAuthorizedException`]: () => byPassword(ada.Username, 'Wrong-horse-1'),
    [`${initiate} UserNotFoundException`]: () => byPassword('nobody-at-all@example.com'),
    [`${initiate} UserNotConfirmedException`]: async () => byPassword(await unconfirmed()),
    [`${initiate} PasswordResetRequiredException`]: async () => byPassword(await mustReset()),
    [`${respond} NotAuthorizedException`]: () =>
      outcome(respond, {
        Session: session,
        ChallengeResponses: { USERNAME: ada.Username, NEW_PASSWORD: password },
      }),
    [`${respond} InvalidPasswordException`]: () => invited({ NEW_PASSWORD: 'short' }),
    [`${respond} PasswordHistoryPolicyViolationException`]: () =>
      invited({ NEW_PASSWORD: 'Temporary-1' }),
    [`${respond} CodeMismatchException`]: () =>
      byApp((code) => (code === '000000' ? '111111' : '000000')),
    [`${respond} ExpiredCodeException`]: () => byApp((used) => used),
    [`${respond} UserNotConfirmedException`]: async () => bySrp(await unconfirmed()),
    [`${respond} PasswordResetRequiredException`]: async () => bySrp(await mustReset()),
    [`${respond} UserNotFoundException`]: async () => {
      const Username = newName()
      await addUser(Username)
      return bySrp(Username, () => api.adminDeleteUser({ UserPoolId, Username }))
    },
  }
}
