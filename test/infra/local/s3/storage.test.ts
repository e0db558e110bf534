import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { afterEach, beforeEach, expect, test } from 'vitest'

import type { Response } from '#infra/local/http/message.ts'
import { openFileStore } from '#infra/local/store/file-store.ts'
import { signHeaders } from '#test/infra/local/signature/sign.ts'
import { ask } from './raw.ts'
import { bucket, serveS3 } from './serve.ts'
import type { Served } from './serve.ts'

let folder: string
let s3: Served
const start = async () => {
  s3 = await serveS3({ store: await openFileStore(folder) })
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-test-'))
  await start()
})
afterEach(async () => {
  await s3.close()
  await rm(folder, { recursive: true, force: true })
})
const restart = async () => {
  await s3.close()
  await start()
}

const at = (Key: string) => ({ Bucket: bucket, Key })
const put = (key: string, Body: string | Uint8Array) =>
  s3.client().send(new PutObjectCommand({ ...at(key), Body }))
const get = async (key: string) =>
  (await s3.client().send(new GetObjectCommand(at(key)))).Body?.transformToString()
const blobs = () => readdir(s3.store.blobs)

test('everything is there again after a restart', async () => {
  for (const key of ['b', 'a', '__proto__', 'é']) await put(key, key)
  await put('a', 'newer')
  const client = s3.client()
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(at('parts')))
  const part = { ...at('parts'), UploadId, PartNumber: 1 }
  const { ETag } = await client.send(new UploadPartCommand({ ...part, Body: 'part' }))
  await restart()
  const { Contents } = await s3.client().send(new ListObjectsV2Command({ Bucket: bucket }))
  expect(Contents?.map(({ Key }) => Key)).toEqual(['__proto__', 'a', 'b', 'é'])
  expect(await get('a')).toBe('newer')
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] }
  await s3
    .client()
    .send(new CompleteMultipartUploadCommand({ ...at('parts'), UploadId, MultipartUpload }))
  expect(await get('parts')).toBe('part')
})

test('the newest version is the newest after a restart, too', async () => {
  const version = (Status: 'Enabled' | 'Suspended') =>
    s3
      .client()
      .send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status } }))
  await put('k', 'without versions')
  await version('Enabled')
  await put('k', 'with versions')
  for (const body of ['one', 'two']) await put('other', body)
  await version('Suspended')
  // Takes the place of the first in the store, but not in time.
  await put('k', 'without again')
  await restart()
  expect(await get('k')).toBe('without again')
  expect(await get('other')).toBe('two')
})

test('what a crash left half done is cleared away, and only that', async () => {
  await put('k', 'kept')
  await writeFile(join(s3.store.blobs, 'f'.repeat(32)), 'half')
  expect(await blobs()).toHaveLength(2)
  await restart()
  expect(await get('k')).toBe('kept')
  expect(await blobs()).toHaveLength(1)
})

test('replaced and deleted bodies do not stay on the disk', async () => {
  for (const body of ['one', 'two', 'three']) await put('k', body)
  expect(await blobs()).toHaveLength(1)
  await ask(s3, { method: 'DELETE', path: '/files/k' })
  expect(await blobs()).toHaveLength(0)
})

test('who reads an object while it is replaced gets the one that was asked for', async () => {
  const old = Buffer.alloc(8 * 1024 ** 2, 'old')
  await put('k', old)
  const { Body } = await s3.client().send(new GetObjectCommand(at('k')))
  await put('k', 'new')
  expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(old)).toBe(true)
  expect(await get('k')).toBe('new')
  await expect.poll(blobs).toHaveLength(1)
})

test('a large body is never held in memory', async () => {
  const size = 192 * 1024 ** 2
  const piece = Buffer.alloc(64 * 1024, 'x')
  let most = 0
  async function* body() {
    for (let sent = 0; sent < size; sent += piece.length) {
      most = Math.max(most, process.memoryUsage.rss())
      yield piece
    }
  }
  const before = process.memoryUsage.rss()
  const headers = { 'content-length': String(size), 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }
  const request = { method: 'PUT', path: '/files/k', headers: { host: 'localhost', ...headers } }
  const signed = signHeaders(request, 'UNSIGNED-PAYLOAD', { now: s3.clock.now() })
  const stored = await s3.handler({ ...request, query: '', headers: signed.headers, body: body() })
  expect(stored?.status).toBe(200)

  const asked = { ...request, method: 'GET', headers: { host: 'localhost', ...headers } }
  const reading = signHeaders(asked, 'UNSIGNED-PAYLOAD', { now: s3.clock.now() })
  const answer = await s3.handler({ ...asked, query: '', headers: reading.headers, body: body() })
  let received = 0
  for await (const chunk of streamOf(answer)) {
    received += chunk.length
    most = Math.max(most, process.memoryUsage.rss())
  }
  expect(received).toBe(size)
  expect(most - before).toBeLessThan(size / 2)
})

function streamOf(response: Response | undefined) {
  const body = response?.body
  if (typeof body !== 'object' || body instanceof Uint8Array) throw new Error('not a stream')
  return body
}
