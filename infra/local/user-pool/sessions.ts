import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Store } from '../store/store.ts'

import { notAuthorized } from './errors.ts'
import type { Code, FirstFactor, MfaMethod } from './model.ts'
import type { Exchange } from './srp.ts'

export type ChallengeName =
  | MfaMethod
  | 'PASSWORD_VERIFIER'
  | 'NEW_PASSWORD_REQUIRED'
  | 'SELECT_MFA_TYPE'
  | 'MFA_SETUP'
  | 'DEVICE_SRP_AUTH'
  | 'DEVICE_PASSWORD_VERIFIER'
  | 'SELECT_CHALLENGE'
  | 'SMS_OTP'
  | 'PASSWORD'
  | 'PASSWORD_SRP'
  | 'WEB_AUTHN'

/** Where a sign-in stands between two requests. */
export interface Session {
  readonly poolId: string
  readonly clientId: string
  /** As the person typed it, also where there is no such user. */
  readonly login: string
  /** Missing where there is no such user and the client does not say so. */
  readonly username?: string
  readonly challenge: ChallengeName | 'SIGNED_UP' | 'CONFIRMED'
  readonly flow: string
  readonly expiresAt: number
  readonly deviceKey?: string
  readonly mfaDone?: boolean
  readonly deviceDone?: boolean
  readonly choices?: readonly (FirstFactor | MfaMethod | 'PASSWORD_SRP')[]
  readonly exchange?: Exchange
  readonly code?: Code
  /** The secret of an authenticator app being set up, and whether a code of it was shown. */
  readonly totp?: { readonly secret: string; readonly verified?: boolean; readonly name?: string }
  readonly webAuthnChallenge?: string
  /** Kept until it would have expired, to be told from one that never was. */
  readonly used?: true
}

const memory = 3_600_000

export function createSessions(store: Store, clock: Clock, random: Random) {
  const items = store.collection<Session>('auth-sessions')

  function tidy() {
    // Oldest first, so the first that still holds ends the search.
    for (const [key, { expiresAt }] of items.entries()) {
      if (expiresAt > clock.now() - memory) return
      items.delete(key)
    }
  }

  return {
    /** A secret block of SRP is hashed as bytes, so it must be plain base64. */
    open(session: Omit<Session, 'expiresAt'>, minutes: number, form: 'session' | 'secret block') {
      tidy()
      const key =
        form === 'session'
          ? `AYABe${random.bytes(510).toString('base64url')}`
          : random.bytes(768).toString('base64')
      items.set(key, { ...session, expiresAt: clock.now() + minutes * 60_000 })
      return key
    },
    /** The session a request continues. It stays open until it is closed. */
    find(key: string): Session {
      const session = items.get(key)
      if (!session) throw notAuthorized('Invalid session for the user.')
      if (session.used)
        throw notAuthorized('Invalid session for the user, session can only be used once.')
      if (session.expiresAt <= clock.now())
        throw notAuthorized('Invalid session for the user, session is expired.')
      return session
    },
    close(key: string) {
      const session = items.get(key)
      if (!session) return
      const { poolId, clientId, login, challenge, flow, expiresAt } = session
      items.set(key, { poolId, clientId, login, challenge, flow, expiresAt, used: true })
    },
  }
}
