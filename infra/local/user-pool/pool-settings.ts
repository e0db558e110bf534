import type {
  ClientSettings,
  MfaMethod,
  PoolSettings,
  SchemaAttribute,
  Verifiable,
} from './model.ts'

type Json = Readonly<Record<string, unknown>>

/** What is read of CloudFormation's properties and of CreateUserPool's request, which agree. */
interface PoolProperties {
  readonly Policies?: {
    readonly PasswordPolicy?: Partial<PoolSettings['PasswordPolicy']>
    readonly SignInPolicy?: {
      readonly AllowedFirstAuthFactors?: PoolSettings['AllowedFirstAuthFactors']
    }
  }
  readonly Schema?: readonly Partial<SchemaAttribute>[]
  readonly AutoVerifiedAttributes?: readonly Verifiable[]
  readonly AliasAttributes?: readonly string[]
  readonly UsernameAttributes?: readonly Verifiable[]
  readonly UsernameConfiguration?: { readonly CaseSensitive?: boolean }
  readonly UserAttributeUpdateSettings?: {
    readonly AttributesRequireVerificationBeforeUpdate?: readonly Verifiable[]
  }
  readonly MfaConfiguration?: PoolSettings['MfaConfiguration']
  readonly EnabledMfas?: readonly string[]
  readonly DeviceConfiguration?: PoolSettings['DeviceConfiguration']
  readonly AccountRecoverySetting?: {
    readonly RecoveryMechanisms?: PoolSettings['RecoveryMechanisms']
  }
  readonly AdminCreateUserConfig?: {
    readonly AllowAdminCreateUserOnly?: boolean
    readonly UnusedAccountValidityDays?: number
    readonly InviteMessageTemplate?: Readonly<
      Partial<Record<'EmailSubject' | 'EmailMessage' | 'SMSMessage', string>>
    >
  }
  readonly VerificationMessageTemplate?: Readonly<
    Partial<Record<'EmailSubject' | 'EmailMessage' | 'SmsMessage', string>>
  >
  readonly EmailVerificationSubject?: string
  readonly EmailVerificationMessage?: string
  readonly SmsVerificationMessage?: string
  readonly SmsAuthenticationMessage?: string
  readonly EmailAuthenticationSubject?: string
  readonly EmailAuthenticationMessage?: string
  readonly WebAuthnRelyingPartyID?: string
  readonly WebAuthnUserVerification?: 'required' | 'preferred'
}

const enabledMfas: Readonly<Record<string, MfaMethod>> = {
  SMS_MFA: 'SMS_MFA',
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA',
  EMAIL_OTP: 'EMAIL_OTP',
}

export function poolSettings(properties: Json): PoolSettings {
  const given = properties as PoolProperties
  const verification = given.VerificationMessageTemplate
  const admin = given.AdminCreateUserConfig
  const invitation = admin?.InviteMessageTemplate
  return {
    PasswordPolicy: {
      MinimumLength: 8,
      RequireUppercase: true,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: admin?.UnusedAccountValidityDays ?? 7,
      ...given.Policies?.PasswordPolicy,
    },
    AllowedFirstAuthFactors: given.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ['PASSWORD'],
    SchemaAttributes: schemaAttributes(given.Schema ?? []),
    AutoVerifiedAttributes: given.AutoVerifiedAttributes ?? [],
    AliasAttributes: given.AliasAttributes ?? [],
    UsernameAttributes: given.UsernameAttributes ?? [],
    CaseSensitive: given.UsernameConfiguration?.CaseSensitive ?? true,
    AttributesRequireVerificationBeforeUpdate:
      given.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [],
    MfaConfiguration: given.MfaConfiguration ?? 'OFF',
    MfaMethods: (given.EnabledMfas ?? []).flatMap((name) => enabledMfas[name] ?? []),
    ...(given.DeviceConfiguration && { DeviceConfiguration: given.DeviceConfiguration }),
    RecoveryMechanisms: given.AccountRecoverySetting?.RecoveryMechanisms ?? [
      { Name: 'verified_phone_number', Priority: 1 },
      { Name: 'verified_email', Priority: 2 },
    ],
    AllowAdminCreateUserOnly: admin?.AllowAdminCreateUserOnly ?? false,
    Messages: {
      emailSubject:
        verification?.EmailSubject ?? given.EmailVerificationSubject ?? 'Your verification code',
      emailMessage:
        verification?.EmailMessage ??
        given.EmailVerificationMessage ??
        'Your confirmation code is {####}',
      smsMessage:
        verification?.SmsMessage ??
        given.SmsVerificationMessage ??
        'Your confirmation code is {####}',
      authenticationSmsMessage:
        given.SmsAuthenticationMessage ?? 'Your authentication code is {####}',
      authenticationEmailSubject: given.EmailAuthenticationSubject ?? 'Your authentication code',
      authenticationEmailMessage:
        given.EmailAuthenticationMessage ?? 'Your authentication code is {####}',
      invitationSubject: invitation?.EmailSubject ?? 'Your temporary password',
      invitationMessage:
        invitation?.EmailMessage ?? 'Your username is {username} and temporary password is {####}.',
      invitationSmsMessage:
        invitation?.SMSMessage ?? 'Your username is {username} and temporary password is {####}.',
    },
    WebAuthn: {
      ...(given.WebAuthnRelyingPartyID && { relyingPartyId: given.WebAuthnRelyingPartyID }),
      userVerification: given.WebAuthnUserVerification ?? 'preferred',
    },
    given: properties,
  }
}

