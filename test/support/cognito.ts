import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js'
import type { CognitoUserSession, ICognitoStorage } from 'amazon-cognito-identity-js'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { onTestFinished } from 'vitest'

import { quicken } from '#test/support/quick-library.ts'
import { startSrp } from '#test/support/srp-client.ts'
import type { Challenge } from '#test/support/srp-client.ts'
import { startAws } from '#test/support/aws.ts'
import type { TestAws } from '#test/support/aws.ts'

export const password = 'Correct-horse-7-battery'

export function memoryStorage(): ICognitoStorage {
  const items = new Map<string, string>()
  return {
    setItem: (key, value) => void items.set(key, value),
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  }
}

/** A stand-in for one test, with the clients that a person's browser and a developer would use. */
export async function startCognito(options: Parameters<typeof startAws>[0] = {}) {
  const aws = await startAws(options)
  onTestFinished(() => aws.close())
  return clientsOf(aws)
}

export type TestCognito = ReturnType<typeof clientsOf>

export function clientsOf(aws: TestAws) {
  quicken()
  const { userPoolId, userPoolClientId: ClientId, region } = aws.config
  const api = new CognitoIdentityProvider({
    region,
    endpoint: aws.origin,
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })

  const attributes = [{ Name: 'custom:agentName', Value: 'Bond' }]
  const signUp = async (Username: string, Password = password, UserAttributes = attributes) =>
    api.signUp({ ClientId, Username, Password, UserAttributes })

  /** The first answer to a sign-in by SRP that a person with this password gets. */
  async function signIn(email: string, Password = password, more: Record<string, string> = {}) {
    const srp = startSrp(userPoolId.split('_')[1] ?? '')
    const { ChallengeParameters } = await api.initiateAuth({
      ClientId,
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: email, SRP_A: srp.SRP_A },
    })
    return api.respondToAuthChallenge({
      ClientId,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: {
        ...srp.answer(ChallengeParameters as unknown as Challenge, Password),
        ...more,
      },
    })
  }

  /** The tokens of someone who is asked nothing but the password. */
  async function tokens(email: string, Password = password) {
    const { AuthenticationResult: result } = await signIn(email, Password)
    if (!result?.AccessToken || !result.IdToken || !result.RefreshToken)
      throw new Error('There is more to this sign-in than the password.')
    const { AccessToken, IdToken, RefreshToken, NewDeviceMetadata } = result
    return { AccessToken, IdToken, RefreshToken, DeviceKey: NewDeviceMetadata?.DeviceKey ?? '' }
  }

  /** Someone who has signed up and confirmed it. */
  async function addUser(email: string, Password = password) {
    const made = await signUp(email, Password)
    const ConfirmationCode = aws.code(email)
    await api.confirmSignUp({ ClientId, Username: email, ConfirmationCode })
    return made.UserSub ?? ''
  }

  /** As a browser has it: one storage, one pool, a user. */
  function browser(Username: string, Storage = memoryStorage()) {
    const ids = { UserPoolId: userPoolId, ClientId }
    const pool = new CognitoUserPool({ ...ids, endpoint: aws.origin, Storage })
    return { Storage, pool, user: new CognitoUser({ Username, Pool: pool, Storage }) }
  }

  return {
    aws,
    api,
    clock: aws.clock,
    userPoolId,
    ClientId,
    signUp,
    addUser,
    signIn,
    tokens,
    browser,
  }
}

export type SignInOutcome =
  | {
      readonly kind: 'session'
      readonly session: CognitoUserSession
      readonly confirmDevice: boolean
    }
  | { readonly kind: string; readonly details: unknown }

type Asked = (name: string) => (details?: unknown, more?: unknown) => void

/** The callbacks of amazon-cognito-identity-js as one promise: the session, or what it asks for. */
export const callbacks = (
  resolve: (outcome: SignInOutcome) => void,
  onFailure: (error: Error) => void,
) => {
  const asked: Asked = (name) => (details, more) =>
    resolve({ kind: name, details: more ?? details })
  return {
    onSuccess: (session: CognitoUserSession, confirmDevice?: boolean) =>
      resolve({ kind: 'session', session, confirmDevice: confirmDevice === true }),
    onFailure,
    newPasswordRequired: asked('newPasswordRequired'),
    mfaRequired: asked('mfaRequired'),
    totpRequired: asked('totpRequired'),
    mfaSetup: asked('mfaSetup'),
    selectMFAType: asked('selectMFAType'),
    customChallenge: asked('customChallenge'),
  }
}

export const signInBy = (user: CognitoUser, Password = password) =>
  new Promise<SignInOutcome>((resolve, reject) =>
    user.authenticateUser(
      new AuthenticationDetails({ Username: user.getUsername(), Password }),
      callbacks(resolve, reject),
    ),
  )

export async function sessionOf(user: CognitoUser, Password = password) {
  const outcome = await signInBy(user, Password)
  if (!('session' in outcome)) throw new Error(`Asked for ${outcome.kind}.`)
  return outcome.session
}

type Callback<T> = (error: Error | null | undefined, result?: T) => void

/** For methods that take a node callback. */
export const call = <T>(run: (callback: Callback<T>) => void) =>
  new Promise<T>((resolve, reject) =>
    run((error, result) => (error ? reject(error) : resolve(result as T))),
  )

/** How a refusal reads: its name and its sentence. */
export const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no refusal',
    (error: unknown) => {
      if (!(error instanceof Error)) throw error
      return `${'code' in error ? String(error.code) : error.name}: ${error.message}`
    },
  )
