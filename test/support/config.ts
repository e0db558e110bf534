import type { Config } from '#src/config.ts'

/** A config.json as the development stage of the stack writes it. */
export const exampleConfig = (): Config => ({
  appName: 'Starter',
  region: 'us-east-1',
  userPoolId: 'us-east-1_AbCdEf123',
  userPoolClientId: '1h57kf5cpq17m0eml12EXAMPLE',
  identityPoolId: 'us-east-1:128d0a74-c82f-4553-916d-90053e4a8b0f',
  bucket: 'starter-data',
  selfSignUp: true,
  attributes: [{ name: 'custom:agentName', required: true, minLength: 1, maxLength: 60 }],
  passwordPolicy: {
    minimumLength: 8,
    requireLowercase: false,
    requireUppercase: false,
    requireNumbers: true,
    requireSymbols: false,
  },
  signInWith: ['PASSWORD'],
  mfa: 'OPTIONAL',
  mfaMethods: ['TOTP'],
  devices: 'opt-in',
  groups: ['admins'],
  files: { maxFileBytes: 5_000_000_000, maxFiles: 1000, types: [], shareLinks: true },
})
