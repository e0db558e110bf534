import type { Settings } from '#infra/aws/settings-shape.ts'
import { describe, expect, test } from 'vitest'
import { plain, production, synthesise } from './synthesise.ts'

const made = (changes: Partial<Settings> = {}) => {
  const template = synthesise({ ...plain, ...changes })
  return {
    template,
    pool: template.one('AWS::Cognito::UserPool').Properties,
    client: template.one('AWS::Cognito::UserPoolClient').Properties,
  }
}
const tracked = (devices: Settings['devices']) => made({ devices }).pool['DeviceConfiguration']
const party = (changes: Partial<Settings>) =>
  made({ ...changes, signInWith: ['PASSWORD', 'WEB_AUTHN'] }).pool['WebAuthnRelyingPartyID']
const standard = made()
const ses = {
  ...plain.mail,
  sender: {
    by: 'ses',
    from: 'accounts@example.com',
    fromName: 'Agent Desk',
    replyTo: 'help@example.com',
    region: 'eu-west-1',
    verifiedDomain: 'example.com',
  },
} as const

describe('people', () => {
  test('sign in with their email address, whatever its case', () => {
    expect(standard.pool['UsernameAttributes']).toEqual(['email'])
    expect(standard.pool['AliasAttributes']).toBeUndefined()
    expect(standard.pool['UsernameConfiguration']).toEqual({ CaseSensitive: false })
  })

  test('may make an account themselves, or only when settings allow it', () => {
    const invited = made({ selfSignUp: false }).pool
    expect(standard.pool).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
    })
    expect(invited).toMatchObject({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } })
  })

  test('are mailed a code, in the words of the settings', () => {
    expect(standard.pool).toMatchObject({
      AutoVerifiedAttributes: ['email'],
      VerificationMessageTemplate: {
        DefaultEmailOption: 'CONFIRM_WITH_CODE',
        EmailSubject: 'Your code',
        EmailMessage: 'It is {####}.',
      },
      AdminCreateUserConfig: {
        InviteMessageTemplate: {
          EmailSubject: 'Welcome',
          EmailMessage: 'You are {username}, and {####} lets you in.',
        },
      },
    })
  })

  test('keep their address until the new one is verified', () => {
    expect(standard.pool['UserAttributeUpdateSettings']).toEqual({
      AttributesRequireVerificationBeforeUpdate: ['email'],
    })
  })

  test('get back in by email, never by a text message', () => {
    expect(standard.pool['AccountRecoverySetting']).toEqual({
      RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }],
    })
  })
})

describe('attributes', () => {
  const extended = made({
    attributes: [
      { name: 'custom:agentName', required: true, maxLength: 60 },
      { name: 'given_name', required: true },
      { name: 'preferred_username', required: false },
    ],
  })

  test('are those of the settings, and email', () => {
    expect(standard.pool['Schema']).toEqual([
      { Name: 'email', Required: true, Mutable: true },
      {
        Name: 'agentName',
        AttributeDataType: 'String',
        Mutable: true,
        StringAttributeConstraints: { MinLength: '1', MaxLength: '60' },
      },
    ])
    expect(extended.pool['Schema']).toEqual(
      expect.arrayContaining([
        { Name: 'given_name', Required: true, Mutable: true },
        { Name: 'preferred_username', Required: false, Mutable: true },
      ]),
    )
  })

  test('of the list, and the mark of a picture, are all that the app may write', () => {
    expect(standard.client['WriteAttributes']).toEqual(['custom:agentName', 'email', 'picture'])
    expect(extended.client['WriteAttributes']).toEqual([
      'custom:agentName',
      'email',
      'given_name',
      'picture',
      'preferred_username',
    ])
  })

  test('of the list, and that mark, are all that the app may read, and whether the address is verified', () => {
    expect(standard.client['ReadAttributes']).toEqual([
      'custom:agentName',
      'email',
      'email_verified',
      'picture',
    ])
  })
})

describe('passwords', () => {
  test('follow the rules of the settings', () => {
    const { pool } = made({
      passwordPolicy: {
        minimumLength: 15,
        requireLowercase: true,
        requireUppercase: false,
        requireNumbers: false,
        requireSymbols: true,
        history: 5,
        temporaryPasswordDays: 3,
      },
    })
    expect(pool['Policies']).toMatchObject({
      PasswordPolicy: {
        MinimumLength: 15,
        RequireLowercase: true,
        RequireUppercase: false,
        RequireNumbers: false,
        RequireSymbols: true,
        PasswordHistorySize: 5,
        TemporaryPasswordValidityDays: 3,
      },
    })
  })
})

