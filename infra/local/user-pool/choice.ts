import { advance, challengeByMessage, openChallenge, availableMfa } from './advance.ts'
import type { Context } from './context.ts'
import { invalidParameter, notAuthorized } from './errors.ts'
import { challengeForPassword, checkLock, checkPlainPassword } from './first-factor.ts'
import type { Visitor } from './first-factor.ts'
import type { Client, FirstFactor } from './model.ts'
import { need, readVisitor } from './parameters.ts'
import type { Parameters } from './parameters.ts'
import { challengeForPasskey } from './passkey-sign-in.ts'

const flow = 'USER_AUTH'

export type Choice = FirstFactor | 'PASSWORD_SRP'

/** How this person can begin. Someone who does not exist seems to have what anyone can have. */
export function choicesFor(visitor: Visitor): Choice[] {
  const { pool, client, user } = visitor
  const { AllowedFirstAuthFactors: allowed } = pool.settings
  const srp = client.settings.ExplicitAuthFlows.includes('ALLOW_USER_SRP_AUTH')
  const password: readonly Choice[] =
    allowed.includes('PASSWORD') && (!user || user.password)
      ? ['PASSWORD', ...(srp ? (['PASSWORD_SRP'] as const) : [])]
      : []
  // With a second factor in use, only a password can be the first.
  if (pool.settings.MfaConfiguration === 'ON' || (user && availableMfa(pool, user).length > 0))
    return [...password]
  const has = (name: string) => !user || user.attributes[`${name}_verified`] === 'true'
  return [
    ...password,
    ...(allowed.includes('EMAIL_OTP') && has('email') ? (['EMAIL_OTP'] as const) : []),
    ...(allowed.includes('SMS_OTP') && user && has('phone_number') ? (['SMS_OTP'] as const) : []),
    ...(allowed.includes('WEB_AUTHN') && user && user.passkeys.length > 0
      ? (['WEB_AUTHN'] as const)
      : []),
  ]
}

function offer(context: Context, visitor: Visitor, choices: readonly Choice[]) {
  const progress = { login: visitor.login, flow }
  return {
    ...openChallenge(context, visitor, progress, 'SELECT_CHALLENGE', {}, { choices }),
    AvailableChallenges: choices,
  }
}

/** Begins with the factor chosen, here or in answer to SELECT_CHALLENGE. */
export async function beginWith(
  context: Context,
  visitor: Visitor,
  choice: Choice,
  parameters: Parameters,
) {
  const deviceKey = parameters['DEVICE_KEY']
  const progress = { login: visitor.login, flow, ...(deviceKey && { deviceKey }) }
  switch (choice) {
    case 'PASSWORD': {
      const password = parameters['PASSWORD']
      if (!password) return openChallenge(context, visitor, progress, 'PASSWORD')
      const user = checkPlainPassword(context, visitor, password)
      return advance(context, { ...visitor, user }, progress)
    }
    case 'PASSWORD_SRP': {
      const srpA = parameters['SRP_A']
      if (!srpA) return openChallenge(context, visitor, progress, 'PASSWORD_SRP')
      return challengeForPassword(context, visitor, srpA, flow)
    }
    case 'WEB_AUTHN':
      return challengeForPasskey(context, visitor, progress)
    case 'EMAIL_OTP':
    case 'SMS_OTP':
      checkLock(context, visitor)
      return challengeByMessage(context, visitor, progress, choice, 'sign-in-code')
  }
}

export async function initiateByChoice(
  context: Context,
  client: Client,
  parameters: Parameters,
  sessionKey: string | undefined,
) {
  const visitor = readVisitor(context, client, parameters)
  if (sessionKey !== undefined) return continueSignUp(context, visitor, sessionKey)
  const choices = choicesFor(visitor)
  const preferred = choices.find((choice) => choice === parameters['PREFERRED_CHALLENGE'])
  if (preferred) return beginWith(context, visitor, preferred, parameters)
  if (choices.length === 0) throw notAuthorized('No challenges available for the user')
  return offer(context, visitor, choices)
}

/** Whoever has just confirmed their sign-up need not prove again who they are. */
async function continueSignUp(
  context: Context,
  { pool, client, user, login }: Visitor,
  key: string,
) {
  const session = context.sessions.find(key)
  if (
    session.challenge !== 'CONFIRMED' ||
    session.clientId !== client.id ||
    !user ||
    session.username !== user.username
  )
    throw notAuthorized('Invalid session for the user.')
  if (!user.enabled) throw notAuthorized('User is disabled.')
  context.sessions.close(key)
  return advance(context, { pool, client, user }, { login, flow })
}

export function readChoice(parameters: Parameters, choices: readonly string[]): Choice {
  const answer = need(parameters, 'ANSWER')
  if (!choices.includes(answer)) throw invalidParameter('Invalid challenge selection.')
  return answer as Choice
}
