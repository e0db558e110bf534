import { CognitoUserAttribute } from 'amazon-cognito-identity-js'
import { expect, test } from 'vitest'

import { call, password, refusal, sessionOf, startCognito } from '#test/support/cognito.ts'

import { startWith } from './pool.ts'

const email = 'ada@example.com'
const phone = { Name: 'phone_number', Value: '+4915112345678' }

test('a person reads and writes what the client may, with the library', async () => {
  const { addUser, browser } = await startCognito()
  const sub = await addUser(email)
  const { user } = browser(email)
  await sessionOf(user)
  await call((done) =>
    user.updateAttributes(
      [new CognitoUserAttribute({ Name: 'custom:agentName', Value: '🦊' })],
      done,
    ),
  )
  const attributes = await call<CognitoUserAttribute[]>((done) => user.getUserAttributes(done))
  expect(Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value]))).toEqual({
    sub,
    email,
    email_verified: 'true',
    'custom:agentName': '🦊',
  })
  await call((done) => user.deleteAttributes(['custom:agentName'], done))
  const taken = [new CognitoUserAttribute({ Name: 'email', Value: '' })]
  await expect(call((done) => user.updateAttributes(taken, done))).rejects.toMatchObject({
    message: 'Attributes did not conform to the schema: emails: The attribute emails is required',
  })
  const left = await call<CognitoUserAttribute[]>((done) => user.getUserAttributes(done))
  expect(left.map(({ Name }) => Name)).not.toContain('custom:agentName')
})

test('what a client may not write or read', async () => {
  const schema = {
    Schema: [
      { Name: 'agentName', AttributeDataType: 'String', Mutable: true },
      { Name: 'role', AttributeDataType: 'String', Mutable: true },
      {
        Name: 'joined',
        AttributeDataType: 'Number',
        Mutable: false,
        NumberAttributeConstraints: { MinValue: '1', MaxValue: '9' },
      },
    ],
  }
  const lists = {
    ReadAttributes: ['email', 'custom:role'],
    WriteAttributes: ['email', 'custom:agentName', 'custom:joined'],
  }
  const { addUser, tokens, api, aws, userPoolId } = await startWith(schema, lists)
  const sub = await addUser(email)
  aws.aws.userPool.users(userPoolId).change(sub, (user) => ({
    ...user,
    attributes: { ...user.attributes, 'custom:role': 'clerk', 'custom:joined': '5' },
  }))
  const { AccessToken, IdToken } = await tokens(email)
  const write = (Name: string, Value: string) =>
    refusal(api.updateUserAttributes({ AccessToken, UserAttributes: [{ Name, Value }] }))
  const unauthorized = 'NotAuthorizedException: A client attempted to write unauthorized attribute'
  expect(await write('custom:role', 'admin')).toBe(unauthorized)
  expect(await write('email_verified', 'true')).toBe(unauthorized)
  expect(await write('sub', 'x')).toBe(unauthorized)
  expect(await write('custom:joined', '7')).toContain('cannot be updated')
  expect(await write('custom:nothing', 'x')).toContain('does not exist in the schema')
  expect(
    await refusal(api.deleteUserAttributes({ AccessToken, UserAttributeNames: ['custom:role'] })),
  ).toBe(unauthorized)
  expect(
    await refusal(
      api.deleteUserAttributes({ AccessToken, UserAttributeNames: ['custom:nothing'] }),
    ),
  ).toContain('InvalidParameterException')
  const { UserAttributes } = await api.getUser({ AccessToken })
  expect(UserAttributes?.map(({ Name }) => Name).toSorted()).toEqual([
    'custom:role',
    'email',
    'sub',
  ])
  const claims = JSON.parse(
    Buffer.from(IdToken.split('.')[1] ?? '', 'base64url').toString(),
  ) as object
  expect(Object.keys(claims)).not.toContain('custom:agentName')
  expect(claims).toMatchObject({ 'custom:role': 'clerk' })
})

