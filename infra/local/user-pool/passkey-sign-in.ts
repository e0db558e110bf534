import type { AuthenticationResponseJSON } from '@simplewebauthn/server'

import { openChallenge } from './advance.ts'
import type { Progress } from './advance.ts'
import type { Context } from './context.ts'
import { invalidParameter, wrongCredentials } from './errors.ts'
import { checkLock, lockKey } from './first-factor.ts'
import type { Visitor } from './first-factor.ts'
import type { Pool, User } from './model.ts'
import {
  clientDataOf,
  isOwnOrigin,
  patience,
  relyingParty,
  responseOf,
  webAuthn,
} from './relying-party.ts'
import type { Session } from './sessions.ts'

export async function challengeForPasskey(context: Context, visitor: Visitor, progress: Progress) {
  checkLock(context, visitor)
  const { relyingPartyId, userVerification } = relyingParty(visitor.pool)
  const options = await (
    await webAuthn()
  ).generateAuthenticationOptions({
    rpID: relyingPartyId,
    challenge: new Uint8Array(context.random.bytes(32)),
    userVerification,
    timeout: patience,
    allowCredentials: (visitor.user?.passkeys ?? []).map(({ id }) => ({ id })),
  })
  return openChallenge(
    context,
    visitor,
    progress,
    'WEB_AUTHN',
    { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) },
    { webAuthnChallenge: options.challenge },
  )
}

export async function answerPasskey(
  context: Context,
  visitor: Visitor,
  session: Session,
  answer: string,
): Promise<User> {
  checkLock(context, visitor)
  const { pool, user } = visitor
  const passkey = await provenPasskey(pool, user, session, answer)
  if (!user || !passkey) {
    context.attempts.fail(lockKey(context, visitor))
    throw wrongCredentials()
  }
  if (!user.enabled) throw wrongCredentials()
  context.attempts.succeed(lockKey(context, visitor))
  const changed = context.users(pool.id).change(user.username, (current) => ({
    ...current,
    passkeys: current.passkeys.map((known) => (known.id === passkey.id ? passkey : known)),
  }))
  return changed ?? user
}

async function provenPasskey(pool: Pool, user: User | undefined, session: Session, answer: string) {
  const { relyingPartyId, userVerification } = relyingParty(pool)
  const credential = parse(answer)
  const passkey = user?.passkeys.find(({ id }) => id === credential['id'])
  const { origin = '' } = clientDataOf(responseOf(credential)['clientDataJSON'])
  if (!passkey || !isOwnOrigin(origin, relyingPartyId)) return undefined
  const { verified, authenticationInfo } = await (
    await webAuthn()
  )
    .verifyAuthenticationResponse({
      response: credential as unknown as AuthenticationResponseJSON,
      expectedChallenge: session.webAuthnChallenge ?? '',
      expectedOrigin: origin,
      expectedRPID: relyingPartyId,
      requireUserVerification: userVerification === 'required',
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64')),
        counter: passkey.counter,
      },
    })
    .catch(() => ({ verified: false, authenticationInfo: undefined }))
  return verified && authenticationInfo
    ? { ...passkey, counter: authenticationInfo.newCounter }
    : undefined
}

function parse(answer: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(answer)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Falls through to the same refusal.
  }
  throw invalidParameter('Invalid CREDENTIAL.')
}
