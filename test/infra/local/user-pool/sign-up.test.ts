import { CognitoUserAttribute } from 'amazon-cognito-identity-js'
import { expect, test } from 'vitest'

import { call, password, refusal, startCognito } from '#test/support/cognito.ts'

import { startWith } from './pool.ts'

const email = 'ada@example.com'
const agentName = new CognitoUserAttribute({ Name: 'custom:agentName', Value: 'Ada 🦊' })

test('a person signs up, gets a code by mail, and is confirmed by it', async () => {
  const { browser, aws, userPoolId } = await startCognito()
  const { pool, user } = browser(email)
  const made = await call<{ userSub: string; userConfirmed: boolean; codeDeliveryDetails: object }>(
    (done) => pool.signUp(email, password, [agentName], [], done),
  )
  expect(made.userConfirmed).toBe(false)
  expect(made.codeDeliveryDetails).toEqual({
    AttributeName: 'email',
    DeliveryMedium: 'EMAIL',
    Destination: 'a***@e***',
  })
  const [message] = aws.inbox(email)
  expect(message).toMatchObject({ medium: 'email', kind: 'sign-up' })
  expect(message?.code).toMatch(/^\d{6}$/)
  expect(message?.body).toContain(message?.code)

  const wrong = message?.code === '000000' ? '000001' : '000000'
  expect(await refusal(call((done) => user.confirmRegistration(wrong, false, done)))).toBe(
    'CodeMismatchException: Invalid verification code provided, please try again.',
  )
  await call((done) => user.confirmRegistration(aws.code(email), false, done))
  expect(
    await refusal(call((done) => user.confirmRegistration(aws.code(email), false, done))),
  ).toBe('NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED')
  const stored = aws.aws.userPool.users(userPoolId).find('ADA@example.com')
  expect(stored).toMatchObject({ status: 'CONFIRMED', username: made.userSub })
  expect(stored?.attributes).toEqual({
    sub: made.userSub,
    email,
    email_verified: 'true',
    'custom:agentName': 'Ada 🦊',
  })
  expect(JSON.stringify(stored)).not.toContain(password)
})

test('a newer code replaces the older; after a day neither is good', async () => {
  const { signUp, aws, api, ClientId, clock } = await startCognito()
  await signUp(email)
  const first = aws.code(email)
  const { CodeDeliveryDetails } = await api.resendConfirmationCode({ ClientId, Username: email })
  expect(CodeDeliveryDetails?.Destination).toBe('a***@e***')
  const second = aws.code(email)
  const confirm = (ConfirmationCode: string) =>
    refusal(api.confirmSignUp({ ClientId, Username: email, ConfirmationCode }))
  expect(await confirm(first)).toContain('CodeMismatchException')
  clock.advance(24 * 3600)
  expect(await confirm(second)).toBe(
    'ExpiredCodeException: Invalid code provided, please request a code again.',
  )
  await api.resendConfirmationCode({ ClientId, Username: email })
  expect(await confirm(aws.code(email))).toBe('no refusal')
  expect(await refusal(api.resendConfirmationCode({ ClientId, Username: email }))).toBe(
    'InvalidParameterException: User is already confirmed.',
  )
})

test('who is taken, whatever the case of the letters', async () => {
  const { signUp, addUser } = await startCognito()
  await addUser(email)
  expect(await refusal(signUp('ADA@Example.com'))).toBe(
    'UsernameExistsException: An account with the given email already exists.',
  )
})

test.each<[string, Parameters<Awaited<ReturnType<typeof startCognito>>['signUp']>, string]>([
  ['no address', ['ada'], 'InvalidParameterException: Username should be an email.'],
  [
    'a short password',
    [email, 'a1'],
    'InvalidPasswordException: Password did not conform with policy: Password not long enough',
  ],
  [
    'no digit',
    [email, 'correct-horse'],
    'InvalidPasswordException: Password did not conform with policy: Password must have numeric characters',
  ],
  [
    'a space at the end',
    [email, 'correct-horse-7 '],
    "InvalidParameterException: 1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$",
  ],
  [
    'a long name',
    [email, password, [{ Name: 'custom:agentName', Value: 'x'.repeat(2000) }]],
    'InvalidParameterException: Attributes did not conform to the schema: custom:agentName: String must be no longer than',
  ],
  [
    'an unknown attribute',
    [email, password, [{ Name: 'custom:role', Value: 'admin' }]],
    'InvalidParameterException: Attributes did not conform to the schema: custom:role: Attribute does not exist in the schema.\n',
  ],
  [
    'a claim to be verified',
    [email, password, [{ Name: 'email_verified', Value: 'true' }]],
    'NotAuthorizedException: A client attempted to write unauthorized attribute',
  ],
])('sign-up with %s is refused', async (_name, input, expected) => {
  const { signUp, aws } = await startCognito()
  expect(await refusal(signUp(...input))).toContain(expected)
  expect(aws.inbox()).toEqual([])
})

