/** What the store keeps of a user pool. Names of settings are those of the API. */

export interface SchemaAttribute {
  readonly Name: string
  readonly AttributeDataType: 'String' | 'Number' | 'DateTime' | 'Boolean'
  readonly DeveloperOnlyAttribute: boolean
  readonly Mutable: boolean
  readonly Required: boolean
  readonly StringAttributeConstraints?: { readonly MinLength?: string; readonly MaxLength?: string }
  readonly NumberAttributeConstraints?: { readonly MinValue?: string; readonly MaxValue?: string }
}

export interface PasswordPolicy {
  readonly MinimumLength: number
  readonly RequireUppercase: boolean
  readonly RequireLowercase: boolean
  readonly RequireNumbers: boolean
  readonly RequireSymbols: boolean
  readonly PasswordHistorySize?: number
  readonly TemporaryPasswordValidityDays: number
}

export type MfaMethod = 'SMS_MFA' | 'SOFTWARE_TOKEN_MFA' | 'EMAIL_OTP'
export type FirstFactor = 'PASSWORD' | 'EMAIL_OTP' | 'SMS_OTP' | 'WEB_AUTHN'
export type Verifiable = 'email' | 'phone_number'

export interface PoolSettings {
  readonly PasswordPolicy: PasswordPolicy
  readonly AllowedFirstAuthFactors: readonly FirstFactor[]
  readonly SchemaAttributes: readonly SchemaAttribute[]
  readonly AutoVerifiedAttributes: readonly Verifiable[]
  readonly AliasAttributes: readonly string[]
  readonly UsernameAttributes: readonly Verifiable[]
  readonly CaseSensitive: boolean
  readonly AttributesRequireVerificationBeforeUpdate: readonly Verifiable[]
  readonly MfaConfiguration: 'OFF' | 'OPTIONAL' | 'ON'
  readonly MfaMethods: readonly MfaMethod[]
  readonly DeviceConfiguration?: {
    readonly ChallengeRequiredOnNewDevice?: boolean
    readonly DeviceOnlyRememberedOnUserPrompt?: boolean
  }
  readonly RecoveryMechanisms: readonly { readonly Name: string; readonly Priority: number }[]
  readonly AllowAdminCreateUserOnly: boolean
  readonly Messages: {
    readonly emailSubject: string
    readonly emailMessage: string
    readonly smsMessage: string
    readonly authenticationSmsMessage: string
    readonly authenticationEmailSubject: string
    readonly authenticationEmailMessage: string
    readonly invitationSubject: string
    readonly invitationMessage: string
    readonly invitationSmsMessage: string
  }
  readonly WebAuthn: {
    readonly relyingPartyId?: string
    readonly userVerification: 'required' | 'preferred'
  }
  /** As given, for DescribeUserPool: what has no effect here. */
  readonly given: Readonly<Record<string, unknown>>
}

export interface Pool {
  readonly id: string
  readonly arn: string
  readonly name: string
  /** In the template; a pool made by a call has none. */
  readonly logicalId?: string
  readonly createdAt: number
  readonly modifiedAt: number
  readonly settings: PoolSettings
  /** Of what is derived rather than drawn: salts of users who do not exist. */
  readonly secret: string
}

export interface ClientSettings {
  readonly ExplicitAuthFlows: readonly string[]
  readonly ReadAttributes?: readonly string[]
  readonly WriteAttributes?: readonly string[]
  readonly PreventUserExistenceErrors: 'ENABLED' | 'LEGACY'
  readonly EnableTokenRevocation: boolean
  readonly AuthSessionValidity: number
  readonly accessSeconds: number
  readonly idSeconds: number
  readonly refreshSeconds: number
  readonly RefreshTokenRotation?: {
    readonly Feature: 'ENABLED' | 'DISABLED'
    readonly RetryGracePeriodSeconds?: number
  }
  readonly given: Readonly<Record<string, unknown>>
}

export interface Client {
  readonly id: string
  readonly poolId: string
  readonly name: string
  readonly logicalId?: string
  readonly secret?: string
  readonly createdAt: number
  readonly modifiedAt: number
  readonly settings: ClientSettings
}

export interface Group {
  readonly name: string
  readonly logicalId?: string
  readonly description?: string
  readonly roleArn?: string
  readonly precedence?: number
  readonly createdAt: number
  readonly modifiedAt: number
}

/** Hexadecimal. The password itself is kept nowhere. */
export interface Verifier {
  readonly salt: string
  readonly verifier: string
}

export interface Code {
  readonly code: string
  readonly expiresAt: number
}

export interface Device {
  readonly key: string
  readonly name?: string
  readonly verifier: Verifier
  readonly remembered: boolean
  readonly createdAt: number
  readonly modifiedAt: number
  readonly lastAuthenticatedAt: number
}

export interface Passkey {
  readonly id: string
  readonly name: string
  readonly relyingPartyId: string
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  readonly attachment?: string
  readonly createdAt: number
}

export type UserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED'

export interface User {
  readonly username: string
  readonly createdAt: number
  readonly modifiedAt: number
  readonly enabled: boolean
  readonly status: UserStatus
  /** `sub` among them. */
  readonly attributes: Readonly<Record<string, string>>
  /** New values that count once they are verified. */
  readonly pending?: Readonly<Record<string, string>>
  readonly password?: Verifier
  readonly formerPasswords?: readonly Verifier[]
  readonly temporaryPasswordExpiresAt?: number
  /** By purpose: `sign-up`, `reset`, `verify:email`… One each, replaced by a newer one. */
  readonly codes: Readonly<Record<string, Code>>
  readonly groups: readonly string[]
  readonly mfa: readonly MfaMethod[]
  readonly preferredMfa?: MfaMethod
  /** `lastStep` is the time step of the last code taken: each is taken once. */
  readonly totp?: { readonly secret: string; readonly name?: string; readonly lastStep?: number }
  readonly pendingTotp?: string
  readonly devices: Readonly<Record<string, Device>>
  readonly passkeys: readonly Passkey[]
}

export interface Message {
  readonly to: string
  readonly medium: 'email' | 'sms'
  readonly kind:
    | 'sign-up'
    | 'resend'
    | 'reset'
    | 'verify-attribute'
    | 'sign-in-code'
    | 'mfa'
    | 'invitation'
  readonly subject: string
  readonly body: string
  readonly code?: string
  readonly sentAt: number
}
