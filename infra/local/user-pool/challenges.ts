import { operation } from '../http/json-service.ts'
import { oneOf, required } from '../http/shape.ts'

import { advance, signIn } from './advance.ts'
import { partiesOf, progressOf } from './answer.ts'
import type { Answer, Answering } from './answer.ts'
import { checkAttributes, missingAttributes, withAttributes } from './attributes.ts'
import { beginWith, readChoice } from './choice.ts'
import { checkSecretHash } from './context.ts'
import type { Context } from './context.ts'
import { answerDevice, beginDevice, checkDevice } from './device-sign-in.ts'
import { invalidParameter, notAuthorized } from './errors.ts'
import { checkPasswordProof } from './first-factor.ts'
import * as input from './input.ts'
import type { Client, User } from './model.ts'
import { need } from './parameters.ts'
import type { Parameters } from './parameters.ts'
import { answerPasskey } from './passkey-sign-in.ts'
import { checkPassword, withPassword } from './passwords.ts'
import { byMessage, mfaSetup, selectMfa, softwareToken } from './second-factor.ts'
import type { ChallengeName, Session } from './sessions.ts'

const passwordVerifier: Answering = async (answer) => {
  const { context, session, visitor, answers, sessionKey } = answer
  const proof = {
    secretBlock: need(answers, 'PASSWORD_CLAIM_SECRET_BLOCK'),
    signature: need(answers, 'PASSWORD_CLAIM_SIGNATURE'),
    timestamp: need(answers, 'TIMESTAMP'),
  }
  const deviceKey = answers['DEVICE_KEY']
  const user = settle(
    () => checkPasswordProof(context, visitor, session, proof),
    () => context.sessions.close(sessionKey),
  )
  // Still open: without a device that is gone, the client sends the same proof again.
  checkDevice(visitor.pool, user, deviceKey)
  context.sessions.close(sessionKey)
  const settled = deviceKey ? { deviceKey } : {}
  return advance(context, { ...visitor, user }, progressOf(answer, settled))
}

function settle<T>(attempt: () => T, onFailure: () => void): T {
  try {
    return attempt()
  } catch (error) {
    onFailure()
    throw error
  }
}

const newPassword: Answering = async (answer) => {
  const { context, answers, sessionKey } = answer
  const { pool, client, user } = partiesOf(answer)
  const password = need(answers, 'NEW_PASSWORD')
  checkPassword(pool, password)
  const prefix = 'userAttributes.'
  const values = Object.fromEntries(
    Object.entries(answers)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  )
  for (const name of ['email', 'phone_number'])
    if (values[name] !== undefined && user.attributes[name] !== undefined)
      throw notAuthorized(`Cannot modify an already provided ${name}`)
  checkAttributes(pool, values, client, user)
  const [missing] = missingAttributes(pool, { ...user.attributes, ...values })
  if (missing) throw invalidParameter(`Invalid attributes given, ${missing} is missing`)
  const changed = context.users(pool.id).change(user.username, (current) => ({
    ...withPassword(context, pool, withAttributes(current, values), password),
    status: 'CONFIRMED',
  }))
  context.sessions.close(sessionKey)
  return advance(context, { pool, client, user: changed ?? user }, progressOf(answer))
}

const chosen =
  (read: (answer: Answer) => Parameters['ANSWER']): Answering =>
  async (answer) => {
    const { context, session, visitor, answers, sessionKey } = answer
    const choice = readChoice(
      { ANSWER: read(answer) ?? '' },
      session.choices ?? [session.challenge],
    )
    context.sessions.close(sessionKey)
    return beginWith(context, visitor, choice, answers)
  }

