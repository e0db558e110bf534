import { AuthError } from './auth-error.ts'
import type { Session } from './session.ts'
import { toAuthError } from './to-auth-error.ts'

export const passkeysSupported = () => 'PublicKeyCredential' in globalThis

/** Whether the browser can offer passkeys in the list it shows on the email field. */
export const autofillSupported = async () =>
  passkeysSupported() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false)

interface RequestOptions {
  readonly signal: AbortSignal
  readonly conditional: boolean
}

/** Signs the challenge; the answer is what Cognito takes as CREDENTIAL. */
export async function requestCredential(
  options: string,
  { signal, conditional }: RequestOptions,
): Promise<object> {
  assertSupported()
  return answerOf(
    () =>
      navigator.credentials.get({
        publicKey: requestOptionsOf(JSON.parse(options)),
        signal,
        ...(conditional ? { mediation: 'conditional' } : {}),
      }),
    // Having none for this site and closing the dialog are told alike, on purpose.
    { InvalidStateError: 'passkey-unknown' },
  )
}

/** Makes a passkey for the person signed in. */
export async function registerPasskey(session: Session, signal?: AbortSignal): Promise<void> {
  assertSupported()
  const { CredentialCreationOptions: options } = await session.call(
    'StartWebAuthnRegistration',
    {},
    { signal },
  )
  const credential = await answerOf(
    () =>
      navigator.credentials.create({
        publicKey: creationOptionsOf(options),
        ...(signal ? { signal } : {}),
      }),
    { InvalidStateError: 'passkey-exists' },
  )
  await session.call('CompleteWebAuthnRegistration', { Credential: credential }, { signal })
}

function assertSupported() {
  if (!passkeysSupported()) throw new AuthError('passkey-unsupported')
}

async function answerOf(
  ask: () => Promise<Credential | null>,
  codes: Readonly<Record<string, 'passkey-unknown' | 'passkey-exists'>>,
): Promise<object> {
  try {
    const credential = await ask()
    if (!(credential instanceof PublicKeyCredential)) throw new AuthError('passkey-cancelled')
    return jsonOf(credential)
  } catch (error) {
    const code = error instanceof Error ? codes[error.name] : undefined
    if (code !== undefined) throw new AuthError(code, { cause: error })
    // Nothing here goes over the network: these are options that the browser cannot read.
    if (error instanceof TypeError) throw new AuthError('unknown', { cause: error })
    throw toAuthError(error)
  }
}

// The browser's own conversions are from 2023 (Chrome, Firefox) and 2025 (Safari).

function creationOptionsOf(
  options: PublicKeyCredentialCreationOptionsJSON,
): PublicKeyCredentialCreationOptions {
  if ('parseCreationOptionsFromJSON' in PublicKeyCredential)
    return PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const { extensions: _, ...plain } = options
  return {
    ...plain,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: descriptors(options.excludeCredentials),
  } as PublicKeyCredentialCreationOptions
}

function requestOptionsOf(
  options: PublicKeyCredentialRequestOptionsJSON,
): PublicKeyCredentialRequestOptions {
  if ('parseRequestOptionsFromJSON' in PublicKeyCredential)
    return PublicKeyCredential.parseRequestOptionsFromJSON(options)
  const { extensions: _, ...plain } = options
  return {
    ...plain,
    challenge: bytes(options.challenge),
    allowCredentials: descriptors(options.allowCredentials),
  } as PublicKeyCredentialRequestOptions
}

const descriptors = (given: readonly PublicKeyCredentialDescriptorJSON[] = []) =>
  given.map((it) => ({ ...it, id: bytes(it.id) }))

function jsonOf(credential: PublicKeyCredential): object {
  if (typeof credential.toJSON === 'function') return credential.toJSON()
  const { response } = credential
  const common = {
    id: credential.id,
    rawId: base64url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  }
  if (response instanceof AuthenticatorAttestationResponse)
    return {
      ...common,
      response: {
        clientDataJSON: base64url(response.clientDataJSON),
        attestationObject: base64url(response.attestationObject),
        transports: response.getTransports?.() ?? [],
      },
    }
  const assertion = response as AuthenticatorAssertionResponse
  return {
    ...common,
    response: {
      clientDataJSON: base64url(assertion.clientDataJSON),
      authenticatorData: base64url(assertion.authenticatorData),
      signature: base64url(assertion.signature),
      ...(assertion.userHandle ? { userHandle: base64url(assertion.userHandle) } : {}),
    },
  }
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (it) => it.charCodeAt(0))
}

function base64url(buffer: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
