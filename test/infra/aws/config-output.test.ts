import { resolveTemplate } from '#infra/local/template/resolve-template.ts'
import { checkConfig } from '#src/config.ts'
import { expect, test } from 'vitest'
import { plain, synthesise } from './synthesise.ts'

const place = {
  region: 'eu-central-1',
  accountId: '123456789012',
  partition: 'aws',
  stackName: 'Test-App-development',
  stackId:
    'arn:aws:cloudformation:eu-central-1:123456789012:stack/Test-App-development/0a1b2c3d-0000-1111-2222-333344445555',
}
const configOf = (settings = plain) =>
  checkConfig(JSON.parse(resolveTemplate(synthesise(settings), place).outputs['Config'] ?? ''))

test('the app is told what the settings say, and understands it', () => {
  const attributes = [
    { name: 'custom:agentName', required: true, minLength: 1, maxLength: 60 },
    { name: 'given_name', required: false },
  ]
  expect(
    configOf({
      ...plain,
      attributes,
      signInWith: ['PASSWORD', 'EMAIL_OTP'],
      devices: 'always',
      files: { ...plain.files, types: ['image/*'], shareLinks: false },
    }),
  ).toEqual({
    appName: 'Test App',
    region: 'eu-central-1',
    userPoolId: expect.stringMatching(/^eu-central-1_/) as string,
    userPoolClientId: expect.any(String) as string,
    identityPoolId: expect.stringMatching(/^eu-central-1:/) as string,
    bucket: 'files-0a1b2c3d-0000-1111-2222-333344445555',
    selfSignUp: true,
    attributes,
    passwordPolicy: {
      minimumLength: 8,
      requireLowercase: false,
      requireUppercase: false,
      requireNumbers: true,
      requireSymbols: false,
    },
    signInWith: ['PASSWORD', 'EMAIL_OTP'],
    mfa: 'OPTIONAL',
    mfaMethods: ['TOTP'],
    devices: 'always',
    groups: ['admins'],
    files: { maxFileBytes: 1e9, maxFiles: 100, types: ['image/*'], shareLinks: false },
  })
})

test('without second factors no method is offered', () => {
  expect(configOf({ ...plain, mfa: { mode: 'OFF', methods: ['TOTP'] } }).mfaMethods).toEqual([])
})

test('nothing secret is in it', () => {
  expect(JSON.stringify(configOf())).not.toMatch(/secret|arn:/i)
})