const answerings: Readonly<Record<ChallengeName, Answering>> = {
  PASSWORD_VERIFIER: passwordVerifier,
  NEW_PASSWORD_REQUIRED: newPassword,
  SMS_MFA: byMessage('SMS_MFA'),
  EMAIL_OTP: byMessage('EMAIL_OTP'),
  SMS_OTP: byMessage('SMS_OTP'),
  SOFTWARE_TOKEN_MFA: softwareToken,
  SELECT_MFA_TYPE: selectMfa,
  MFA_SETUP: mfaSetup,
  SELECT_CHALLENGE: chosen(({ answers }) => need(answers, 'ANSWER')),
  PASSWORD: async (answer) => {
    need(answer.answers, 'PASSWORD')
    return chosen(() => 'PASSWORD')(answer)
  },
  PASSWORD_SRP: async (answer) => {
    need(answer.answers, 'SRP_A')
    return chosen(() => 'PASSWORD_SRP')(answer)
  },
  WEB_AUTHN: async (answer) => {
    const { context, session, visitor, answers, sessionKey } = answer
    context.sessions.close(sessionKey)
    const user = await answerPasskey(context, visitor, session, need(answers, 'CREDENTIAL'))
    return advance(context, { ...visitor, user }, progressOf(answer, { mfaDone: true }))
  },
  DEVICE_SRP_AUTH: async (answer) => {
    const { context, answers, sessionKey } = answer
    context.sessions.close(sessionKey)
    const given = { key: need(answers, 'DEVICE_KEY'), srpA: need(answers, 'SRP_A') }
    return beginDevice(context, partiesOf(answer), progressOf(answer), given)
  },
  DEVICE_PASSWORD_VERIFIER: async (answer) => {
    const { context, session, answers, sessionKey } = answer
    context.sessions.close(sessionKey)
    const parties = partiesOf(answer)
    const key = answerDevice(context, parties, session, {
      key: need(answers, 'DEVICE_KEY'),
      secretBlock: need(answers, 'PASSWORD_CLAIM_SECRET_BLOCK'),
      signature: need(answers, 'PASSWORD_CLAIM_SIGNATURE'),
      timestamp: need(answers, 'TIMESTAMP'),
    })
    return signIn(context, parties, key)
  },
}

const challengeNames = [
  'SMS_MFA',
  'EMAIL_OTP',
  'SOFTWARE_TOKEN_MFA',
  'SELECT_MFA_TYPE',
  'MFA_SETUP',
  'PASSWORD_VERIFIER',
  'CUSTOM_CHALLENGE',
  'SELECT_CHALLENGE',
  'DEVICE_SRP_AUTH',
  'DEVICE_PASSWORD_VERIFIER',
  'ADMIN_NO_SRP_AUTH',
  'NEW_PASSWORD_REQUIRED',
  'SMS_OTP',
  'PASSWORD',
  'WEB_AUTHN',
  'PASSWORD_SRP',
] as const

export const respondInput = {
  ...input.about,
  ClientId: input.clientId,
  ChallengeName: required(oneOf(...challengeNames)),
  Session: input.session,
  ChallengeResponses: input.parameters,
}

/** The secret block stands in for a session where the password is proved without sending it. */
const sessionKeyOf = (name: string, answers: Parameters, session: string | undefined) => {
  if (name.endsWith('PASSWORD_VERIFIER')) return need(answers, 'PASSWORD_CLAIM_SECRET_BLOCK')
  if (session === undefined) throw invalidParameter('Missing required parameter Session')
  return session
}

/** One of the names that the person goes by. */
const names = (
  user: User | undefined,
  session: Session,
  given: string,
  fold: (name: string) => string,
) =>
  fold(given) === fold(session.login) ||
  (user !== undefined &&
    [user.username, user.attributes['email'], user.attributes['phone_number']].some(
      (name) => name !== undefined && fold(name) === fold(given),
    ))

export async function respond(
  context: Context,
  client: Client,
  name: (typeof challengeNames)[number],
  answers: Parameters,
  session: string | undefined,
) {
  if (name === 'CUSTOM_CHALLENGE' || name === 'ADMIN_NO_SRP_AUTH')
    throw invalidParameter('Invalid challenge for this user pool client.')
  const sessionKey = sessionKeyOf(name, answers, session)
  const username = need(answers, 'USERNAME')
  checkSecretHash(client, username, answers['SECRET_HASH'])
  const found = context.sessions.find(sessionKey)
  const users = context.users(client.poolId)
  const user = found.username === undefined ? undefined : users.get(found.username)
  if (
    found.clientId !== client.id ||
    found.challenge !== name ||
    (user && !names(user, found, username, users.fold))
  )
    throw notAuthorized('Invalid session for the user.')
  const visitor = { pool: context.pool(client.poolId), client, login: found.login, user }
  return answerings[name]({ context, session: found, sessionKey, visitor, answers })
}

export const challengeOperations = (context: Context) => ({
  RespondToAuthChallenge: operation(respondInput, async (request) =>
    respond(
      context,
      context.client(request.ClientId),
      request.ChallengeName,
      request.ChallengeResponses ?? {},
      request.Session,
    ),
  ),
})
