import { AwsError } from '../http/aws-error.ts'

import type { Pool } from './model.ts'

/** Takes longer to load than all of the rest, and few sign-ins need it. */
export const webAuthn = () => import('@simplewebauthn/server')

/** How long a person may take to find their key. */
export const patience = 3 * 60_000

export function relyingParty({ settings }: Pool) {
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

export function clientDataOf(encoded: unknown): ClientData {
  try {
    return JSON.parse(Buffer.from(String(encoded), 'base64url').toString()) as ClientData
  } catch {
    return {}
  }
}

/** A page of the relying party's own: over TLS, or on this machine. */
export function isOwnOrigin(origin: string, relyingPartyId: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, hostname } = new URL(origin)
  const own = hostname === relyingPartyId || hostname.endsWith(`.${relyingPartyId}`)
  return own && (protocol === 'https:' || hostname === 'localhost')
}

export const responseOf = (credential: Readonly<Record<string, unknown>>) =>
  (credential['response'] ?? {}) as Readonly<Record<string, unknown>>
