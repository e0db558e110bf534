import { document, flag, integer, list, map, oneOf, record, required, text } from '../http/shape.ts'
import { arn } from './admin-input.ts'

/** The settings of CreateUserPool and UpdateUserPool. */

const anything = text({ max: 131_072 })
const letters = '\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}'
const subjectLine = text({ min: 1, max: 140, pattern: `[${letters}\\s]+` })
const mail = text({
  min: 6,
  max: 20_000,
  pattern: `[${letters}\\s*]*\\{####\\}[${letters}\\s*]*`,
})
const sms = text({ min: 6, max: 140, pattern: '.*\\{####\\}.*' })
const addresses = list(oneOf('phone_number', 'email'))

export const poolName = text({ min: 1, max: 128, pattern: '[\\w\\s+=,.@-]+' })
export const smsConfiguration = record({
  SnsCallerArn: required(arn),
  ExternalId: anything,
  SnsRegion: text({ min: 5, max: 32 }),
})

export const customAttributeInput = record({
  Name: text({ min: 1, max: 20, pattern: `[${letters}]+` }),
  AttributeDataType: oneOf('String', 'Number', 'DateTime', 'Boolean'),
  DeveloperOnlyAttribute: flag,
  Mutable: flag,
  Required: flag,
  NumberAttributeConstraints: record({ MinValue: anything, MaxValue: anything }),
  StringAttributeConstraints: record({ MinLength: anything, MaxLength: anything }),
})

export const changeable = {
  Policies: record({
    PasswordPolicy: record({
      MinimumLength: integer({ min: 6, max: 99 }),
      RequireUppercase: flag,
      RequireLowercase: flag,
      RequireNumbers: flag,
      RequireSymbols: flag,
      PasswordHistorySize: integer({ min: 0, max: 24 }),
      TemporaryPasswordValidityDays: integer({ min: 0, max: 365 }),
    }),
    SignInPolicy: record({
      AllowedFirstAuthFactors: list(oneOf('PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'), {
        min: 1,
        max: 4,
      }),
    }),
  }),
  DeletionProtection: oneOf('ACTIVE', 'INACTIVE'),
  LambdaConfig: document,
  AutoVerifiedAttributes: addresses,
  SmsVerificationMessage: sms,
  EmailVerificationMessage: mail,
  EmailVerificationSubject: subjectLine,
  VerificationMessageTemplate: record({
    SmsMessage: sms,
    EmailMessage: mail,
    EmailSubject: subjectLine,
    EmailMessageByLink: text({ min: 6, max: 20_000 }),
    EmailSubjectByLink: subjectLine,
    DefaultEmailOption: oneOf('CONFIRM_WITH_LINK', 'CONFIRM_WITH_CODE'),
  }),
  SmsAuthenticationMessage: sms,
  MfaConfiguration: oneOf('OFF', 'ON', 'OPTIONAL'),
  UserAttributeUpdateSettings: record({ AttributesRequireVerificationBeforeUpdate: addresses }),
  DeviceConfiguration: record({
    ChallengeRequiredOnNewDevice: flag,
    DeviceOnlyRememberedOnUserPrompt: flag,
  }),
  EmailConfiguration: record({
    SourceArn: arn,
    ReplyToEmailAddress: text({ pattern: `[${letters}]+@[${letters}]+` }),
    EmailSendingAccount: oneOf('COGNITO_DEFAULT', 'DEVELOPER'),
    From: anything,
    ConfigurationSet: text({ min: 1, max: 64, pattern: '[a-zA-Z0-9_-]+' }),
  }),
  SmsConfiguration: smsConfiguration,
  UserPoolTags: map(text({ max: 256 })),
  AdminCreateUserConfig: record({
    AllowAdminCreateUserOnly: flag,
    UnusedAccountValidityDays: integer({ min: 0, max: 365 }),
    InviteMessageTemplate: record({
      SMSMessage: text({ min: 6, max: 140 }),
      EmailMessage: text({ min: 6, max: 20_000, pattern: `[${letters}\\s*]*` }),
      EmailSubject: subjectLine,
    }),
  }),
  UserPoolAddOns: document,
  AccountRecoverySetting: record({
    RecoveryMechanisms: list(
      record({
        Priority: required(integer({ min: 1, max: 2 })),
        Name: required(oneOf('verified_email', 'verified_phone_number', 'admin_only')),
      }),
      { min: 1, max: 2 },
    ),
  }),
  UserPoolTier: oneOf('LITE', 'ESSENTIALS', 'PLUS'),
}

/** Settled for good when the pool is made. */
export const permanent = {
  AliasAttributes: list(oneOf('phone_number', 'email', 'preferred_username')),
  UsernameAttributes: addresses,
  UsernameConfiguration: record({ CaseSensitive: required(flag) }),
  Schema: list(customAttributeInput, { min: 1, max: 50 }),
}

export const mfaConfig = {
  SmsMfaConfiguration: record({
    SmsAuthenticationMessage: sms,
    SmsConfiguration: smsConfiguration,
  }),
  SoftwareTokenMfaConfiguration: record({ Enabled: flag }),
  EmailMfaConfiguration: record({
    Message: mail,
    Subject: text({ pattern: `[${letters}\\s]+` }),
  }),
  MfaConfiguration: oneOf('OFF', 'ON', 'OPTIONAL'),
  WebAuthnConfiguration: record({
    RelyingPartyId: text({ min: 1, max: 127 }),
    UserVerification: oneOf('required', 'preferred'),
    FactorConfiguration: oneOf('SINGLE_FACTOR', 'MULTI_FACTOR_WITH_USER_VERIFICATION'),
  }),
}
