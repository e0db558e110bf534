import { AwsError } from '../http/aws-error.ts'

import { advance, challengeByMessage, challengeForMfa } from './advance.ts'
import { partiesOf, progressOf } from './answer.ts'
import type { Answer, Answering } from './answer.ts'
import { checkAttributes, withAttributes } from './attributes.ts'
import { sameText } from './context.ts'
import { attemptsExceeded, expiredCode, invalidParameter, notAuthorized } from './errors.ts'
import { lockKey } from './first-factor.ts'
import type { MfaMethod } from './model.ts'
import { need } from './parameters.ts'
import { checkTotp } from './software-token.ts'

function checkMfa(answer: Answer, right: () => boolean, wrong: string) {
  const { context, visitor, session } = answer
  const key = lockKey(context, visitor, 'mfa')
  if (context.attempts.isLockedOut(key)) throw attemptsExceeded()
  if (!right()) {
    context.attempts.fail(key)
    throw new AwsError('CodeMismatchException', wrong)
  }
  if (session.code && session.code.expiresAt <= context.clock.now()) throw expiredCode()
  context.attempts.succeed(key)
}

export const byMessage =
  (name: 'SMS_MFA' | 'EMAIL_OTP' | 'SMS_OTP'): Answering =>
  async (answer) => {
    const { context, session, answers, sessionKey, visitor } = answer
    const given = need(answers, `${name}_CODE`)
    checkMfa(
      answer,
      () => visitor.user !== undefined && sameText(session.code?.code ?? '', given),
      'Invalid code or auth state for the user.',
    )
    context.sessions.close(sessionKey)
    const parties = partiesOf(answer)
    if (parties.user.status === 'UNCONFIRMED')
      throw new AwsError('UserNotConfirmedException', 'User is not confirmed.')
    return advance(context, parties, progressOf(answer, { mfaDone: true }))
  }

export const softwareToken: Answering = async (answer) => {
  const { context, answers, sessionKey } = answer
  const { pool, user, client } = partiesOf(answer)
  if (!user.totp)
    throw new AwsError('SoftwareTokenMFANotFoundException', 'Software token MFA is not enabled')
  const given = need(answers, 'SOFTWARE_TOKEN_MFA_CODE')
  let step: number | undefined
  const right = () => {
    step = checkTotp(context, user.totp?.secret ?? '', given, user.totp?.lastStep)
    return step !== undefined
  }
  checkMfa(answer, right, 'Invalid code received for user')
  const signedIn = context.users(pool.id).change(user.username, (current) => ({
    ...current,
    ...(current.totp && step !== undefined && { totp: { ...current.totp, lastStep: step } }),
  }))
  context.sessions.close(sessionKey)
  const parties = { pool, client, user: signedIn ?? user }
  return advance(context, parties, progressOf(answer, { mfaDone: true }))
}

export const selectMfa: Answering = async (answer) => {
  const { context, session, answers, sessionKey } = answer
  const choice = need(answers, 'ANSWER')
  if (!session.choices?.some((method) => method === choice))
    throw invalidParameter('Invalid MFA selection.')
  context.sessions.close(sessionKey)
  return challengeForMfa(context, partiesOf(answer), progressOf(answer), choice as MfaMethod)
}

export const mfaSetup: Answering = async (answer) => {
  const { context, session, answers, sessionKey } = answer
  const parties = partiesOf(answer)
  const { pool } = parties
  const users = context.users(pool.id)
  const email = answers['EMAIL']
  if (email && pool.settings.MfaMethods.includes('EMAIL_OTP')) {
    checkAttributes(pool, { email }, parties.client, parties.user)
    context.sessions.close(sessionKey)
    const user = users.change(parties.user.username, (current) => ({
      ...withAttributes(current, { email }),
      mfa: [...current.mfa, 'EMAIL_OTP'],
    }))
    const changed = { ...parties, user: user ?? parties.user }
    return challengeByMessage(context, changed, progressOf(answer), 'EMAIL_OTP', 'mfa')
  }
  const { totp } = session
  if (!totp?.verified) throw notAuthorized('Invalid session for the user.')
  const user = users.change(parties.user.username, (current) => ({
    ...current,
    totp: { secret: totp.secret, ...(totp.name && { name: totp.name }) },
    mfa: ['SOFTWARE_TOKEN_MFA'],
    preferredMfa: 'SOFTWARE_TOKEN_MFA',
  }))
  context.sessions.close(sessionKey)
  const changed = { ...parties, user: user ?? parties.user }
  return advance(context, changed, progressOf(answer, { mfaDone: true }))
}
