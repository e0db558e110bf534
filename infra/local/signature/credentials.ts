import type { Principal } from '#infra/local/iam/principal.ts'

export interface Credentials {
  readonly secretAccessKey: string
  /** Temporary credentials are good only together with it. */
  readonly sessionToken?: string
  readonly principal: Principal
}

/** Undefined: no such access key. */
export type CredentialSource = (
  accessKeyId: string,
  now: number,
) => Promise<Credentials | 'expired' | undefined>
