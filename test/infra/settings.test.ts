import { checkSettings, SettingsError } from '#infra/aws/check-settings.ts'
import type { Settings } from '#infra/aws/settings-shape.ts'
import { describe, expect, test } from 'vitest'
import { plain, production } from './aws/synthesise.ts'

/** As somebody may save it: types are not checked when the file runs. */
const refusal = (changes: object) => {
  try {
    checkSettings({ ...plain, ...changes })
  } catch (error) {
    if (error instanceof SettingsError) return error.message
    throw error
  }
  return 'accepted'
}
const change = (key: keyof Settings) => (part: object) => ({
  [key]: { ...(plain[key] as object), ...part },
})
const policy = change('passwordPolicy')
const tokens = change('tokens')
const mail = change('mail')
const files = change('files')

describe('a wrong value is named in one sentence', () => {
  test.each<[string, object, string]>([
    [
      'app name',
      { appName: '1st app!' },
      'appName must be up to 40 letters, digits, spaces and hyphens, a letter first, not "1st app!".',
    ],
    ['stage', { stage: 'staging' }, 'stage must be one of development, production, not "staging".'],
    [
      'short passwords',
      policy({ minimumLength: 4 }),
      'passwordPolicy.minimumLength must be a whole number from 6 to 99, not 4.',
    ],
    [
      'numbers as text',
      policy({ minimumLength: '8' }),
      'passwordPolicy.minimumLength must be a whole number from 6 to 99, not "8".',
    ],
    [
      'password history',
      policy({ history: 25 }),
      'passwordPolicy.history must be a whole number from 0 to 24, not 25.',
    ],
    [
      'yes for true',
      policy({ requireNumbers: 'yes' }),
      'passwordPolicy.requireNumbers must be true or false, not "yes".',
    ],
    [
      'long-lived access tokens',
      tokens({ accessMinutes: 1441 }),
      'tokens.accessMinutes must be a whole number from 5 to 1440, not 1441.',
    ],
    [
      'grace',
      tokens({ rotationGraceSeconds: 61 }),
      'tokens.rotationGraceSeconds must be a whole number from 0 to 60, not 61.',
    ],
    [
      'half a day',
      tokens({ refreshDays: 0.5 }),
      'tokens.refreshDays must be a whole number from 1 to 3650, not 0.5.',
    ],
    [
      'a mail without its code',
      mail({ verification: { subject: 'Code', body: 'Hello there' } }),
      'mail.verification.body must be at most 20000 printable characters with {####} in them, not "Hello there".',
    ],
    [
      'an invitation without the name',
      mail({ invitation: { subject: 'Hi', body: 'Use {####}' } }),
      'mail.invitation.body must be at most 20000 printable characters with {username} and {####} in them, not "Use {####}".',
    ],
    [
      'a subject of two lines that would end the header',
      mail({ verification: { subject: 'Code\u0000', body: '{####} it is' } }),
      String.raw`mail.verification.subject must be 1 to 140 characters, none of them a control character, not "Code\u0000".`,
    ],
    [
      'a sender of neither kind',
      mail({ sender: { by: 'sendmail' } }),
      'mail.sender.by must be one of cognito, ses, not "sendmail".',
    ],
    [
      'a sender that is no address',
      mail({ sender: { by: 'ses', from: 'example.com' } }),
      'mail.sender.from must be an email address, not "example.com".',
    ],
    [
      'an attribute that does not exist',
      { attributes: [{ name: 'agentName', required: false }] },
      'attributes[0].name must be custom: and up to 20 letters, digits, _ or -, or one of address',
    ],
    [
      'an attribute twice',
      {
        attributes: [
          { name: 'custom:a', required: false },
          { name: 'custom:a', required: true },
        ],
      },
      'attributes names custom:a twice.',
    ],
    [
      'a misspelt key',
      { attributes: [{ name: 'custom:a', required: false, maxLenght: 3 }] },
      'attributes[0].maxLenght is not a setting.',
    ],
    ['a missing part', { tokens: undefined }, 'tokens must be an object, not undefined.'],
    ['a group twice', { groups: [...plain.groups, ...plain.groups] }, 'groups names admins twice.'],
    [
      'a tag that AWS keeps for itself',
      { tags: { 'aws:x': '1' } },
      'tags: each name must be up to 128 letters, digits, spaces or _.:/=+@-, and not begin with aws:, not "aws:x".',
    ],
    [
      'a certificate elsewhere',
      {
        domain: {
          ...production.domain,
          certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/12345678',
        },
      },
      'domain.certificateArn must be the ARN of a certificate in us-east-1',
    ],
    [
      'a reserved prefix',
      { hostedSignIn: { domainPrefix: 'my-cognito' } },
      'hostedSignIn.domainPrefix must be up to 63 lower-case letters',
    ],
    [
      'a type of file',
      files({ types: ['jpeg'] }),
      'files.types[0] must be like image/*, application/pdf or .pdf, not "jpeg".',
    ],
    [
      'larger than S3 takes',
      files({ maxFileBytes: 6 * 1024 ** 4 }),
      'files.maxFileBytes must be a whole number from 1 to 5497558138880',
    ],
  ])('%s', (_what, changes, sentence) => {
    const said = refusal(changes)
    expect(said).toContain(`infra/settings.ts: ${sentence}`)
    expect(said.split('\n')).toHaveLength(1)
  })
})

