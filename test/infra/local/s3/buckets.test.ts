import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { serveS3 } from './serve.ts'
import type { Served } from './serve.ts'

let s3: Served
let client: ReturnType<Served['client']>
beforeEach(async () => {
  s3 = await serveS3()
  client = s3.client()
})
afterEach(() => s3.close())

const create = (Bucket: string) => client.send(new CreateBucketCommand({ Bucket }))
const names = async () =>
  (await client.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)

test('buckets of the template are there, others come and go', async () => {
  expect(await names()).toEqual(['files'])
  await create('more')
  expect(await names()).toEqual(['files', 'more'])
  await client.send(new HeadBucketCommand({ Bucket: 'more' }))
  const object = { Bucket: 'more', Key: 'k' }
  await client.send(new PutObjectCommand({ ...object, Body: 'x' }))
  const remove = () => client.send(new DeleteBucketCommand({ Bucket: 'more' }))
  await expect(remove()).rejects.toMatchObject({ name: 'BucketNotEmpty' })
  await client.send(new DeleteObjectCommand(object))
  await remove()
  expect(await names()).toEqual(['files'])
  await expect(client.send(new HeadBucketCommand({ Bucket: 'more' }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 404 },
  })
})

test('a name that is taken, or is none', async () => {
  await expect(create('files')).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' })
  for (const name of ['ab', 'UPPER', 'a..b', '192.168.0.1', 'xn--a', '-ab', 'a'.repeat(64)])
    await expect(create(name)).rejects.toMatchObject({ name: 'InvalidBucketName' })
  expect(await names()).toEqual(['files'])
})

test('the region', async () => {
  const location = new GetBucketLocationCommand({ Bucket: 'files' })
  expect((await client.send(location)).LocationConstraint ?? '').toBe('')
  const elsewhere = { LocationConstraint: 'eu-west-1' } as const
  const command = new CreateBucketCommand({ Bucket: 'far', CreateBucketConfiguration: elsewhere })
  await expect(client.send(command)).rejects.toMatchObject({
    name: 'IllegalLocationConstraintException',
  })
  const other = s3.client('test', { region: 'eu-west-1', followRegionRedirects: false })
  await expect(other.send(new HeadBucketCommand({ Bucket: 'files' }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 400 },
  })
})

test('versioning is off until it is switched on', async () => {
  const read = () => client.send(new GetBucketVersioningCommand({ Bucket: 'files' }))
  expect((await read()).Status).toBeUndefined()
  const VersioningConfiguration = { Status: 'Enabled' as const }
  const put = { Bucket: 'files', VersioningConfiguration }
  await client.send(new PutBucketVersioningCommand(put))
  expect((await read()).Status).toBe('Enabled')
})

test('a policy is read as it was written, and can be taken away', async () => {
  const Bucket = 'files'
  const Statement = [
    { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::files/*' },
  ]
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement })
  const read = async () => (await client.send(new GetBucketPolicyCommand({ Bucket }))).Policy
  const write = () => client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }))
  await expect(read()).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' })
  await client.send(new PutBucketPolicyCommand({ Bucket, Policy }))
  expect(await read()).toBe(Policy)
  // Root is the account, not above what it has denied to everybody.
  await expect(write()).rejects.toMatchObject({ name: 'AccessDenied' })
  await client.send(new DeleteBucketPolicyCommand({ Bucket }))
  await write()
})
