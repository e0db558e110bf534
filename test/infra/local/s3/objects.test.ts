import { readdir } from 'node:fs/promises'
import { Readable } from 'node:stream'

import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { bucket, serveS3 } from './serve.ts'
import type { Served } from './serve.ts'

let s3: Served
let client: ReturnType<Served['client']>
beforeEach(async () => {
  s3 = await serveS3()
  client = s3.client()
})
afterEach(() => s3.close())

const at = (Key: string) => ({ Bucket: bucket, Key })
const put = (Key: string, Body: string | Uint8Array = 'body', more = {}) =>
  client.send(new PutObjectCommand({ ...at(Key), Body, ...more }))
const get = async (Key: string, more = {}) => {
  const { Body, ...rest } = await client.send(new GetObjectCommand({ ...at(Key), ...more }))
  return { ...rest, text: (await Body?.transformToString('latin1')) ?? '' }
}
const keys = async (more = {}) =>
  (await client.send(new ListObjectsV2Command({ Bucket: bucket, ...more }))).Contents?.map(
    ({ Key }) => Key,
  ) ?? []

describe('what is put comes back', () => {
  test.each([0, 1, 1000, 65_536, 300_000])('with %i bytes', async (size) => {
    const body = Buffer.alloc(size, 'abcdefg')
    const { ETag, ChecksumCRC32 } = await put('k', body)
    const answer = await get('k', { ChecksumMode: 'ENABLED' })
    expect(answer.text).toBe(body.toString('latin1'))
    expect(answer).toMatchObject({ ETag, ChecksumCRC32, ContentLength: size })
  })

  test('with its headers and metadata, and without those of its transport', async () => {
    await put('k', 'x', {
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment; filename="a.txt"',
      ContentLanguage: 'de',
      ContentEncoding: 'identity',
      Metadata: { name: 'Ann', empty: '' },
    })
    expect(await client.send(new HeadObjectCommand(at('k')))).toMatchObject({
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment; filename="a.txt"',
      ContentLanguage: 'de',
      ContentEncoding: 'identity',
      ContentLength: 1,
      AcceptRanges: 'bytes',
      ServerSideEncryption: 'AES256',
      Metadata: { name: 'Ann', empty: '' },
    })
  })

  test('a stream, which the SDK sends in chunks with a trailer', async () => {
    const pieces = [Buffer.alloc(70_000, 'a'), Buffer.alloc(20_000, 'b'), Buffer.from('end')]
    const Body = Readable.from(pieces)
    await client.send(new PutObjectCommand({ ...at('k'), Body, ContentLength: 90_003 }))
    const { text, ContentEncoding } = await get('k')
    expect(text).toBe(Buffer.concat(pieces).toString())
    expect(ContentEncoding).toBeUndefined()
  })

  test.each([
    'a/b.txt',
    'a//b',
    'trail/',
    '../up',
    './here/../there',
    'with space',
    'plus+plus',
    'percent%25%',
    'question?mark#hash&and=equals',
    'quote\'"<>`|\\^{}[]~!*()',
    'übergrößé/日本語/🎉',
    'new\nline\ttab',
    'CON',
    'a:b',
    '__proto__',
    'x'.repeat(1024),
  ])('under the key %j', async (key) => {
    await put(key, key)
    expect((await get(key)).text).toBe(Buffer.from(key).toString('latin1'))
    expect(await keys()).toEqual([key])
    expect(await keys({ EncodingType: 'url' })).toHaveLength(1)
    await client.send(new DeleteObjectCommand(at(key)))
    expect(await keys()).toEqual([])
  })

  test('but not under a key that is too long', async () => {
    await expect(put('ü'.repeat(512) + 'x')).rejects.toMatchObject({ name: 'KeyTooLongError' })
  })

  test('and the newest, where it was put twice', async () => {
    await put('k', 'old')
    await put('k', 'newer')
    expect((await get('k')).text).toBe('newer')
  })
})

describe('ranges', () => {
  beforeEach(async () => void (await put('k', '0123456789')))

  test.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=4-', '456789', 'bytes 4-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
  ])('%s', async (Range, text, ContentRange) => {
    const answer = await get('k', { Range })
    expect(answer).toMatchObject({ text, ContentRange, ContentLength: text.length })
    expect(answer.$metadata.httpStatusCode).toBe(206)
  })

  test.each(['bytes=5-4', 'lines=1-2', 'bytes=0-1,4-5', 'bytes=x-'])(
    '%s means everything',
    async (Range) => {
      const answer = await get('k', { Range })
      expect(answer.text).toBe('0123456789')
      expect(answer.$metadata.httpStatusCode).toBe(200)
    },
  )

  test.each(['bytes=10-', 'bytes=-0', 'bytes=99-100'])('%s cannot be', async (Range) => {
    await expect(get('k', { Range })).rejects.toMatchObject({
      name: 'InvalidRange',
      $metadata: { httpStatusCode: 416 },
    })
  })
})

