import type { Config } from '#src/config.ts'

export type Stage = 'development' | 'production'

export interface Mail {
  readonly subject: string
  readonly body: string
}

export type Sender =
  | { readonly by: 'cognito'; readonly replyTo?: string }
  | {
      readonly by: 'ses'
      readonly from: string
      readonly fromName?: string
      readonly replyTo?: string
      /** Where the address is verified, if not where the stack is. */
      readonly region?: string
      /** The domain that is verified, where the address itself is not. */
      readonly verifiedDomain?: string
      readonly configurationSet?: string
    }

export interface Group {
  readonly name: string
  readonly precedence: number
  readonly description?: string
  readonly files: 'own' | 'read-all'
}

export interface Settings extends Pick<
  Config,
  'appName' | 'selfSignUp' | 'attributes' | 'signInWith' | 'devices'
> {
  readonly stage: Stage
  readonly tags: Readonly<Record<string, string>>
  readonly passwordPolicy: Config['passwordPolicy'] & {
    readonly history: number
    readonly temporaryPasswordDays: number
  }
  readonly passkeys: {
    readonly relyingPartyId?: string
    readonly userVerification: 'preferred' | 'required'
  }
  readonly mfa: { readonly mode: Config['mfa']; readonly methods: Config['mfaMethods'] }
  readonly groups: readonly Group[]
  readonly tokens: {
    readonly accessMinutes: number
    readonly idMinutes: number
    readonly refreshDays: number
    readonly rotationGraceSeconds: number
    readonly challengeMinutes: number
  }
  readonly mail: {
    readonly verification: Mail
    readonly invitation: Mail
    readonly signInCode: Mail
    readonly sms: string
    readonly sender: Sender
  }
  readonly domain:
    | {
        readonly name: string
        readonly certificateArn: string
        readonly hostedZone?: { readonly id: string; readonly name: string }
      }
    | undefined
  readonly hostedSignIn: { readonly domainPrefix: string } | undefined
  readonly files: Config['files'] & { readonly keepVersionsDays: number }
  readonly threatProtection: 'off' | 'audit' | 'enforce'
}
