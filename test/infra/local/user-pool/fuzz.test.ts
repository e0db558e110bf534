import { expect, test } from 'vitest'

import { password, startCognito } from '#test/support/cognito.ts'

/** Repeatable chance: a failure names the seed's step and can be had again. */
function createDice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

const operations = [
  'SignUp',
  'ConfirmSignUp',
  'ResendConfirmationCode',
  'InitiateAuth',
  'RespondToAuthChallenge',
  'GetTokensFromRefreshToken',
  'RevokeToken',
  'GlobalSignOut',
  'GetUser',
  'UpdateUserAttributes',
  'DeleteUserAttributes',
  'GetUserAttributeVerificationCode',
  'VerifyUserAttribute',
  'ChangePassword',
  'ForgotPassword',
  'ConfirmForgotPassword',
  'DeleteUser',
  'GetUserAuthFactors',
  'AssociateSoftwareToken',
  'VerifySoftwareToken',
  'SetUserMFAPreference',
  'ConfirmDevice',
  'GetDevice',
  'ListDevices',
  'ForgetDevice',
  'UpdateDeviceStatus',
  'StartWebAuthnRegistration',
  'CompleteWebAuthnRegistration',
  'ListWebAuthnCredentials',
  'DeleteWebAuthnCredential',
  'AdminGetUser',
  'AdminDeleteUser',
  'ListUsers',
  'constructor',
  '__proto__',
] as const

const members = [
  'ClientId',
  'Username',
  'Password',
  'AccessToken',
  'Session',
  'AuthFlow',
  'AuthParameters',
  'ChallengeName',
  'ChallengeResponses',
  'ConfirmationCode',
  'Code',
  'UserCode',
  'AttributeName',
  'UserAttributes',
  'UserAttributeNames',
  'DeviceKey',
  'RefreshToken',
  'Token',
  'Credential',
  'ProposedPassword',
  'PreviousPassword',
  'UserPoolId',
  'Limit',
  'PaginationToken',
  'MaxResults',
  'NextToken',
  'SMSMfaSettings',
  'DeviceSecretVerifierConfig',
  '__proto__',
  'constructor',
] as const

test('ten thousand senseless requests are each answered with an AWS error or less', async () => {
  const { aws, addUser, tokens, ClientId, userPoolId } = await startCognito()
  await addUser('ada@example.com')
  await addUser('bob@example.com')
  const bob = await tokens('bob@example.com')
  const { userPool } = aws.aws
  const before = JSON.stringify(userPool.users(userPoolId).find('ada@example.com'))
  const dice = createDice(7)
  const pick = <T>(from: readonly T[]): T => from[dice(from.length)] as T

  const [head = '', body = ''] = bob.AccessToken.split('.')
  const texts = [
    '',
    ' ',
    'x',
    ClientId,
    userPoolId,
    'ada@example.com',
    'nobody@example.com',
    password,
    `${head}.${body}.AAAA`,
    '123456',
    'USER_SRP_AUTH',
    'USER_AUTH',
    'PASSWORD_VERIFIER',
    'MFA_SETUP',
    'SELECT_CHALLENGE',
    '🦊'.repeat(40),
    '\u0000\uD800',
    'a'.repeat(5000),
    '../../etc',
    "'; DROP",
    '{####}',
    '{"a":1}',
    'email',
    'custom:agentName',
    '__proto__',
    'eyJ.eyJ.x',
    'a.b.c.d.e',
    'us-east-1_aaaaaaaa-bbbb',
    '-1',
    'REFRESH_TOKEN_AUTH',
  ]
  const names = [
    'USERNAME',
    'PASSWORD',
    'SRP_A',
    'REFRESH_TOKEN',
    'PASSWORD_CLAIM_SECRET_BLOCK',
    'PASSWORD_CLAIM_SIGNATURE',
    'TIMESTAMP',
    'DEVICE_KEY',
    'NEW_PASSWORD',
    'ANSWER',
    'CREDENTIAL',
    'SMS_MFA_CODE',
    'PREFERRED_CHALLENGE',
    '__proto__',
    'SECRET_HASH',
  ]

  function value(depth: number): unknown {
    const kind = dice(depth > 2 ? 12 : 18)
    if (kind < 9) return pick(texts)
    if (kind === 9) return dice(2) === 0
    if (kind === 10) return dice(200) - 100 + (dice(4) === 0 ? 0.5 : 0)
    if (kind === 11) return null
    if (kind < 14) return Array.from({ length: dice(4) }, () => value(depth + 1))
    const keys = pick([names, ['Name', 'Value'], ['Enabled', 'PreferredMfa'], ['id', 'response']])
    return Object.fromEntries(
      keys.filter(() => dice(2) === 0).map((key) => [key, value(depth + 1)]),
    )
  }

  function request(): string | Uint8Array {
    if (dice(20) === 0) return pick(['', '{', '[]', 'null', '"x"', '{"a":1}}', '\uFEFF{}'])
    if (dice(40) === 0) return Uint8Array.from({ length: dice(60) }, () => dice(256))
    const input: Record<string, unknown> = { ClientId: dice(5) === 0 ? value(0) : ClientId }
    for (const member of members) if (dice(4) === 0) input[member] = value(0)
    return JSON.stringify(input)
  }

  const failures: string[] = []
  const statuses = new Map<number, number>()
  for (let step = 0; step < 10_000; step += 1) {
    const bytes = Buffer.from(request())
    const name = pick(operations)
    const response = await aws.aws.handler({
      method: 'POST',
      path: '/',
      query: '',
      headers: {
        'x-amz-target': `AWSCognitoIdentityProviderService.${name}`,
        'content-type': dice(50) === 0 ? 'text/plain' : 'application/x-amz-json-1.1',
      },
      body: (async function* () {
        yield bytes
      })(),
    })
    const output = JSON.parse(response.body as string) as Record<string, string>
    const asExpected =
      response.status === 200 || /^[A-Za-z]+(Exception|Error)?$/.test(output['__type'] ?? '')
    if (!asExpected || response.status >= 500)
      failures.push(`${step}: ${name} ${bytes.toString()} -> ${response.body as string}`)
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
  }
  expect(failures).toEqual([])
  expect(statuses.get(400)).toBeGreaterThan(5000)

  // Still standing, still the same people, and nobody got in.
  const ada = userPool.users(userPoolId).find('ada@example.com')
  expect(JSON.stringify({ ...ada, codes: {} })).toBe(before)
  aws.clock.advance(3600)
  await tokens('ada@example.com')
  await addUser('new@example.com')
})

test('thousands of people do not slow a sign-in down, nor meet each other', async () => {
  const { aws, addUser, tokens, api, userPoolId } = await startCognito()
  const sub = await addUser('ada@example.com')
  const users = aws.aws.userPool.users(userPoolId)
  const template = users.get(sub)
  if (!template) throw new Error('There is no such user.')
  for (let index = 0; index < 5000; index += 1)
    users.save({
      ...template,
      username: `u-${index}`,
      attributes: { ...template.attributes, sub: `u-${index}`, email: `p${index}@example.com` },
    })
  expect(users.size).toBe(5001)
  const { AccessToken } = await tokens('ada@example.com')
  expect((await api.getUser({ AccessToken })).Username).toBe(sub)
  expect(users.find('P4999@example.com')?.username).toBe('u-4999')
})
