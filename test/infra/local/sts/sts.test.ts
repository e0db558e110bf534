import { S3 } from '@aws-sdk/client-s3'
import { STS } from '@aws-sdk/client-sts'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { expect, test } from 'vitest'
import { changed, keysOf, startIdentity } from '#test/infra/local/identity-pool/clients.ts'

const email = 'alice@example.com'

type Started = Awaited<ReturnType<typeof startIdentity>>

const stsOf = ({ aws }: Started) =>
  new STS({
    region: aws.config.region,
    endpoint: aws.origin,
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })

const ordinaryRole = ({ aws }: Started) =>
  [...aws.aws.iam().roles()].find(({ name }) => name.includes('PoolAuthenticated'))

test('says who the credentials belong to', async () => {
  const started = await startIdentity()
  const { addUser, exchange, loginsOf, whoAmI } = started
  expect(await whoAmI()).toMatchObject({
    Account: '000000000000',
    Arn: 'arn:aws:iam::000000000000:root',
    UserId: '000000000000',
  })
  await addUser(email)
  const { name = '', id = '' } = ordinaryRole(started) ?? {}
  expect(await whoAmI(keysOf(await exchange(await loginsOf(email))))).toMatchObject({
    Account: '000000000000',
    Arn: `arn:aws:sts::000000000000:assumed-role/${name}/CognitoIdentityCredentials`,
    UserId: `${id}:CognitoIdentityCredentials`,
  })
})

test('credentials that are not whole are refused', async () => {
  const { addUser, exchange, loginsOf, whoAmI } = await startIdentity()
  await addUser(email)
  const keys = keysOf(await exchange(await loginsOf(email)))
  const { sessionToken: _, ...withoutToken } = keys
  for (const [given, name] of [
    [{ ...keys, accessKeyId: 'ASIAAAAAAAAAAAAAAAAA' }, 'InvalidClientTokenId'],
    [{ ...keys, secretAccessKey: 'guessed' }, 'SignatureDoesNotMatch'],
    [{ ...keys, sessionToken: 'guessed' }, 'InvalidClientTokenId'],
    [withoutToken, 'InvalidClientTokenId'],
    [{ accessKeyId: 'test', secretAccessKey: 'tset' }, 'SignatureDoesNotMatch'],
  ] as const)
    await expect(whoAmI(given)).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 403 },
    })
})

test('an unsigned question and an unknown action get errors of the protocol', async () => {
  const { aws } = await startIdentity()
  const post = async (body: string) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
    const response = await fetch(aws.origin, { method: 'POST', headers, body })
    return [response.status, await response.text()] as const
  }
  const [status, body] = await post('Action=GetCallerIdentity&Version=2011-06-15')
  expect(status).toBe(403)
  expect(body).toContain('<Code>MissingAuthenticationToken</Code>')
  const [unknown, text] = await post('Action=%3CNothing%26&Version=2011-06-15')
  expect(unknown).toBe(400)
  expect(text).toContain('<Code>InvalidAction</Code>')
  expect(text).toContain('operation &lt;Nothing&amp; for version 2011-06-15')
})

async function withClassicFlow() {
  const template = await changed({
    pool: (properties) => ({ ...properties, AllowClassicFlow: true }),
  })
  const started = await startIdentity({ template })
  await started.addUser(email)
  const { identity, IdentityPoolId, loginsOf } = started
  const Logins = await loginsOf(email)
  const { IdentityId = '' } = await identity.getId({ IdentityPoolId, Logins })
  const { Token = '' } = await identity.getOpenIdToken({ IdentityId, Logins })
  const request = {
    RoleArn: ordinaryRole(started)?.arn,
    RoleSessionName: 'app',
    WebIdentityToken: Token,
  }
  return { ...started, sts: stsOf(started), IdentityId, Token, request }
}

test('the classic flow is refused where the pool is without it', async () => {
  const { identity, IdentityPoolId, addUser, loginsOf } = await startIdentity()
  await addUser(email)
  const Logins = await loginsOf(email)
  const { IdentityId } = await identity.getId({ IdentityPoolId, Logins })
  await expect(identity.getOpenIdToken({ IdentityId, Logins })).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Basic (classic) flow is not enabled, please use enhanced flow.',
  })
})

