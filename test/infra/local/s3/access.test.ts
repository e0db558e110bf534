import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { Statement } from '#infra/local/iam/document.ts'
import type { AssumedRole } from '#infra/local/iam/principal.ts'
import { ask, askOpenly } from './raw.ts'
import { bucket, place, serveS3 } from './serve.ts'
import type { Served, User } from './serve.ts'

const arn = `arn:aws:s3:::${bucket}`
const allow = (
  Action: string | string[],
  Resource: string,
  Condition?: NonNullable<Statement['Condition']>,
): Statement => ({ Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) })

/** Everything below the own prefix and nothing else, as the starter's roles are made. */
const own: readonly Statement[] = [
  allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], `${arn}/\${aws:userid}/*`),
  allow('s3:ListBucket', arn, { StringLike: { 's3:prefix': '${aws:userid}/*' } }),
]

function user(userId: string, Statement: readonly Statement[]): User {
  const roleName = 'user'
  const principal: AssumedRole = {
    type: 'assumed-role',
    accountId: place.accountId,
    arn: `arn:aws:sts::${place.accountId}:assumed-role/${roleName}/${userId}`,
    roleArn: `arn:aws:iam::${place.accountId}:role/${roleName}`,
    roleName,
    userId,
    sessionName: userId,
    context: {},
    policies: [{ name: 'own', document: { Version: '2012-10-17', Statement } }],
  }
  return { principal, sessionToken: `token of ${userId}` }
}

const users = {
  ANN: user('ann', own),
  BOB: user('bob', own),
  READER: user('reader', [
    allow(['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'], '*'),
    { Effect: 'Deny', Action: 's3:*', Resource: `${arn}/secret/*` },
  ]),
  WRITER: user('writer', [allow(['s3:PutObject', 's3:ListBucket'], '*')]),
  NOLINKS: user('nolinks', [
    ...own,
    {
      Effect: 'Deny',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringNotEquals: { 's3:authType': 'REST-HEADER' } },
    },
  ]),
}

let s3: Served
beforeEach(async () => {
  s3 = await serveS3({ users })
})
afterEach(() => s3.close())

const as = (name: keyof typeof users | 'test') => {
  const client = s3.client(name)
  const at = (Key: string) => ({ Bucket: bucket, Key })
  return {
    client,
    put: (key: string) => client.send(new PutObjectCommand({ ...at(key), Body: key })),
    get: async (key: string) =>
      (await client.send(new GetObjectCommand(at(key)))).Body?.transformToString(),
    head: (key: string) => client.send(new HeadObjectCommand(at(key))),
    remove: (key: string) => client.send(new DeleteObjectCommand(at(key))),
    copy: (from: string, to: string) =>
      client.send(new CopyObjectCommand({ ...at(to), CopySource: `${bucket}/${from}` })),
    list: (Prefix?: string) => client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix })),
  }
}
const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } }

test('the own prefix is open, every other is closed', async () => {
  const [ann, bob] = [as('ANN'), as('BOB')]
  await ann.put('ann/file')
  expect((await ann.list('ann/')).KeyCount).toBe(1)
  await ann.get('ann/file')
  await ann.copy('ann/file', 'ann/copy')
  await expect(bob.get('ann/file')).rejects.toMatchObject(denied)
  await expect(bob.put('ann/file')).rejects.toMatchObject(denied)
  await expect(bob.remove('ann/file')).rejects.toMatchObject(denied)
  await expect(bob.list('ann/')).rejects.toMatchObject(denied)
  await expect(bob.list('bob')).rejects.toMatchObject(denied)
  await expect(bob.list()).rejects.toMatchObject(denied)
  await expect(bob.copy('ann/file', 'bob/stolen')).rejects.toMatchObject(denied)
  await expect(ann.copy('ann/file', 'bob/planted')).rejects.toMatchObject(denied)
  await expect(ann.client.send(new ListBucketsCommand({}))).rejects.toMatchObject(denied)
  await ann.remove('ann/file')
})

test('whoever may write but not read cannot read by copying', async () => {
  const { put, copy, get } = as('WRITER')
  await put('a')
  await expect(copy('a', 'b')).rejects.toMatchObject({
    ...denied,
    message: expect.stringContaining('s3:GetObject on resource: "arn:aws:s3:::files/a"') as unknown,
  })
  await expect(get('a')).rejects.toMatchObject(denied)
})

test('a refusal says who, what, where and why, and is remembered', async () => {
  const message =
    'User: arn:aws:sts::000000000000:assumed-role/user/bob is not authorized to perform: ' +
    's3:GetObject on resource: "arn:aws:s3:::files/ann/x" because no identity-based policy allows the s3:GetObject action'
  await expect(as('BOB').get('ann/x')).rejects.toMatchObject({ message })
  const [refusal] = [...s3.store.collection('refusals').values()]
  expect(refusal).toMatchObject({ action: 's3:GetObject', resource: `${arn}/ann/x`, message })
})

test('a missing key is 404 only to those who may list', async () => {
  await expect(as('READER').get('nothing')).rejects.toMatchObject({ name: 'NoSuchKey' })
  await expect(as('ANN').get('ann/nothing')).rejects.toMatchObject({
    ...denied,
    message: expect.stringContaining('s3:ListBucket') as unknown,
  })
  await expect(as('ANN').head('ann/nothing')).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  })
  // A parameter that S3 does not know here must not pass for the prefix of a listing.
  const signing = { accessKeyId: 'ANN', secretAccessKey: 'secret', sessionToken: 'token of ann' }
  const sneaky = { path: '/files/ann/nothing', query: 'prefix=ann%2Fx', signing }
  expect(await ask(s3, sneaky)).toMatchObject({ status: 403, code: 'AccessDenied' })
})