describe('second factors', () => {
  test('are the choice of each person, by an authenticator app and without text messages', () => {
    expect(standard.pool).toMatchObject({
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    })
    expect(standard.pool['SmsConfiguration']).toBeUndefined()
    expect(standard.client['WriteAttributes']).not.toContain('phone_number')
  })

  test('can be required of everyone, or be off', () => {
    const required = made({ mfa: { mode: 'ON', methods: ['TOTP'] } }).pool
    const off = made({ mfa: { mode: 'OFF', methods: ['TOTP'] } }).pool
    expect(required['MfaConfiguration']).toBe('ON')
    expect(off['MfaConfiguration']).toBe('OFF')
  })

  test('by text message bring the role that sends them, and the phone number', () => {
    const { pool, client, template } = made({ mfa: { mode: 'OPTIONAL', methods: ['TOTP', 'SMS'] } })
    expect(pool).toMatchObject({
      EnabledMfas: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'],
      SmsAuthenticationMessage: 'Text {####}.',
    })
    expect(pool['SmsConfiguration']).toBeDefined()
    expect(client['WriteAttributes']).toContain('phone_number')
    expect(client['ReadAttributes']).toContain('phone_number_verified')
    expect(template.one('AWS::IAM::Role', /sms/i).Properties['Policies']).toMatchObject([
      { PolicyDocument: { Statement: [{ Action: 'sns:Publish', Effect: 'Allow' }] } },
    ])
  })

  test('by email come through SES, in the words of the settings', () => {
    const { pool } = made({ mfa: { mode: 'OPTIONAL', methods: ['TOTP', 'EMAIL'] }, mail: ses })
    expect(pool).toMatchObject({
      EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
      EmailAuthenticationSubject: 'Sign in',
      EmailAuthenticationMessage: 'With {####}.',
    })
  })

  test('are not asked of remembered devices', () => {
    expect(tracked('opt-in')).toEqual({
      ChallengeRequiredOnNewDevice: true,
      DeviceOnlyRememberedOnUserPrompt: true,
    })
    expect(tracked('always')).toMatchObject({ DeviceOnlyRememberedOnUserPrompt: false })
    expect(tracked('off')).toBeUndefined()
  })
})

describe('first factors', () => {
  const choices = made({ signInWith: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] })

  test('are the password by SRP alone, unless the settings add others', () => {
    expect(standard.client['ExplicitAuthFlows']).toEqual(['ALLOW_USER_SRP_AUTH'])
    expect(standard.pool['Policies']).not.toHaveProperty('SignInPolicy')
    expect(choices.client['ExplicitAuthFlows']).toEqual(['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'])
    expect(choices.pool['Policies']).toMatchObject({
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
    })
  })

  test('by passkey belong to localhost in development, to the site in production', () => {
    expect(party({})).toBe('localhost')
    expect(party({ stage: 'production' })).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^SiteDistribution/), 'DomainName'],
    })
    expect(party(production)).toBe('app.example.com')
    expect(
      party({ passkeys: { relyingPartyId: 'example.com', userVerification: 'required' } }),
    ).toBe('example.com')
  })

  test('by text message work without a second factor', () => {
    const { pool } = made({
      signInWith: ['PASSWORD', 'SMS_OTP'],
      mfa: { mode: 'OFF', methods: [] },
    })
    expect(pool['SmsConfiguration']).toBeDefined()
  })
})

describe('the client', () => {
  test('has no secret, which a browser could not keep', () => {
    expect(standard.client['GenerateSecret']).toBe(false)
  })

  test('gets short tokens and renews them with a refresh token that is used once', () => {
    expect(standard.client).toMatchObject({
      AccessTokenValidity: 15,
      IdTokenValidity: 15,
      RefreshTokenValidity: 30 * 24 * 60,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 30 },
      AuthSessionValidity: 5,
      EnableTokenRevocation: true,
    })
    // Cognito refuses the old flow beside rotation.
    expect(standard.client['ExplicitAuthFlows']).not.toContain('ALLOW_REFRESH_TOKEN_AUTH')
  })

  test('does not say which addresses have an account', () => {
    expect(standard.client['PreventUserExistenceErrors']).toBe('ENABLED')
  })

  test('has no OAuth, unless there are hosted pages', () => {
    expect(standard.client['AllowedOAuthFlowsUserPoolClient']).toBe(false)
    expect(standard.client['AllowedOAuthFlows']).toBeUndefined()
    expect(standard.template.all('AWS::Cognito::UserPoolDomain')).toEqual([])
  })

  test('of hosted pages has the code grant alone, and comes back to the site', () => {
    const { client, template } = made({ ...production, hostedSignIn: { domainPrefix: 'desk' } })
    expect(client).toMatchObject({
      AllowedOAuthFlows: ['code'],
      CallbackURLs: ['https://app.example.com/'],
      LogoutURLs: ['https://app.example.com/'],
    })
    expect(template.one('AWS::Cognito::UserPoolDomain').Properties['Domain']).toBe('desk')
  })
})

describe('mail', () => {
  test("is Cognito's own, or comes from our address through SES", () => {
    expect(standard.pool['EmailConfiguration']).toEqual({ EmailSendingAccount: 'COGNITO_DEFAULT' })
    expect(made({ mail: ses }).pool['EmailConfiguration']).toMatchObject({
      EmailSendingAccount: 'DEVELOPER',
      From: 'Agent Desk <accounts@example.com>',
      ReplyToEmailAddress: 'help@example.com',
    })
  })
})

describe('the plan', () => {
  test('is ESSENTIALS, and PLUS only for threat protection', () => {
    expect(standard.pool['UserPoolTier']).toBe('ESSENTIALS')
    expect(standard.pool['UserPoolAddOns']).toBeUndefined()
    expect(made({ threatProtection: 'audit' }).pool).toMatchObject({
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
    })
    expect(made({ threatProtection: 'enforce' }).pool).toMatchObject({
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    })
  })
})

test('accounts outlive the stack in production, and go with it in development', () => {
  const kept = synthesise(production).one('AWS::Cognito::UserPool')
  expect(kept.DeletionPolicy).toBe('Retain')
  expect(kept.Properties['DeletionProtection']).toBe('ACTIVE')
  expect(standard.template.one('AWS::Cognito::UserPool').DeletionPolicy).toBe('Delete')
  expect(standard.pool['DeletionProtection']).toBe('INACTIVE')
})
