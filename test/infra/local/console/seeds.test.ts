import * as sdk from '@aws-sdk/client-cognito-identity-provider'
import { TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import type { Seed } from '#infra/local/user-pool/seeds.ts'
import { startAws, changeTemplate } from '#test/support/aws.ts'
import { makeSeed, seedKinds } from '#infra/local/user-pool/seeds.ts'
import type { SeedKind } from '#infra/local/user-pool/seeds.ts'
import { readTemplate } from '#infra/template.ts'
import { onTestFinished } from 'vitest'

/** The pool of the template, with text messages and plain passwords for a short test. */
async function world() {
  const template = changeTemplate(
    changeTemplate(await readTemplate(), 'AWS::Cognito::UserPool', (pool) => ({
      ...pool,
      EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'],
    })),
    'AWS::Cognito::UserPoolClient',
    (client) => ({ ...client, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }),
  )
  const aws = await startAws({ template })
  const cognito = new sdk.CognitoIdentityProviderClient({
    endpoint: aws.origin,
    region: aws.config.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  })
  onTestFinished(async () => {
    cognito.destroy()
    await aws.close()
  })
  const { userPool } = aws.aws
  const make = (kind: SeedKind) => makeSeed(userPool, userPool.pool(aws.config.userPoolId), kind)
  const ClientId = aws.config.userPoolClientId
  const signIn = ({ email, password }: Seed) =>
    cognito.send(
      new sdk.InitiateAuthCommand({
        ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: password },
      }),
    )
  return { ...aws, cognito, make, signIn, ClientId }
}

test('confirmed and admin users sign in', async () => {
  const { make, signIn } = await world()
  const plain = await signIn(make('confirmed'))
  expect(plain.AuthenticationResult?.IdToken).toBeTruthy()
  const admin = await signIn(make('admin'))
  const claims = Buffer.from(admin.AuthenticationResult?.IdToken?.split('.')[1] ?? '', 'base64url')
  expect(claims.toString()).toContain('"cognito:groups":["admins"]')
})

test('the others meet what they are for', async () => {
  const { make, signIn } = await world()
  const refused = {
    unconfirmed: 'UserNotConfirmedException',
    'reset-required': 'PasswordResetRequiredException',
    locked: 'NotAuthorizedException',
    disabled: 'NotAuthorizedException',
  } as const
  for (const [kind, name] of Object.entries(refused))
    await expect(signIn(make(kind as SeedKind)), kind).rejects.toThrow(
      expect.objectContaining({ name }) as Error,
    )
  expect((await signIn(make('new-password'))).ChallengeName).toBe('NEW_PASSWORD_REQUIRED')
  expect((await signIn(make('sms'))).ChallengeName).toBe('SMS_MFA')
})

test('an unconfirmed user’s code is in the inbox and works', async () => {
  const { make, signIn, cognito, ClientId, code } = await world()
  const seed = make('unconfirmed')
  await cognito.send(
    new sdk.ConfirmSignUpCommand({
      ClientId,
      Username: seed.email,
      ConfirmationCode: code(seed.email),
    }),
  )
  expect((await signIn(seed)).AuthenticationResult?.IdToken).toBeTruthy()
})

test('the secret of an authenticator app is the right one', async () => {
  const { make, signIn, cognito, ClientId, clock } = await world()
  const seed = make('totp')
  const { ChallengeName, Session } = await signIn(seed)
  expect(ChallengeName).toBe('SOFTWARE_TOKEN_MFA')
  const totp = new TOTP({ secret: seed.totp?.secret ?? '' })
  const done = await cognito.send(
    new sdk.RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      Session,
      ChallengeResponses: {
        USERNAME: seed.email,
        SOFTWARE_TOKEN_MFA_CODE: totp.generate({ timestamp: clock.now() }),
      },
    }),
  )
  expect(done.AuthenticationResult?.IdToken).toBeTruthy()
  expect(seed.totp?.uri).toContain(`secret=${seed.totp?.secret}`)
})

test('every kind meets the strictest password policy and attribute limits', async () => {
  const template = changeTemplate(await readTemplate(), 'AWS::Cognito::UserPool', (pool) => ({
    ...pool,
    EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'],
    Policies: {
      PasswordPolicy: {
        MinimumLength: 30,
        RequireLowercase: true,
        RequireUppercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
      },
    },
    Schema: [
      {
        Name: 'code',
        AttributeDataType: 'String',
        StringAttributeConstraints: { MinLength: '50' },
      },
      {
        Name: 'short',
        AttributeDataType: 'String',
        StringAttributeConstraints: { MaxLength: '2' },
      },
    ],
  }))
  const { aws, config, close } = await startAws({ template })
  onTestFinished(close)
  const pool = aws.userPool.pool(config.userPoolId)
  for (const kind of Object.keys(seedKinds) as SeedKind[]) {
    const { username, password } = makeSeed(aws.userPool, pool, kind)
    expect(password.length).toBeGreaterThanOrEqual(30)
    const attributes = aws.userPool.users(pool.id).get(username)?.attributes
    expect(attributes?.['custom:code']).toHaveLength(50)
    expect(attributes?.['custom:short']).toHaveLength(2)
  }
})