test('the classic flow: a token of the identity pool for a role', async () => {
  const { sts, aws, IdentityId, IdentityPoolId, Token, request, whoAmI } = await withClassicFlow()
  expect(decodeProtectedHeader(Token)).toMatchObject({ alg: 'RS512', typ: 'JWS' })
  expect(decodeJwt(Token)).toMatchObject({
    iss: 'https://cognito-identity.amazonaws.com',
    aud: IdentityPoolId,
    sub: IdentityId,
    amr: expect.arrayContaining(['authenticated']) as string[],
  })

  const given = await sts.assumeRoleWithWebIdentity(request)
  expect(given).toMatchObject({
    SubjectFromWebIdentityToken: IdentityId,
    Audience: IdentityPoolId,
    Provider: 'cognito-identity.amazonaws.com',
  })
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = given.Credentials ?? {}
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  }
  expect((await whoAmI(credentials)).Arn).toMatch(/\/app$/)

  const { region, bucket: Bucket } = aws.config
  const s3 = new S3({ region, endpoint: aws.origin, forcePathStyle: true, credentials })
  await s3.putObject({ Bucket, Key: `private/${IdentityId}/a`, Body: 'a' })
})

test('a session policy narrows the role', async () => {
  const { sts, aws, IdentityId, request } = await withClassicFlow()
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
  })
  const { Credentials } = await sts.assumeRoleWithWebIdentity({ ...request, Policy })
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {}
  const s3 = new S3({
    region: aws.config.region,
    endpoint: aws.origin,
    forcePathStyle: true,
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    },
  })
  const object = { Bucket: aws.config.bucket, Key: `private/${IdentityId}/a` }
  await expect(s3.putObject({ ...object, Body: 'a' })).rejects.toThrow(
    'because no session policy allows the s3:PutObject action',
  )
})

test('a role is not given for a wrong token, to a wrong role or for too long', async () => {
  const { sts, clock, request, loginsOf, provider, aws } = await withClassicFlow()
  const guests = [...aws.aws.iam().roles()].find(({ name }) => name.includes('Unauthenticated'))
  const ask = (changes: object) => sts.assumeRoleWithWebIdentity({ ...request, ...changes })
  const idToken = (await loginsOf(email))[provider]

  await expect(ask({ WebIdentityToken: idToken })).rejects.toHaveProperty(
    'name',
    'InvalidIdentityTokenException',
  )
  await expect(ask({ WebIdentityToken: 'nonsense' })).rejects.toHaveProperty(
    'name',
    'InvalidIdentityTokenException',
  )
  for (const RoleArn of [guests?.arn, 'arn:aws:iam::000000000000:role/nobody'])
    await expect(ask({ RoleArn })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    })
  await expect(ask({ DurationSeconds: 3601 })).rejects.toThrow('exceeds the MaxSessionDuration')
  await expect(ask({ DurationSeconds: 899 })).rejects.toThrow("Value '899' at 'durationSeconds'")
  await expect(ask({ RoleSessionName: 'a b' })).rejects.toThrow("Value 'a b' at 'roleSessionName'")
  await expect(ask({ Policy: '{' })).rejects.toHaveProperty(
    'name',
    'MalformedPolicyDocumentException',
  )
  clock.advance(600)
  await expect(ask({})).rejects.toHaveProperty('name', 'ExpiredTokenException')
})

test('answers the pages of every origin, as AWS does', async () => {
  const { aws } = await startIdentity()
  const asked = await fetch(aws.origin, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://localhost:5173',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-amz-date',
    },
  })
  expect(asked.status).toBe(200)
  expect(asked.headers.get('access-control-allow-headers')).toContain('authorization')
  const refused = await fetch(aws.origin, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  })
  expect(refused.status).toBe(403)
  expect(refused.headers.get('access-control-allow-origin')).toBe('*')
})
