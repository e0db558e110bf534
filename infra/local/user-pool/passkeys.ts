import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

import { AwsError } from '../http/aws-error.ts'
import { operation } from '../http/json-service.ts'
import { document, integer, required, text } from '../http/shape.ts'

import { openChallenge } from './advance.ts'
import type { Progress } from './advance.ts'
import type { Context } from './context.ts'
import { invalidParameter, notFound, wrongCredentials } from './errors.ts'
import { checkLock, lockKey } from './first-factor.ts'
import type { Visitor } from './first-factor.ts'
import * as input from './input.ts'
import type { Passkey, Pool, User } from './model.ts'
import { page } from './paging.ts'
import type { Session } from './sessions.ts'
import { bearer } from './tokens.ts'

/** Takes longer to load than all of the rest, and few sign-ins need it. */
const webAuthn = () => import('@simplewebauthn/server')

const capacity = 20
const patience = 3 * 60_000

function relyingParty({ settings }: Pool) {
  if (!settings.AllowedFirstAuthFactors.includes('WEB_AUTHN'))
    throw new AwsError('WebAuthnNotEnabledException', 'Passkeys are not enabled for this user pool')
  const { relyingPartyId, userVerification } = settings.WebAuthn
  if (!relyingPartyId)
    throw new AwsError(
      'WebAuthnConfigurationMissingException',
      'The user pool has no relying party id',
    )
  return { relyingPartyId, userVerification }
}

interface ClientData {
  readonly challenge?: string
  readonly origin?: string
  readonly type?: string
}

function clientDataOf(encoded: unknown): ClientData {
  try {
    return JSON.parse(Buffer.from(String(encoded), 'base64url').toString()) as ClientData
  } catch {
    return {}
  }
}

/** A page of the relying party's own: over TLS, or on this machine. */
function isOwnOrigin(origin: string, relyingPartyId: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, hostname } = new URL(origin)
  const own = hostname === relyingPartyId || hostname.endsWith(`.${relyingPartyId}`)
  return own && (protocol === 'https:' || hostname === 'localhost')
}

const responseOf = (credential: Readonly<Record<string, unknown>>) =>
  (credential['response'] ?? {}) as Readonly<Record<string, unknown>>

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

interface PendingRegistration {
  readonly challenge: string
  readonly expiresAt: number
}

export function passkeyOperations(context: Context) {
  const registrations = context.store.collection<PendingRegistration>('passkey-registrations')

  return {
    StartWebAuthnRegistration: operation({ AccessToken: input.accessToken }, async (request) => {
      const { pool, user } = await bearer(context, request.AccessToken)
      const { relyingPartyId, userVerification } = relyingParty(pool)
      if (user.passkeys.length >= capacity)
        throw new AwsError('LimitExceededException', 'The user has as many passkeys as are allowed')
      const name = user.attributes['email'] ?? user.username
      const options = await (
        await webAuthn()
      ).generateRegistrationOptions({
        rpID: relyingPartyId,
        rpName: relyingPartyId,
        userName: name,
        userDisplayName: name,
        userID: new Uint8Array(Buffer.from(user.attributes['sub'] ?? '')),
        challenge: new Uint8Array(context.random.bytes(32)),
        timeout: patience,
        attestationType: 'none',
        excludeCredentials: user.passkeys.map(({ id }) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification },
      })
      registrations.set(`${pool.id}/${user.username}`, {
        challenge: options.challenge,
        expiresAt: context.clock.now() + patience,
      })
      return { CredentialCreationOptions: options }
    }),

    CompleteWebAuthnRegistration: operation(
      { AccessToken: input.accessToken, Credential: required(document) },
      async (request) => {
        const { pool, user } = await bearer(context, request.AccessToken)
        const { relyingPartyId, userVerification } = relyingParty(pool)
        const key = `${pool.id}/${user.username}`
        const pending = registrations.get(key)
        if (!pending || pending.expiresAt <= context.clock.now())
          throw new AwsError('WebAuthnChallengeNotFoundException', 'Challenge not found')
        const { origin = '', challenge } = clientDataOf(
          responseOf(request.Credential)['clientDataJSON'],
        )
        if (challenge !== pending.challenge)
          throw new AwsError('WebAuthnChallengeNotFoundException', 'Challenge not found')
        if (!isOwnOrigin(origin, relyingPartyId))
          throw new AwsError('WebAuthnOriginNotAllowedException', 'Origin not allowed')
        const { registrationInfo } = await (
          await webAuthn()
        )
          .verifyRegistrationResponse({
            response: request.Credential as unknown as RegistrationResponseJSON,
            expectedChallenge: pending.challenge,
            expectedOrigin: origin,
            expectedRPID: relyingPartyId,
            requireUserVerification: userVerification === 'required',
          })
          .catch((cause: unknown) => {
            if (cause instanceof Error && cause.message.includes('RP ID'))
              throw new AwsError(
                'WebAuthnRelyingPartyMismatchException',
                'Relying party mismatch',
                {
                  cause,
                },
              )
            throw new AwsError(
              'WebAuthnCredentialNotSupportedException',
              'Credential not supported',
              {
                cause,
              },
            )
          })
        if (!registrationInfo)
          throw new AwsError('WebAuthnCredentialNotSupportedException', 'Credential not supported')
        registrations.delete(key)
        const { credential } = registrationInfo
        const attachment = request.Credential['authenticatorAttachment']
        const passkey: Passkey = {
          id: credential.id,
          name: attachment === 'cross-platform' ? 'Security key' : 'Passkey',
          relyingPartyId,
          publicKey: Buffer.from(credential.publicKey).toString('base64'),
          counter: credential.counter,
          transports: credential.transports ?? [],
          ...(typeof attachment === 'string' && { attachment }),
          createdAt: context.clock.now(),
        }
        context.users(pool.id).change(user.username, (current) => ({
          ...current,
          passkeys: [...current.passkeys.filter(({ id }) => id !== passkey.id), passkey],
        }))
      },
    ),

    ListWebAuthnCredentials: operation(
      {
        AccessToken: input.accessToken,
        NextToken: text({ min: 1, max: 131_072, pattern: '[\\S]+' }),
        MaxResults: integer({ min: 0, max: 20 }),
      },
      async (request) => {
        const { user } = await bearer(context, request.AccessToken)
        const { items, next } = page(user.passkeys, request.MaxResults || 20, request.NextToken)
        return { Credentials: items.map(describe), ...(next && { NextToken: next }) }
      },
    ),

    DeleteWebAuthnCredential: operation(
      { AccessToken: input.accessToken, CredentialId: required(text({ max: 131_072 })) },
      async (request) => {
        const { pool, user } = await bearer(context, request.AccessToken)
        if (!user.passkeys.some(({ id }) => id === request.CredentialId))
          throw notFound('WebAuthn credential not found')
        context.users(pool.id).change(user.username, (current) => ({
          ...current,
          passkeys: current.passkeys.filter(({ id }) => id !== request.CredentialId),
        }))
      },
    ),
  }
}

const describe = (passkey: Passkey) => ({
  CredentialId: passkey.id,
  FriendlyCredentialName: passkey.name,
  RelyingPartyId: passkey.relyingPartyId,
  ...(passkey.attachment && { AuthenticatorAttachment: passkey.attachment }),
  AuthenticatorTransports: passkey.transports,
  CreatedAt: passkey.createdAt / 1000,
})