describe('conditions of a read', () => {
  test('by ETag and by date', async () => {
    const { ETag } = await put('k')
    const { LastModified } = await get('k')
    const later = new Date(Number(LastModified) + 1000)
    const earlier = new Date(Number(LastModified) - 1000)
    const status = (more: object) =>
      get('k', more).then(
        () => 200,
        (error: { $metadata: { httpStatusCode: number } }) => error.$metadata.httpStatusCode,
      )
    expect(await status({ IfMatch: ETag })).toBe(200)
    expect(await status({ IfMatch: '"other"' })).toBe(412)
    expect(await status({ IfNoneMatch: ETag })).toBe(304)
    expect(await status({ IfNoneMatch: '"other"' })).toBe(200)
    expect(await status({ IfModifiedSince: LastModified })).toBe(304)
    expect(await status({ IfModifiedSince: earlier })).toBe(200)
    expect(await status({ IfUnmodifiedSince: earlier })).toBe(412)
    expect(await status({ IfUnmodifiedSince: LastModified })).toBe(200)
    // An ETag outweighs a date.
    expect(await status({ IfMatch: ETag, IfUnmodifiedSince: earlier })).toBe(200)
    expect(await status({ IfNoneMatch: '"other"', IfModifiedSince: later })).toBe(200)
  })
})

describe('conditions of a write', () => {
  test('only a new object', async () => {
    await put('k', 'first', { IfNoneMatch: '*' })
    await expect(put('k', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    })
    expect((await get('k')).text).toBe('first')
    await client.send(new DeleteObjectCommand(at('k')))
    await put('k', 'third', { IfNoneMatch: '*' })
  })

  test('of two that start together only one wins', async () => {
    const attempts = await Promise.allSettled(
      ['a', 'b'].map((body) => put('k', Buffer.alloc(100_000, body), { IfNoneMatch: '*' })),
    )
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('only over the object that was read', async () => {
    await expect(put('k', 'x', { IfMatch: '"a"' })).rejects.toMatchObject({ name: 'NoSuchKey' })
    const { ETag } = await put('k', 'first')
    await put('k', 'second', { IfMatch: ETag })
    await expect(put('k', 'third', { IfMatch: ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    })
  })
})

describe('deleting', () => {
  test('what is not there is no error', async () => {
    const { $metadata } = await client.send(new DeleteObjectCommand(at('nothing')))
    expect($metadata.httpStatusCode).toBe(204)
  })

  test('many at once, with keys that XML minds', async () => {
    const names = ['a&b', '<c>', ' d ', 'é', 'e\'"', 'kept']
    for (const name of names) await put(name)
    const Objects = names.slice(0, -1).map((Key) => ({ Key }))
    const answer = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }),
    )
    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual(names.slice(0, -1))
    expect(await keys()).toEqual(['kept'])
    const quiet = new DeleteObjectsCommand({
      Bucket: bucket,
      Delete: { Objects: [{ Key: 'kept' }], Quiet: true },
    })
    expect((await client.send(quiet)).Deleted).toBeUndefined()
    expect(await keys()).toEqual([])
  })

  test('then the object is gone, and so is its file', async () => {
    await put('k')
    await client.send(new DeleteObjectCommand(at('k')))
    await expect(get('k')).rejects.toMatchObject({ name: 'NoSuchKey' })
    await expect(client.send(new HeadObjectCommand(at('k')))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    })
    expect(await readdir(s3.store.blobs)).toEqual([])
  })
})

describe('copying', () => {
  const copy = (source: string, Key: string, more = {}) =>
    client.send(
      new CopyObjectCommand({
        ...at(Key),
        CopySource: `${bucket}/${encodeURIComponent(source)}`,
        ...more,
      }),
    )

  test('with the metadata, or with other', async () => {
    await put('a b/ü', 'text', { ContentType: 'text/plain', Metadata: { name: 'Ann' } })
    const { CopyObjectResult } = await copy('a b/ü', 'copy')
    const original = await get('a b/ü')
    expect(await get('copy')).toMatchObject({
      text: 'text',
      ContentType: 'text/plain',
      Metadata: { name: 'Ann' },
      ETag: original.ETag,
    })
    expect(CopyObjectResult?.ETag).toBe(original.ETag)
    await copy('a b/ü', 'other', { MetadataDirective: 'REPLACE', Metadata: { name: 'Bob' } })
    expect((await get('other')).Metadata).toEqual({ name: 'Bob' })
  })

  test('outlives the original', async () => {
    await put('a', 'text')
    await copy('a', 'b')
    await put('a', 'changed')
    await client.send(new DeleteObjectCommand(at('a')))
    expect((await get('b')).text).toBe('text')
  })

  test('onto itself only with a change', async () => {
    await put('a', 'text', { Metadata: { name: 'Ann' } })
    await expect(copy('a', 'a')).rejects.toMatchObject({ name: 'InvalidRequest' })
    await copy('a', 'a', { MetadataDirective: 'REPLACE', Metadata: { name: 'Bob' } })
    expect(await get('a')).toMatchObject({ text: 'text', Metadata: { name: 'Bob' } })
  })

  test('of nothing, from nowhere, or against a condition', async () => {
    await put('a')
    await expect(copy('missing', 'b')).rejects.toMatchObject({ name: 'NoSuchKey' })
    const elsewhere = { CopySource: 'nowhere/a' }
    await expect(copy('a', 'b', elsewhere)).rejects.toMatchObject({ name: 'NoSuchBucket' })
    await expect(copy('a', 'b', { CopySourceIfMatch: '"x"' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    })
    expect(await keys()).toEqual(['a'])
  })
})