const standard = (name: string, rest: Partial<SchemaAttribute> = {}): SchemaAttribute => ({
  Name: name,
  AttributeDataType: 'String',
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  ...(rest.AttributeDataType === undefined && {
    StringAttributeConstraints: { MinLength: '0', MaxLength: '2048' },
  }),
  ...rest,
})

const standardAttributes: readonly SchemaAttribute[] = [
  standard('sub', {
    Mutable: false,
    Required: true,
    StringAttributeConstraints: { MinLength: '1', MaxLength: '2048' },
  }),
  ...['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username'].map(
    (name) => standard(name),
  ),
  ...['profile', 'picture', 'website', 'email'].map((name) => standard(name)),
  standard('email_verified', { AttributeDataType: 'Boolean' }),
  standard('gender'),
  standard('birthdate', { StringAttributeConstraints: { MinLength: '10', MaxLength: '10' } }),
  ...['zoneinfo', 'locale', 'phone_number'].map((name) => standard(name)),
  standard('phone_number_verified', { AttributeDataType: 'Boolean' }),
  standard('address'),
  standard('updated_at', {
    AttributeDataType: 'Number',
    NumberAttributeConstraints: { MinValue: '0' },
  }),
]

export const customAttribute = (declared: Partial<SchemaAttribute>): SchemaAttribute => ({
  AttributeDataType: 'String',
  DeveloperOnlyAttribute: false,
  Mutable: true,
  ...declared,
  Name: `${declared.DeveloperOnlyAttribute ? 'dev:' : ''}custom:${declared.Name ?? ''}`,
  Required: false,
})

function schemaAttributes(declared: readonly Partial<SchemaAttribute>[]): SchemaAttribute[] {
  const isStandard = ({ Name }: Partial<SchemaAttribute>) =>
    standardAttributes.some((known) => known.Name === Name)
  return [
    ...standardAttributes.map((known) =>
      Object.assign(
        {},
        known,
        declared.find(({ Name }) => Name === known.Name),
      ),
    ),
    ...declared.filter((attribute) => !isStandard(attribute)).map(customAttribute),
  ]
}

interface ClientProperties {
  readonly ExplicitAuthFlows?: readonly string[]
  readonly ReadAttributes?: readonly string[]
  readonly WriteAttributes?: readonly string[]
  readonly PreventUserExistenceErrors?: 'ENABLED' | 'LEGACY'
  readonly EnableTokenRevocation?: boolean
  readonly AuthSessionValidity?: number
  readonly AccessTokenValidity?: number
  readonly IdTokenValidity?: number
  readonly RefreshTokenValidity?: number
  readonly TokenValidityUnits?: Readonly<
    Partial<Record<'AccessToken' | 'IdToken' | 'RefreshToken', keyof typeof seconds>>
  >
  readonly RefreshTokenRotation?: ClientSettings['RefreshTokenRotation']
}

const seconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const

export function clientSettings(properties: Json): ClientSettings {
  const given = properties as ClientProperties
  const units = given.TokenValidityUnits
  const flows = given.ExplicitAuthFlows ?? []
  return {
    ExplicitAuthFlows:
      flows.length > 0
        ? flows
        : ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'],
    ...(given.ReadAttributes && { ReadAttributes: given.ReadAttributes }),
    ...(given.WriteAttributes && { WriteAttributes: given.WriteAttributes }),
    PreventUserExistenceErrors: given.PreventUserExistenceErrors ?? 'LEGACY',
    EnableTokenRevocation: given.EnableTokenRevocation ?? true,
    AuthSessionValidity: given.AuthSessionValidity ?? 3,
    accessSeconds: (given.AccessTokenValidity || 1) * seconds[units?.AccessToken ?? 'hours'],
    idSeconds: (given.IdTokenValidity || 1) * seconds[units?.IdToken ?? 'hours'],
    refreshSeconds: (given.RefreshTokenValidity || 30) * seconds[units?.RefreshToken ?? 'days'],
    ...(given.RefreshTokenRotation && { RefreshTokenRotation: given.RefreshTokenRotation }),
    given: properties,
  }
}