const command = (Key: string) => new GetObjectCommand({ Bucket: bucket, Key })

test('a deny outweighs every allow', async () => {
  await as('test').put('secret/x')
  await expect(as('READER').get('secret/x')).rejects.toMatchObject({
    ...denied,
    message: expect.stringContaining(
      'with an explicit deny in an identity-based policy',
    ) as unknown,
  })
})

test('each key of a list is judged for itself', async () => {
  const ann = as('ANN')
  await ann.put('ann/a')
  await as('test').put('bob/b')
  const Objects = [{ Key: 'ann/a' }, { Key: 'bob/b' }]
  const answer = await ann.client.send(
    new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }),
  )
  expect(answer.Deleted).toEqual([{ Key: 'ann/a' }])
  expect(answer.Errors).toMatchObject([{ Key: 'bob/b', Code: 'AccessDenied' }])
})

test('versions have permissions of their own', async () => {
  const ann = as('ANN')
  await ann.put('ann/a')
  const list = new ListObjectVersionsCommand({ Bucket: bucket, Prefix: 'ann/' })
  await expect(ann.client.send(list)).rejects.toMatchObject(denied)
  const old = new GetObjectCommand({ Bucket: bucket, Key: 'ann/a', VersionId: 'null' })
  await expect(ann.client.send(old)).rejects.toMatchObject(denied)
  const { Body } = await as('READER').client.send(old)
  expect(await Body?.transformToString()).toBe('ann/a')
})

test('an upload in parts needs what an upload needs', async () => {
  const upload = (name: 'ANN' | 'BOB') =>
    new Upload({
      client: as(name).client,
      params: { Bucket: bucket, Key: 'ann/large', Body: Buffer.alloc(6 * 1024 ** 2) },
    }).done()
  await expect(upload('BOB')).rejects.toMatchObject(denied)
  expect((await upload('ANN')).ETag).toMatch(/-2"$/)
})

describe('presigned URLs', () => {
  test('carry the permissions of whoever signed, until they end', async () => {
    const { client, put } = as('ANN')
    await put('ann/file')
    const url = await getSignedUrl(client, command('ann/file'), { expiresIn: 60 })
    expect(await (await fetch(url)).text()).toBe('ann/file')
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403)
    const foreign = await getSignedUrl(client, command('bob/file'), { expiresIn: 60 })
    expect((await fetch(foreign)).status).toBe(403)
    s3.advance(61)
    const late = await fetch(url)
    expect(late.status).toBe(403)
    expect(await late.text()).toContain('<Message>Request has expired</Message>')
  })

  test('take uploads, but no header that was not signed', async () => {
    const Key = 'ann/up'
    const url = await getSignedUrl(as('ANN').client, new PutObjectCommand({ Bucket: bucket, Key }))
    expect((await fetch(url, { method: 'PUT', body: 'sent' })).status).toBe(200)
    expect(await as('ANN').get(Key)).toBe('sent')
    const headers = { 'x-amz-copy-source': `${bucket}/bob/file` }
    const sneaky = await fetch(url, { method: 'PUT', headers })
    expect(sneaky.status).toBe(403)
    expect(await sneaky.text()).toContain('<HeadersNotSigned>x-amz-copy-source</HeadersNotSigned>')
  })

  test('can be forbidden by a policy', async () => {
    const { client, put, get } = as('NOLINKS')
    await put('nolinks/a')
    await get('nolinks/a')
    const url = await getSignedUrl(client, command('nolinks/a'))
    expect((await fetch(url)).status).toBe(403)
  })
})

describe('a bucket policy', () => {
  const apply = (Statement: readonly object[]) =>
    as('test').client.send(
      new PutBucketPolicyCommand({
        Bucket: bucket,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
      }),
    )

  test('may add to what the role allows, and take away from it', async () => {
    const { put, get, remove } = as('ANN')
    await as('test').put('shared/x')
    await put('ann/x')
    await apply([
      { ...allow('s3:GetObject', `${arn}/shared/*`), Principal: '*' as const },
      { Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: `${arn}/*` },
    ])
    await get('shared/x')
    await expect(remove('ann/x')).rejects.toMatchObject(denied)
  })

  test('lets strangers in only where the bucket does not shut them out', async () => {
    const open = { ...allow('s3:GetObject', `${arn}/*`), Principal: '*' }
    await as('test').put('x')
    await apply([open])
    expect((await askOpenly(s3, { path: '/files/x' })).status).toBe(403)
    const PublicAccessBlockConfiguration = { RestrictPublicBuckets: false }
    const policy = { Version: '2012-10-17', Statement: [open] }
    const bare = await serveS3({ properties: { PublicAccessBlockConfiguration }, policy })
    try {
      const body = { Bucket: bucket, Key: 'x', Body: 'open' }
      await bare.client().send(new PutObjectCommand(body))
      expect(await askOpenly(bare, { path: '/files/x' })).toMatchObject({
        status: 200,
        text: 'open',
      })
      expect((await askOpenly(bare, { path: '/files/x', method: 'PUT' })).status).toBe(403)
      const override = { path: '/files/x', query: 'response-content-type=text/html' }
      expect(await askOpenly(bare, override)).toMatchObject({ status: 400, code: 'InvalidRequest' })
    } finally {
      await bare.close()
    }
  })

  test('that is none is refused', async () => {
    await expect(apply([{ Effect: 'Allow', Action: 's3:*', Resource: '*' }])).rejects.toMatchObject(
      { name: 'MalformedPolicy' },
    )
  })
})
