import type { Context } from './context.ts'
import { sendCode, masked, newCode } from './codes.ts'
import { deviceOf, newDeviceMetadata } from './devices.ts'
import { openGrant } from './grants.ts'
import { missingAttributes } from './attributes.ts'
import type { Client, MfaMethod, Pool, User, Verifiable } from './model.ts'
import type { ChallengeName, Session } from './sessions.ts'
import { issueTokens } from './tokens.ts'

export interface SigningIn {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
}

/** What has been settled so far. */
export type Progress = Pick<Session, 'login' | 'flow' | 'deviceKey' | 'mfaDone' | 'deviceDone'>

type Parameters = Readonly<Record<string, string>>

export function openChallenge(
  context: Context,
  { pool, client, user }: Omit<SigningIn, 'user'> & { readonly user: User | undefined },
  { login, flow, deviceKey, mfaDone, deviceDone }: Progress,
  name: ChallengeName,
  parameters: Parameters = {},
  state: Partial<Session> = {},
) {
  const session: Omit<Session, 'expiresAt'> = {
    poolId: pool.id,
    clientId: client.id,
    login,
    flow,
    ...(user && { username: user.username }),
    ...(deviceKey && { deviceKey }),
    ...(mfaDone && { mfaDone }),
    ...(deviceDone && { deviceDone }),
    ...state,
    challenge: name,
  }
  return {
    ChallengeName: name,
    Session: context.sessions.open(session, client.settings.AuthSessionValidity, 'session'),
    ChallengeParameters: parameters,
  }
}

/** The methods this user can answer with now. */
export function availableMfa({ settings }: Pool, user: User): readonly MfaMethod[] {
  if (settings.MfaConfiguration === 'OFF') return []
  const chosen = user.mfa.filter((method) => settings.MfaMethods.includes(method))
  if (chosen.length > 0 || settings.MfaConfiguration === 'OPTIONAL') return chosen
  // Where a second factor is required, an address the user has is one.
  return settings.MfaMethods.filter(
    (method) =>
      (method === 'SMS_MFA' && user.attributes['phone_number']) ||
      (method === 'EMAIL_OTP' && user.attributes['email_verified'] === 'true'),
  )
}

export const addressFor: Readonly<Record<'SMS_MFA' | 'SMS_OTP' | 'EMAIL_OTP', Verifiable>> = {
  SMS_MFA: 'phone_number',
  SMS_OTP: 'phone_number',
  EMAIL_OTP: 'email',
}

const codeLifetime = 3 * 60_000

/** Sends a code and asks for it; without a user it looks the same and nothing is sent. */
export function challengeByMessage(
  context: Context,
  parties: Omit<SigningIn, 'user'> & { readonly user: User | undefined },
  progress: Progress,
  name: 'SMS_MFA' | 'SMS_OTP' | 'EMAIL_OTP',
  kind: 'mfa' | 'sign-in-code',
) {
  const { pool, user } = parties
  const attribute = addressFor[name]
  const to = user?.attributes[attribute]
  const code = newCode(context, codeLifetime)
  if (user && to)
    sendCode(context, pool, { to, attribute, kind, code: code.code, username: progress.login })
  const parameters = {
    CODE_DELIVERY_DELIVERY_MEDIUM: attribute === 'email' ? 'EMAIL' : 'SMS',
    CODE_DELIVERY_DESTINATION: masked(attribute, to ?? progress.login),
    ...(user && { USER_ID_FOR_SRP: user.username }),
  }
  return openChallenge(context, parties, progress, name, parameters, { code })
}

export function challengeForMfa(
  context: Context,
  parties: SigningIn,
  progress: Progress,
  method: MfaMethod,
) {
  if (method !== 'SOFTWARE_TOKEN_MFA')
    return challengeByMessage(context, parties, progress, method, 'mfa')
  const { name } = parties.user.totp ?? {}
  return openChallenge(context, parties, progress, method, {
    USER_ID_FOR_SRP: parties.user.username,
    ...(name && { FRIENDLY_DEVICE_NAME: name }),
  })
}

function secondFactor(context: Context, parties: SigningIn, progress: Progress) {
  const { pool, user } = parties
  const methods = availableMfa(pool, user)
  const device = deviceOf(user, progress.deviceKey)
  const trusted =
    pool.settings.DeviceConfiguration?.ChallengeRequiredOnNewDevice === true && device?.remembered
  if (trusted || progress.mfaDone) return undefined
  const USER_ID_FOR_SRP = user.username
  if (methods.length === 0)
    return pool.settings.MfaConfiguration === 'ON'
      ? openChallenge(context, parties, progress, 'MFA_SETUP', {
          USER_ID_FOR_SRP,
          MFAS_CAN_SETUP: JSON.stringify(pool.settings.MfaMethods),
        })
      : undefined
  const preferred = user.preferredMfa && methods.includes(user.preferredMfa) && user.preferredMfa
  const [only, ...others] = methods
  const method = preferred || (others.length === 0 && only)
  if (method) return challengeForMfa(context, parties, progress, method)
  const parameters = { USER_ID_FOR_SRP, MFAS_CAN_CHOOSE: JSON.stringify(methods) }
  return openChallenge(context, parties, progress, 'SELECT_MFA_TYPE', parameters, {
    choices: methods,
  })
}

/** The next thing to ask for, or the tokens. */
export async function advance(context: Context, parties: SigningIn, progress: Progress) {
  const { pool, user } = parties
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    const { sub: _internal, ...userAttributes } = user.attributes
    return openChallenge(context, parties, progress, 'NEW_PASSWORD_REQUIRED', {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(
        missingAttributes(pool, user.attributes).map((name) => `userAttributes.${name}`),
      ),
      userAttributes: JSON.stringify(userAttributes),
    })
  }
  const challenge = secondFactor(context, parties, progress)
  if (challenge) return challenge
  const device = deviceOf(user, progress.deviceKey)
  if (device && !progress.deviceDone)
    return openChallenge(context, parties, progress, 'DEVICE_SRP_AUTH', {
      USERNAME: user.username,
      DEVICE_KEY: device.key,
    })
  return signIn(context, parties, device?.key)
}

export async function signIn(context: Context, parties: SigningIn, deviceKey?: string) {
  const { pool, client, user } = parties
  const metadata = deviceKey ? undefined : newDeviceMetadata(context, pool, user)
  const { grant, refreshToken } = openGrant(context, pool, client, {
    username: user.username,
    deviceKey: deviceKey ?? metadata?.DeviceKey,
  })
  return {
    ChallengeParameters: {},
    AuthenticationResult: {
      ...(await issueTokens(context, pool, client, user, grant)),
      RefreshToken: refreshToken,
      ...(metadata && { NewDeviceMetadata: metadata }),
    },
  }
}
