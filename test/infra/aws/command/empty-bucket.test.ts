import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { emptyBucket } from '#infra/aws/command/empty-bucket.ts'
import { startAws } from '#test/support/aws.ts'

let s3: S3Client
let aws: Awaited<ReturnType<typeof startAws>>

beforeEach(async () => {
  aws = await startAws()
  s3 = new S3Client({
    region: aws.config.region,
    endpoint: aws.origin,
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
})
afterEach(async () => {
  s3.destroy()
  await aws.close()
})

test('old versions and delete markers go, too', async () => {
  const Bucket = aws.config.bucket
  for (const Body of ['1', '2']) await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body }))
  await s3.send(new PutObjectCommand({ Bucket, Key: 'b', Body: '1' }))
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'b' }))
  await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'c' }))

  expect(await emptyBucket(s3, Bucket)).toBe(4)
  const left = await s3.send(new ListObjectVersionsCommand({ Bucket }))
  expect([left.Versions, left.DeleteMarkers]).toEqual([undefined, undefined])
})

test('a bucket that is not there is empty', async () => {
  expect(await emptyBucket(s3, 'files-that-never-were')).toBe(0)
})

test('other failures are not taken for emptiness', async () => {
  const stranger = new S3Client({
    region: aws.config.region,
    endpoint: aws.origin,
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'wrong' },
  })
  await expect(emptyBucket(stranger, aws.config.bucket)).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
  })
  stranger.destroy()
})
