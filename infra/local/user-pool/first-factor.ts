import { createHmac } from 'node:crypto'

import { AwsError } from '../http/aws-error.ts'

import type { Context } from './context.ts'
import { hidesPeople, sameText } from './context.ts'
import { uuidOf } from '../random.ts'
import {
  attemptsExceeded,
  invalidParameter,
  noSuchUser,
  notAuthorized,
  wrongCredentials,
} from './errors.ts'
import type { Client, Pool, User, Verifier } from './model.ts'
import { identityOf } from './passwords.ts'
import type { Session } from './sessions.ts'
import { beginExchange, expectedSignature, matches, readPublicValue } from './srp.ts'

/** Someone at the door, who may not exist. */
export interface Visitor {
  readonly pool: Pool
  readonly client: Client
  readonly login: string
  readonly user: User | undefined
}

export const findVisitor = (context: Context, client: Client, login: string): Visitor => {
  const pool = context.pool(client.poolId)
  const visitor = { pool, client, login, user: context.users(pool.id).find(login) }
  checkKnown(visitor)
  return visitor
}

function checkKnown({ client, user }: Visitor) {
  if (!user && !hidesPeople(client)) throw noSuchUser()
}

const derived = ({ secret }: Pool, login: string, what: string, length: number) => {
  const parts: Buffer[] = []
  for (let index = 0; index * 64 < length; index += 1)
    parts.push(createHmac('sha512', secret).update(`${what}/${index}/${login}`).digest())
  return Buffer.concat(parts).subarray(0, length)
}

/** The same every time for a login that nobody has, so that asking twice tells nothing. */
const inventedVerifier = (pool: Pool, login: string): Verifier => ({
  salt: derived(pool, login, 'salt', 16).toString('hex'),
  verifier: derived(pool, login, 'verifier', 383).toString('hex'),
})

const inventedUsername = (pool: Pool, login: string) =>
  pool.settings.UsernameAttributes.length > 0 ? uuidOf(derived(pool, login, 'sub', 16)) : login

function passwordOf(context: Context, { pool, login, user }: Visitor) {
  const folded = context.users(pool.id).fold(login)
  return {
    username: user?.username ?? inventedUsername(pool, folded),
    verifier: user?.password ?? inventedVerifier(pool, folded),
  }
}

export const lockKey = (
  context: Context,
  { pool, login, user }: Omit<Visitor, 'client'>,
  what = 'password',
) => `${pool.id}/${what}/${user?.username ?? context.users(pool.id).fold(login)}`

export function checkLock(context: Context, visitor: Visitor) {
  if (context.attempts.isLockedOut(lockKey(context, visitor))) throw attemptsExceeded()
}

/** After the password is known to be right: whether it may still be used. */
function admitted({ clock }: Context, { user }: Visitor): User {
  if (!user) throw wrongCredentials()
  if (!user.enabled) throw notAuthorized('User is disabled.')
  if (user.status === 'UNCONFIRMED')
    throw new AwsError('UserNotConfirmedException', 'User is not confirmed.')
  if ((user.temporaryPasswordExpiresAt ?? Infinity) <= clock.now())
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.')
  return user
}

function judge(context: Context, visitor: Visitor, right: boolean): User {
  const key = lockKey(context, visitor)
  if (!right || !visitor.user?.password) {
    context.attempts.fail(key)
    throw wrongCredentials()
  }
  context.attempts.succeed(key)
  return admitted(context, visitor)
}

function checkReset({ user }: Visitor) {
  // An administrator took the old password away, so there is none to compare with.
  if (user?.status === 'RESET_REQUIRED')
    throw new AwsError('PasswordResetRequiredException', 'Password reset required for the user')
}

export function checkPlainPassword(context: Context, visitor: Visitor, password: string): User {
  checkLock(context, visitor)
  checkReset(visitor)
  const { username, verifier } = passwordOf(context, visitor)
  return judge(context, visitor, matches(identityOf(visitor.pool, username), password, verifier))
}

export function challengeForPassword(
  context: Context,
  visitor: Visitor,
  srpA: string,
  flow: string,
) {
  checkLock(context, visitor)
  const clientPublic = readPublicValue(srpA)
  if (clientPublic === undefined) throw invalidParameter('Invalid SRP_A')
  const { username, verifier } = passwordOf(context, visitor)
  const exchange = beginExchange(verifier, clientPublic, context.random.bytes(32))
  const { client, pool, login, user } = visitor
  const secretBlock = context.sessions.open(
    {
      poolId: pool.id,
      clientId: client.id,
      login,
      ...(user && { username: user.username }),
      challenge: 'PASSWORD_VERIFIER',
      flow,
      exchange,
    },
    client.settings.AuthSessionValidity,
    'secret block',
  )
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: verifier.salt,
      SECRET_BLOCK: secretBlock,
      SRP_B: exchange.serverPublic,
      USERNAME: username,
      USER_ID_FOR_SRP: username,
    },
  }
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Sat Nov 7 02:03:04 UTC 2026`: no padding of the day, and the weekday must be right. */
export function isTimestamp(text: string): boolean {
  const time = Date.parse(text.replace(/ UTC (\d+)$/, ' $1 UTC'))
  if (Number.isNaN(time)) return false
  const date = new Date(time)
  const clock = date.toISOString().slice(11, 19)
  const [day, month] = [days[date.getUTCDay()], months[date.getUTCMonth()]]
  return text === `${day} ${month} ${date.getUTCDate()} ${clock} UTC ${date.getUTCFullYear()}`
}

export interface PasswordProof {
  readonly secretBlock: string
  readonly signature: string
  readonly timestamp: string
}

export function checkPasswordProof(
  context: Context,
  visitor: Visitor,
  { exchange }: Session,
  proof: PasswordProof,
): User {
  checkKnown(visitor)
  checkLock(context, visitor)
  checkReset(visitor)
  const { username, verifier } = passwordOf(context, visitor)
  if (!exchange || !isTimestamp(proof.timestamp)) throw wrongCredentials()
  const expected = expectedSignature(identityOf(visitor.pool, username), verifier, exchange, {
    secretBlock: Buffer.from(proof.secretBlock, 'base64'),
    timestamp: proof.timestamp,
  })
  return judge(context, visitor, sameText(expected.toString('base64'), proof.signature))
}
