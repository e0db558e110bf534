import { S3Client, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { createFaults } from '#infra/local/faults/faults.ts'
import { operationOf } from '#infra/local/faults/operation-of.ts'
import { signUp, startLocal } from '#test/infra/local/console/start-local.ts'

const s3Of = (origin: string) =>
  new S3Client({
    endpoint: origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  })

test('a throttled operation recovers when its times are used up', async () => {
  const { pull, cognito, config } = await startLocal()
  const input = signUp(config().userPoolClientId, 'ada@example.com')
  await pull('POST', 'faults', {
    service: 'cognito-idp',
    operation: 'SignUp',
    fault: 'throttle',
    times: 2,
  })
  expect((await cognito('GetUser', { AccessToken: 'x' })).body['__type']).toBe(
    'NotAuthorizedException',
  )
  const first = await cognito('SignUp', input)
  expect([first.status, first.body['__type']]).toEqual([400, 'TooManyRequestsException'])
  expect(first.response.headers.get('access-control-allow-origin')).toBe('*')
  expect((await pull('GET', 'faults')).body).toMatchObject([{ times: 1 }])
  expect((await cognito('SignUp', input)).status).toBe(400)
  expect((await cognito('SignUp', input)).status).toBe(200)
  expect((await pull('GET', 'faults')).body).toEqual([])
})

test('error, drop, and clearing', async () => {
  const { pull, cognito, config } = await startLocal()
  const input = { ClientId: config().userPoolClientId, Username: 'a@example.com' }
  const arrange = (fault: string, rest = {}) =>
    pull('POST', 'faults', { service: 'cognito-idp', operation: '*', fault, ...rest })
  await arrange('error')
  const failed = await cognito('ForgotPassword', input)
  expect([failed.status, failed.body['__type']]).toEqual([500, 'InternalErrorException'])
  await arrange('drop')
  await expect(cognito('ForgotPassword', input)).rejects.toThrow('fetch failed')
  await arrange('drop', { times: 5 })
  expect((await pull('DELETE', 'faults')).body).toEqual([])
  expect((await cognito('ForgotPassword', input)).status).toBe(200)
})

test('a delayed request is answered after the wait, a preflight at once', async () => {
  const waits: number[] = []
  const faults = createFaults(async (ms) => waits.push(ms))
  faults.add({ service: 's3', operation: '*', fault: 'delay', times: 1, delayMs: 1234 })
  const handler = faults.wrap(async () => ({ status: 204, headers: {} }))
  const ask = (method: string) =>
    handler({ method, path: '/b/k', query: '', headers: {}, body: (async function* () {})() })
  expect((await ask('OPTIONS'))?.status).toBe(204)
  expect(waits).toEqual([])
  expect((await ask('GET'))?.status).toBe(204)
  expect((await ask('GET'))?.status).toBe(204)
  expect(waits).toEqual([1234])
})

test('S3 says it in its own words', async () => {
  const { pull, origin, config } = await startLocal()
  const s3 = s3Of(origin)
  await pull('POST', 'faults', { service: 's3', operation: 'PutObject', fault: 'throttle' })
  const put = new PutObjectCommand({ Bucket: config().bucket, Key: 'a', Body: 'x' })
  await expect(s3.send(put)).rejects.toMatchObject({
    name: 'SlowDown',
    $metadata: { httpStatusCode: 503 },
  })
  await pull('POST', 'faults', { service: 's3', fault: 'error' })
  await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
    name: 'InternalError',
    $metadata: { httpStatusCode: 500 },
  })
  expect((await s3.send(new ListBucketsCommand({}))).Buckets?.length).toBeGreaterThan(0)
})

const seen = (method: string, target: string, headers = {}) => {
  const [path = '', query = ''] = target.split('?')
  const { service, operation } = operationOf({
    method,
    path,
    query,
    headers,
    body: (async function* () {})(),
  })
  return `${service} ${operation}`
}

test('operations are told apart from outside', () => {
  const cases: [string, string, object, string][] = [
    ['POST', '/', { 'x-amz-target': 'AWSCognitoIdentityService.GetId' }, 'cognito-identity GetId'],
    [
      'POST',
      '/',
      { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      'sts GetCallerIdentity',
    ],
    ['GET', '/?Action=GetCallerIdentity', {}, 'sts GetCallerIdentity'],
    ['GET', '/', {}, 's3 ListBuckets'],
    ['GET', '/b?list-type=2&prefix=x', {}, 's3 ListObjectsV2'],
    ['GET', '/b/', {}, 's3 ListObjects'],
    ['GET', '/b?versions', {}, 's3 ListObjectVersions'],
    ['PUT', '/b', {}, 's3 CreateBucket'],
    ['HEAD', '/b', {}, 's3 HeadBucket'],
    ['POST', '/b?delete', {}, 's3 DeleteObjects'],
    ['PUT', '/b/k', {}, 's3 PutObject'],
    ['PUT', '/b/k', { 'x-amz-copy-source': '/b/o' }, 's3 CopyObject'],
    ['PUT', '/b/k?partNumber=1&uploadId=u', {}, 's3 UploadPart'],
    ['POST', '/b/k?uploads', {}, 's3 CreateMultipartUpload'],
    ['POST', '/b/k?uploadId=u', {}, 's3 CompleteMultipartUpload'],
    ['DELETE', '/b/k?uploadId=u', {}, 's3 AbortMultipartUpload'],
    ['GET', '/b/k?uploadId=u', {}, 's3 ListParts'],
    ['GET', '/b/k/l', {}, 's3 GetObject'],
    ['DELETE', '/b/k', {}, 's3 DeleteObject'],
  ]
  for (const [method, target, headers, expected] of cases)
    expect(seen(method, target, headers), `${method} ${target}`).toBe(expected)
})
