import type { RegistrationResponseJSON } from '@simplewebauthn/server'

import { AwsError } from '../http/aws-error.ts'
import { operation } from '../http/json-service.ts'
import { document, integer, required, text } from '../http/shape.ts'

import type { Context } from './context.ts'
import { notFound } from './errors.ts'
import * as input from './input.ts'
import type { Passkey } from './model.ts'
import { page } from './paging.ts'
import {
  clientDataOf,
  isOwnOrigin,
  patience,
  relyingParty,
  responseOf,
  webAuthn,
} from './relying-party.ts'
import { bearer } from './tokens.ts'

const capacity = 20

interface PendingRegistration {
  readonly clientId: string
  readonly challenge: string
  readonly expiresAt: number
}

export function passkeyOperations(context: Context) {
  const registrations = context.store.collection<PendingRegistration>('passkey-registrations')

  return {
    StartWebAuthnRegistration: operation({ AccessToken: input.accessToken }, async (request) => {
      const { pool, client, user } = await bearer(context, request.AccessToken)
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
        clientId: client.id,
        challenge: options.challenge,
        expiresAt: context.clock.now() + patience,
      })
      return { CredentialCreationOptions: options }
    }),

    CompleteWebAuthnRegistration: operation(
      { AccessToken: input.accessToken, Credential: required(document) },
      async (request) => {
        const { pool, client, user } = await bearer(context, request.AccessToken)
        const { relyingPartyId, userVerification } = relyingParty(pool)
        const key = `${pool.id}/${user.username}`
        const pending = registrations.get(key)
        if (!pending || pending.expiresAt <= context.clock.now())
          throw new AwsError('WebAuthnChallengeNotFoundException', 'Challenge not found')
        if (pending.clientId !== client.id)
          throw new AwsError(
            'WebAuthnClientMismatchException',
            'The access token is of another client',
          )
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
