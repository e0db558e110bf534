import { onTestFinished, vi } from 'vitest'

import { createAuthenticator } from './authenticator.ts'

/** What a browser gives for `navigator.credentials`, in its JSON form throughout. */
class Credential {
  readonly id: string
  readonly #json: object

  constructor(json: { readonly id: string }) {
    this.id = json.id
    this.#json = json
  }

  toJSON = () => this.#json

  static readonly parseCreationOptionsFromJSON = (options: unknown) => options
  static readonly parseRequestOptionsFromJSON = (options: unknown) => options
}

type Asked = { readonly publicKey: { readonly challenge: string } }

/** A browser with a passkey of its own, for the test that calls this. */
export function plugInPasskey() {
  const authenticator = createAuthenticator()
  const credentials = {
    create: async ({ publicKey }: Asked) => new Credential(authenticator.create(publicKey)),
    get: async ({ publicKey }: Asked) => new Credential(authenticator.get(publicKey)),
  }
  vi.stubGlobal('PublicKeyCredential', Credential)
  vi.stubGlobal('navigator', { credentials })
  onTestFinished(() => void vi.unstubAllGlobals())
  return credentials
}