test('attributes must be there and have the right length', async () => {
  const Schema = ['given_name', 'gender'].map((Name) => ({ Name, Required: true, Mutable: true }))
  const { signUp } = await startWith({ Schema }, { WriteAttributes: undefined })
  const refused = 'InvalidParameterException: Attributes did not conform to the schema: '
  const up = (...attributes: { Name: string; Value: string }[]) =>
    refusal(signUp(email, password, attributes))
  expect(await up()).toBe(
    `${refused}name.givenName: The attribute name.givenName is required, gender: The attribute gender is required`,
  )
  const names = ['given_name', 'gender'].map((Name) => ({ Name, Value: 'Ada' }))
  expect(await up(...names, { Name: 'birthdate', Value: '1815' })).toBe(
    `${refused}birthdate: String must be at least 10 characters long\n`,
  )
  expect(await up(...names, { Name: 'phone_number', Value: '12345' })).toBe(
    'InvalidParameterException: Invalid phone number format.',
  )
  expect(await up(...names, { Name: 'sub', Value: 'mine' })).toContain('InvalidParameterException')
  expect(await up(...names, { Name: 'email_verified', Value: 'true' })).toContain(
    'NotAuthorizedException',
  )
  expect(await up(...names, { Name: 'birthdate', Value: '1815-12-10' })).toBe('no refusal')
})

test('only administrators make users where the pool says so', async () => {
  const { signUp } = await startWith({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } })
  expect(await refusal(signUp(email))).toBe(
    'NotAuthorizedException: SignUp is not permitted for this user pool',
  )
})

test('codes cannot be guessed or sent without end', async () => {
  const { signUp, api, aws, ClientId, clock } = await startCognito()
  await signUp(email)
  const right = aws.code(email)
  const wrong = right === '123456' ? '654321' : '123456'
  const confirm = (ConfirmationCode: string) =>
    refusal(api.confirmSignUp({ ClientId, Username: email, ConfirmationCode }))
  for (let tries = 0; tries < 5; tries += 1)
    expect(await confirm(wrong)).toContain('CodeMismatchException')
  expect(await confirm(right)).toBe(
    'LimitExceededException: Attempt limit exceeded, please try after some time.',
  )
  for (let tries = 0; tries < 14; tries += 1) await confirm(right)
  expect(await confirm(right)).toContain('TooManyFailedAttemptsException')
  clock.advance(3600)
  expect(await confirm(right)).toBe('no refusal')

  await signUp('bob@example.com')
  const resend = () =>
    refusal(api.resendConfirmationCode({ ClientId, Username: 'bob@example.com' }))
  for (let sent = 0; sent < 5; sent += 1) expect(await resend()).toBe('no refusal')
  expect(await resend()).toContain('LimitExceededException')
})

test('nobody learns who has an account, unless the client is of the old kind', async () => {
  const hiding = await startCognito()
  const { api, ClientId } = hiding
  const Username = 'nobody@example.com'
  expect((await api.resendConfirmationCode({ ClientId, Username })).CodeDeliveryDetails).toEqual({
    AttributeName: 'email',
    DeliveryMedium: 'EMAIL',
    Destination: 'n***@e***',
  })
  expect(hiding.aws.inbox()).toEqual([])
  expect(
    await refusal(api.confirmSignUp({ ClientId, Username, ConfirmationCode: '123456' })),
  ).toContain('ExpiredCodeException')
  const legacy = await startWith({}, { PreventUserExistenceErrors: 'LEGACY' })
  for (const attempt of [
    () => legacy.api.resendConfirmationCode({ ClientId, Username }),
    () => legacy.api.confirmSignUp({ ClientId, Username, ConfirmationCode: '123456' }),
    () => legacy.api.forgotPassword({ ClientId, Username }),
    () => legacy.signIn(Username),
  ])
    expect(await refusal(attempt())).toBe('UserNotFoundException: User does not exist.')
})

test('an unknown client, and a client that must know a secret', async () => {
  const { api } = await startCognito()
  const unknown = { ClientId: 'nothing', Username: email, Password: password }
  expect(await refusal(api.signUp(unknown))).toBe(
    'ResourceNotFoundException: User pool client nothing does not exist.',
  )
  const secretive = await startWith({}, { GenerateSecret: true })
  expect(await refusal(secretive.signUp(email))).toBe(
    `NotAuthorizedException: Client ${secretive.ClientId} is configured with secret but SECRET_HASH was not received`,
  )
})

test('with an alias, the user name is the person’s own and an address is verified once', async () => {
  const { api, ClientId, aws, signIn } = await startWith({
    UsernameAttributes: undefined,
    AliasAttributes: ['email'],
  })
  const up = (Username: string, address = email) =>
    api.signUp({
      ClientId,
      Username,
      Password: password,
      UserAttributes: [
        { Name: 'email', Value: address },
        { Name: 'custom:agentName', Value: 'x' },
      ],
    })
  expect(await refusal(up('ada@example.com'))).toBe(
    'InvalidParameterException: Username cannot be of email format, since user pool is configured for email alias.',
  )
  await up('ada')
  await api.confirmSignUp({ ClientId, Username: 'ada', ConfirmationCode: aws.code(email) })
  expect((await signIn(email)).AuthenticationResult).toBeDefined()
  expect(await refusal(up('ada'))).toBe('UsernameExistsException: User already exists')

  await up('second')
  const confirm = { ClientId, Username: 'second', ConfirmationCode: aws.code(email) }
  expect(await refusal(api.confirmSignUp(confirm))).toBe(
    'AliasExistsException: An account with the email already exists.',
  )
  await api.confirmSignUp({ ...confirm, ForceAliasCreation: true })
  const { AuthenticationResult } = await signIn(email)
  const { Username } = await api.getUser({ AccessToken: AuthenticationResult?.AccessToken })
  expect(Username).toBe('second')
})