test('a new address counts once it is verified; until then the old one signs in', async () => {
  const { addUser, browser, api, aws, signIn, userPoolId } = await startCognito()
  await addUser(email)
  const { user } = browser(email)
  const session = await sessionOf(user)
  const AccessToken = session.getAccessToken().getJwtToken()
  const wanted = 'ada@new.example'
  const { CodeDeliveryDetailsList } = await api.updateUserAttributes({
    AccessToken,
    UserAttributes: [{ Name: 'email', Value: wanted }],
  })
  expect(CodeDeliveryDetailsList).toEqual([
    { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@n***' },
  ])
  expect(aws.inbox(wanted)[0]).toMatchObject({ kind: 'verify-attribute' })
  const read = async () =>
    Object.fromEntries(
      ((await api.getUser({ AccessToken })).UserAttributes ?? []).map(({ Name, Value }) => [
        Name,
        Value,
      ]),
    )
  expect(await read()).toMatchObject({ email, email_verified: 'true' })
  expect(await refusal(signIn(wanted))).toContain('Incorrect username')
  expect(await refusal(signIn(email))).toBe('no refusal')

  const verify = (code: string) =>
    new Promise<string>((resolve, reject) =>
      user.verifyAttribute('email', code, { onSuccess: resolve, onFailure: reject }),
    )
  const code = aws.code(wanted)
  expect(await refusal(verify(code === '111111' ? '222222' : '111111'))).toContain(
    'CodeMismatchException',
  )
  await verify(code)
  expect(await read()).toMatchObject({ email: wanted, email_verified: 'true' })
  expect(await refusal(signIn(email))).toContain('Incorrect username')
  expect(await refusal(signIn(wanted))).toBe('no refusal')
  expect(await refusal(verify(code))).toContain('ExpiredCodeException')
  expect(aws.aws.userPool.users(userPoolId).find(email)).toBeUndefined()
})

test('an address of someone else is not to be had, at once or later', async () => {
  const { addUser, tokens, api, aws } = await startCognito()
  await addUser(email)
  await addUser('bob@example.com')
  const { AccessToken } = await tokens('bob@example.com')
  const change = (Value: string) =>
    api.updateUserAttributes({ AccessToken, UserAttributes: [{ Name: 'email', Value }] })
  expect(await refusal(change('ADA@example.com'))).toContain('AliasExistsException')
  await change('carol@example.com')
  const Code = aws.code('carol@example.com')
  await addUser('carol@example.com')
  expect(
    await refusal(api.verifyUserAttribute({ AccessToken, AttributeName: 'email', Code })),
  ).toContain('AliasExistsException')
})

test('where the original is not kept, a new address is there at once, unverified', async () => {
  const { addUser, tokens, api, aws } = await startWith({ UserAttributeUpdateSettings: undefined })
  await addUser(email)
  const { AccessToken } = await tokens(email)
  const UserAttributes = [{ Name: 'email', Value: 'ada@new.example' }]
  await api.updateUserAttributes({ AccessToken, UserAttributes })
  const read = async () => (await api.getUser({ AccessToken })).UserAttributes
  expect(await read()).toContainEqual({ Name: 'email_verified', Value: 'false' })
  await api.verifyUserAttribute({
    AccessToken,
    AttributeName: 'email',
    Code: aws.code('ada@new.example'),
  })
  expect(await read()).toContainEqual({ Name: 'email_verified', Value: 'true' })
})

test('codes for an address are sent on request, within limits, and not for just anything', async () => {
  const { addUser, tokens, api, aws } = await startWith(
    {},
    { WriteAttributes: undefined, ReadAttributes: undefined },
  )
  await addUser(email)
  const { AccessToken } = await tokens(email)
  await api.updateUserAttributes({ AccessToken, UserAttributes: [phone] })
  const ask = (AttributeName: string) =>
    api.getUserAttributeVerificationCode({ AccessToken, AttributeName })
  expect((await ask('phone_number')).CodeDeliveryDetails).toEqual({
    AttributeName: 'phone_number',
    DeliveryMedium: 'SMS',
    Destination: '+*********5678',
  })
  expect(aws.inbox(phone.Value)[0]).toMatchObject({ medium: 'sms', kind: 'verify-attribute' })
  expect(await refusal(ask('custom:agentName'))).toContain('InvalidParameterException')
  for (let sent = 1; sent < 5; sent += 1) await ask('phone_number')
  expect(await refusal(ask('phone_number'))).toContain('LimitExceededException')
  const Code = aws.code(phone.Value)
  await api.verifyUserAttribute({ AccessToken, AttributeName: 'phone_number', Code })
  expect((await api.getUser({ AccessToken })).UserAttributes).toContainEqual({
    Name: 'phone_number_verified',
    Value: 'true',
  })
})

test('a person who deletes themself is gone, and so are their tokens', async () => {
  const { addUser, browser, api, signIn, signUp } = await startCognito()
  await addUser(email)
  const { user } = browser(email)
  const session = await sessionOf(user)
  await call((done) => user.deleteUser(done))
  const AccessToken = session.getAccessToken().getJwtToken()
  expect(await refusal(api.getUser({ AccessToken }))).toBe(
    'UserNotFoundException: User does not exist.',
  )
  expect(await refusal(signIn(email))).toContain('Incorrect username')
  expect(await refusal(signUp(email))).toBe('no refusal')
})

test('a forgotten password is replaced by a code', async () => {
  const { addUser, browser, aws, signIn, clock } = await startCognito()
  await addUser(email)
  const { user } = browser(email)
  const forgot = () =>
    new Promise<unknown>((resolve, reject) =>
      user.forgotPassword({
        onSuccess: resolve,
        onFailure: reject,
        inputVerificationCode: resolve,
      }),
    )
  const confirm = (code: string, secret: string) =>
    refusal(
      new Promise<string>((resolve, reject) =>
        user.confirmPassword(code, secret, { onSuccess: resolve, onFailure: reject }),
      ),
    )
  expect(await forgot()).toMatchObject({ CodeDeliveryDetails: { Destination: 'a***@e***' } })
  expect(aws.inbox(email)[0]?.kind).toBe('reset')
  clock.advance(3600)
  expect(await confirm(aws.code(email), 'Another-horse-8')).toContain('ExpiredCodeException')
  await forgot()
  const code = aws.code(email)
  expect(await confirm(code, 'short')).toContain('InvalidPasswordException')
  expect(await confirm(code === '111111' ? '222222' : '111111', 'Another-horse-8')).toContain(
    'CodeMismatchException',
  )
  // Neither mistake used the code up.
  expect(await confirm(code, 'Another-horse-8')).toBe('no refusal')
  expect(await confirm(code, 'Another-horse-9')).toContain('CodeMismatchException')
  expect(await refusal(signIn(email))).toContain('Incorrect username')
  expect(await refusal(signIn(email, 'Another-horse-8'))).toBe('no refusal')
  for (let sent = 1; sent < 5; sent += 1) await forgot()
  expect(await refusal(forgot())).toContain('LimitExceededException')
})

test('asking for a reset tells nobody whether there is such a person', async () => {
  const { addUser, api, aws, ClientId, userPoolId } = await startCognito()
  const sub = await addUser(email)
  await addUser('off@example.com')
  const users = aws.aws.userPool.users(userPoolId)
  const off = users.find('off@example.com')
  if (off) users.save({ ...off, enabled: false })
  users.change(sub, (user) => ({
    ...user,
    attributes: { ...user.attributes, email_verified: 'false' },
  }))
  const before = aws.inbox().length
  for (const Username of ['none@example.com', 'off@example.com', email]) {
    const { CodeDeliveryDetails } = await api.forgotPassword({ ClientId, Username })
    expect(CodeDeliveryDetails?.Destination).toBe(`${Username.slice(0, 1)}***@e***`)
    const confirm = { ClientId, Username, ConfirmationCode: '123456', Password: 'Another-horse-8' }
    expect(await refusal(api.confirmForgotPassword(confirm))).toContain('CodeMismatchException')
  }
  expect(aws.inbox()).toHaveLength(before)
})

test('a password is changed by whoever knows it', async () => {
  const { addUser, browser, signIn, clock } = await startWith({
    Policies: {
      PasswordPolicy: {
        MinimumLength: 8,
        RequireNumbers: true,
        RequireUppercase: false,
        RequireLowercase: false,
        RequireSymbols: false,
        PasswordHistorySize: 2,
      },
    },
  })
  await addUser(email)
  const { user } = browser(email)
  await sessionOf(user)
  const change = (old: string, fresh: string) =>
    refusal(call((done) => user.changePassword(old, fresh, done)))
  expect(await change('Wrong-horse-7', 'Another-horse-8')).toBe(
    'NotAuthorizedException: Incorrect username or password.',
  )
  expect(await change(password, 'short')).toContain('InvalidPasswordException')
  expect(await change(password, password)).toContain('PasswordHistoryPolicyViolationException')
  expect(await change(password, 'Another-horse-8')).toBe('no refusal')
  expect(await change('Another-horse-8', password)).toContain(
    'PasswordHistoryPolicyViolationException',
  )
  expect(await refusal(signIn(email, 'Another-horse-8'))).toBe('no refusal')
  for (let failures = 0; failures < 5; failures += 1) await change('Wrong-horse-7', 'x-horse-99')
  expect(await change('Another-horse-8', 'Third-horse-9')).toContain('LimitExceededException')
  clock.advance(15 * 60)
})