describe('values that AWS refuses together are named', () => {
  const phone = { name: 'phone_number', required: true }
  test.each<[string, object, string]>([
    ['no password', { signInWith: ['EMAIL_OTP'] }, 'signInWith must include PASSWORD.'],
    [
      'passkeys beside a required second factor',
      { signInWith: ['PASSWORD', 'WEB_AUTHN'], mfa: { mode: 'ON', methods: ['TOTP'] } },
      'signInWith must be PASSWORD alone where mfa.mode is ON, not also WEB_AUTHN.',
    ],
    [
      'a second factor without a method',
      { mfa: { mode: 'OPTIONAL', methods: [] } },
      'mfa.methods must name at least one method where mfa.mode is OPTIONAL.',
    ],
    [
      'codes by mail without SES',
      { mfa: { mode: 'OPTIONAL', methods: ['TOTP', 'EMAIL'] } },
      'mfa.methods may have EMAIL only where mail.sender is ses.',
    ],
    [
      'nobody could have a phone',
      { mfa: { mode: 'ON', methods: ['SMS'] } },
      'mfa.methods is SMS alone and mfa.mode ON, so attributes must have a required phone_number.',
    ],
    [
      'a length for a standard attribute',
      { attributes: [{ ...phone, maxLength: 9 }] },
      'attributes[0]: minLength and maxLength are for custom attributes, not for phone_number.',
    ],
    [
      'no length fits',
      { attributes: [{ name: 'custom:a', required: false, minLength: 9, maxLength: 8 }] },
      'attributes[0].minLength must be at most maxLength.',
    ],
    [
      'risk decides, and everyone is asked anyway',
      { threatProtection: 'enforce', mfa: { mode: 'ON', methods: ['TOTP'] } },
      'threatProtection enforce decides itself when to ask for a second factor: set mfa.mode to OPTIONAL.',
    ],
    [
      'a domain outside its zone',
      { domain: { ...production.domain, name: 'app.badexample.com' } },
      'domain.name must be example.com or end with .example.com, as its hosted zone does.',
    ],
  ])('%s', (_what, changes, sentence) => {
    expect(refusal(changes)).toBe(`infra/settings.ts: ${sentence}`)
  })

  test('and what goes together is accepted', () => {
    expect(refusal({ mfa: { mode: 'ON', methods: ['SMS'] }, attributes: [phone] })).toBe('accepted')
    expect(refusal({ mfa: { mode: 'ON', methods: ['TOTP'] } })).toBe('accepted')
    expect(refusal(production)).toBe('accepted')
  })
})

test('every wrong value is named, not only the first', () => {
  expect(refusal({ ...policy({ minimumLength: 1 }), stage: 'x', extra: 1 }).split('\n')).toEqual([
    'infra/settings.ts: extra is not a setting.',
    'infra/settings.ts: stage must be one of development, production, not "x".',
    'infra/settings.ts: passwordPolicy.minimumLength must be a whole number from 6 to 99, not 1.',
  ])
})
