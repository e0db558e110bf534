import { Secret, TOTP } from 'otpauth'

import { AwsError } from '../http/aws-error.ts'
import { operation } from '../http/json-service.ts'
import { required, text } from '../http/shape.ts'

import type { Context } from './context.ts'
import { invalidParameter, notAuthorized } from './errors.ts'
import * as input from './input.ts'
import type { Pool } from './model.ts'
import { bearer } from './tokens.ts'

const period = 30

/** The time step that a code is right for, or none. A step counts once. */
export function checkTotp(
  { clock }: Context,
  secret: string,
  token: string,
  lastStep = -1,
): number | undefined {
  const timestamp = clock.now()
  const delta = new TOTP({ secret: Secret.fromBase32(secret), period }).validate({
    token,
    timestamp,
    window: 1,
  })
  if (delta === null) return undefined
  const step = Math.floor(timestamp / 1000 / period) + delta
  if (step <= lastStep)
    throw new AwsError('ExpiredCodeException', 'Your software token has already been used once.')
  return step
}

const newSecret = ({ random }: Context) =>
  new Secret({ buffer: new Uint8Array(random.bytes(32)).buffer }).base32

function offered({ settings }: Pool) {
  if (settings.MfaConfiguration === 'OFF' || !settings.MfaMethods.includes('SOFTWARE_TOKEN_MFA'))
    throw new AwsError(
      'SoftwareTokenMFANotFoundException',
      'Software Token MFA has not been enabled by the userPool',
    )
}

const mismatch = () => new AwsError('EnableSoftwareTokenMFAException', 'Code mismatch')

function eitherOf(accessToken: string | undefined, session: string | undefined) {
  if (accessToken === undefined && session === undefined)
    throw invalidParameter('Either an access token or a session is required.')
  if (accessToken !== undefined && session !== undefined)
    throw invalidParameter('Only one of access token and session may be given.')
}

export function softwareTokenOperations(context: Context) {
  /** A sign-in that waits for a second factor to be set up. */
  function setup(key: string) {
    const session = context.sessions.find(key)
    const user = context.users(session.poolId).get(session.username ?? '')
    if (session.challenge !== 'MFA_SETUP' || !user)
      throw notAuthorized('Invalid session for the user.')
    const pool = context.pool(session.poolId)
    offered(pool)
    const next = (totp: NonNullable<typeof session.totp>) => {
      context.sessions.close(key)
      const { AuthSessionValidity } = context.client(session.clientId).settings
      const { expiresAt: _old, ...state } = session
      return context.sessions.open({ ...state, totp }, AuthSessionValidity, 'session')
    }
    return { session, next }
  }

  return {
    AssociateSoftwareToken: operation(
      { AccessToken: input.token, Session: input.session },
      async (request) => {
        eitherOf(request.AccessToken, request.Session)
        const secret = newSecret(context)
        if (request.Session !== undefined)
          return { SecretCode: secret, Session: setup(request.Session).next({ secret }) }
        const { pool, user } = await bearer(context, request.AccessToken ?? '')
        offered(pool)
        context
          .users(pool.id)
          .change(user.username, (current) => ({ ...current, pendingTotp: secret }))
        return { SecretCode: secret }
      },
    ),

    VerifySoftwareToken: operation(
      {
        AccessToken: input.token,
        Session: input.session,
        UserCode: required(text({ min: 6, max: 6, pattern: '[0-9]+', sensitive: true })),
        FriendlyDeviceName: text({ max: 131_072 }),
      },
      async (request) => {
        eitherOf(request.AccessToken, request.Session)
        const name = request.FriendlyDeviceName
        if (request.Session !== undefined) {
          const { session, next } = setup(request.Session)
          const { secret } = session.totp ?? {}
          if (secret === undefined) throw invalidParameter('No software token is being set up.')
          if (checkTotp(context, secret, request.UserCode) === undefined) throw mismatch()
          return {
            Status: 'SUCCESS',
            Session: next({ secret, verified: true, ...(name && { name }) }),
          }
        }
        const { pool, user } = await bearer(context, request.AccessToken ?? '')
        offered(pool)
        const secret = user.pendingTotp
        if (secret === undefined)
          throw new AwsError(
            'SoftwareTokenMFANotFoundException',
            'Software token MFA is not being set up for the user',
          )
        const lastStep = checkTotp(context, secret, request.UserCode)
        if (lastStep === undefined) throw mismatch()
        context.users(pool.id).change(user.username, ({ pendingTotp: _done, ...current }) => ({
          ...current,
          totp: { secret, lastStep, ...(name && { name }) },
        }))
        return { Status: 'SUCCESS' }
      },
    ),
  }
}
