import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import type { CompletedPart, CreateMultipartUploadCommandInput } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
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

const mebibyte = 1024 ** 2
const large = randomBytes(5 * mebibyte)
const small = Buffer.from('the last part may be small')
const at = { Bucket: bucket, Key: 'k' }
const md5 = (data: Uint8Array) => createHash('md5').update(data).digest()

const create = async (more: Partial<CreateMultipartUploadCommandInput> = {}) =>
  (await client.send(new CreateMultipartUploadCommand({ ...at, ...more }))).UploadId ?? ''
const upload = async (UploadId: string, PartNumber: number, Body: Uint8Array, more = {}) => {
  const command = new UploadPartCommand({ ...at, UploadId, PartNumber, Body, ...more })
  const { ETag, ChecksumCRC32, ChecksumSHA256 } = await client.send(command)
  return { PartNumber, ETag, ChecksumCRC32, ChecksumSHA256 }
}
const complete = (UploadId: string, Parts: CompletedPart[], more = {}) =>
  client.send(
    new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts }, ...more }),
  )
const get = async (more = {}) => {
  const { Body, ...rest } = await client.send(new GetObjectCommand({ ...at, ...more }))
  return { ...rest, bytes: Buffer.from((await Body?.transformToByteArray()) ?? []) }
}

test('lib-storage uploads in parts what it reads as a stream', async () => {
  const body = randomBytes(12 * mebibyte)
  await new Upload({ client, params: { ...at, Body: body, ContentType: 'image/png' } }).done()
  const { bytes, ContentType, ETag } = await get()
  expect(bytes.equals(body)).toBe(true)
  expect(ContentType).toBe('image/png')
  expect(ETag).toMatch(/-3"$/)
})

test('parts may come in any order and twice; the last of a number counts', async () => {
  const id = await create({ ContentType: 'text/plain', Metadata: { name: 'Ann' } })
  const last = await upload(id, 7, small)
  await upload(id, 2, small)
  const first = await upload(id, 2, large)
  const parts = await client.send(new ListPartsCommand({ ...at, UploadId: id }))
  expect(parts.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
    [2, large.length],
    [7, small.length],
  ])
  await expect(get()).rejects.toMatchObject({ name: 'NoSuchKey' })
  const { ETag } = await complete(id, [first, last])
  expect(ETag).toBe(`"${md5(Buffer.concat([md5(large), md5(small)])).toString('hex')}-2"`)
  const answer = await get()
  expect(answer.bytes.equals(Buffer.concat([large, small]))).toBe(true)
  expect(answer).toMatchObject({ ETag, ContentType: 'text/plain', Metadata: { name: 'Ann' } })
  // Two files: the part that was replaced is gone.
  expect(await readdir(s3.store.blobs)).toHaveLength(2)
})

test('ranges cross the seams, and a part can be read by its number', async () => {
  const id = await create()
  await complete(id, [await upload(id, 1, large), await upload(id, 2, small)])
  const seam = large.length
  const across = await get({ Range: `bytes=${seam - 2}-${seam + 2}` })
  expect(across.bytes).toEqual(Buffer.concat([large.subarray(-2), small.subarray(0, 3)]))
  const second = await get({ PartNumber: 2 })
  expect(second).toMatchObject({
    bytes: small,
    PartsCount: 2,
    ContentRange: `bytes ${seam}-${seam + small.length - 1}/${seam + small.length}`,
  })
  await expect(get({ PartNumber: 3 })).rejects.toMatchObject({ name: 'InvalidPartNumber' })
})

test('completing again gives the same answer', async () => {
  const id = await create()
  const parts = [await upload(id, 1, small)]
  const first = await complete(id, parts)
  expect((await complete(id, parts)).ETag).toBe(first.ETag)
  const twice = await create()
  const part = await upload(twice, 1, small)
  const both = await Promise.all([complete(twice, [part]), complete(twice, [part])])
  expect(both[0].ETag).toBe(both[1].ETag)
  expect((await get()).bytes).toEqual(small)
})

describe('what cannot be completed', () => {
  test.each<[string, (id: string) => Promise<CompletedPart[]>, string]>([
    ['nothing', async () => [], 'MalformedXML'],
    ['a part that is not there', async () => [{ PartNumber: 1, ETag: '"x"' }], 'InvalidPart'],
    [
      'a part with another ETag',
      async (id) => [{ ...(await upload(id, 1, small)), ETag: '"x"' }],
      'InvalidPart',
    ],
    [
      'parts out of order',
      async (id) => [await upload(id, 2, large), await upload(id, 1, small)],
      'InvalidPartOrder',
    ],
    [
      'a part twice',
      async (id) => [await upload(id, 1, large), await upload(id, 1, large)],
      'InvalidPartOrder',
    ],
    [
      'a small part before the last',
      async (id) => [await upload(id, 1, small), await upload(id, 2, small)],
      'EntityTooSmall',
    ],
  ])('%s', async (_name, parts, name) => {
    const id = await create()
    await expect(complete(id, await parts(id))).rejects.toMatchObject({ name })
    await expect(get()).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  test('an upload that is not, or not of this key', async () => {
    const id = await create({ Key: 'other' })
    for (const wrong of ['nonsense', id])
      await expect(complete(wrong, [{ PartNumber: 1, ETag: 'x' }])).rejects.toMatchObject({
        name: 'NoSuchUpload',
      })
  })

  test('over an object that must not be there', async () => {
    const id = await create()
    const parts = [await upload(id, 1, small)]
    await client.send(new PutObjectCommand({ ...at, Body: 'first' }))
    await expect(complete(id, parts, { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    })
    expect((await get()).bytes.toString()).toBe('first')
    await complete(id, parts)
    expect((await get()).bytes).toEqual(small)
  })
})

test('part numbers go from 1 to 10000', async () => {
  const id = await create()
  await upload(id, 10_000, small)
  for (const number of [0, 10_001])
    await expect(upload(id, number, small)).rejects.toMatchObject({ name: 'InvalidArgument' })
})

test('aborting removes the parts', async () => {
  const id = await create()
  await upload(id, 1, small)
  const abort = new AbortMultipartUploadCommand({ ...at, UploadId: id })
  expect((await client.send(abort)).$metadata.httpStatusCode).toBe(204)
  expect(await readdir(s3.store.blobs)).toEqual([])
  await expect(client.send(abort)).rejects.toMatchObject({ name: 'NoSuchUpload' })
  await expect(upload(id, 1, small)).rejects.toMatchObject({ name: 'NoSuchUpload' })
})

test('uploads under way are listed, in pages', async () => {
  const keys = ['a', 'b', 'b', 'c/1', 'c/2']
  for (const Key of keys) await create({ Key })
  const list = (more = {}) =>
    client.send(new ListMultipartUploadsCommand({ Bucket: bucket, ...more }))
  expect((await list()).Uploads?.map(({ Key }) => Key)).toEqual(keys)
  expect((await list({ Prefix: 'c/' })).Uploads).toHaveLength(2)
  expect((await list({ Delimiter: '/' })).CommonPrefixes).toEqual([{ Prefix: 'c/' }])
  const first = await list({ MaxUploads: 2 })
  expect(first).toMatchObject({ IsTruncated: true, NextKeyMarker: 'b' })
  const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = first
  const rest = await list({ KeyMarker, UploadIdMarker })
  expect(rest.Uploads?.map(({ Key }) => Key)).toEqual(['b', 'c/1', 'c/2'])
})

test('parts can be copied from objects, whole or in part', async () => {
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'source', Body: large }))
  const id = await create()
  const copy = async (PartNumber: number, CopySourceRange?: string) => {
    const CopySource = `${bucket}/source`
    const command = { ...at, UploadId: id, PartNumber, CopySource, CopySourceRange }
    const { CopyPartResult } = await client.send(new UploadPartCopyCommand(command))
    return { PartNumber, ETag: CopyPartResult?.ETag }
  }
  for (const range of ['bytes=5-4', 'bytes=1-', `bytes=0-${large.length}`])
    await expect(copy(3, range)).rejects.toMatchObject({ name: 'InvalidArgument' })
  const parts = [await copy(1), await copy(2, 'bytes=10-19')]
  expect(parts[1]?.ETag).toBe(`"${md5(large.subarray(10, 20)).toString('hex')}"`)
  await complete(id, parts)
  const expected = Buffer.concat([large, large.subarray(10, 20)])
  expect((await get()).bytes.equals(expected)).toBe(true)
  // Everything is in the file of the source.
  expect(await readdir(s3.store.blobs)).toHaveLength(1)
})

describe('checksums of the whole', () => {
  /** Without the checksum that the SDK would add. */
  const uploadBare = (UploadId: string, PartNumber: number, Body: Uint8Array) =>
    s3
      .client('test', { requestChecksumCalculation: 'WHEN_REQUIRED' })
      .send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }))

  test('from the checksums of the parts: composite', async () => {
    const id = await create({ ChecksumAlgorithm: 'SHA256' })
    const parts = [
      await upload(id, 1, large, { ChecksumAlgorithm: 'SHA256' }),
      await upload(id, 2, small, { ChecksumAlgorithm: 'SHA256' }),
    ]
    const sha = (data: Uint8Array) => createHash('sha256').update(data).digest()
    const expected = sha(Buffer.concat([sha(large), sha(small)])).toString('base64')
    const missing = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }))
    await expect(complete(id, missing)).rejects.toMatchObject({ name: 'InvalidRequest' })
    expect((await complete(id, parts)).ChecksumSHA256).toBe(`${expected}-2`)
    const head = new HeadObjectCommand({ ...at, ChecksumMode: 'ENABLED' })
    expect(await client.send(head)).toMatchObject({ ChecksumType: 'COMPOSITE' })
  })

  test('as if it had come in one piece: full object', async () => {
    const id = await create({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' })
    const { ETag } = await uploadBare(id, 2, small)
    const parts = [await upload(id, 1, large), { PartNumber: 2, ETag }]
    const value = Buffer.alloc(4)
    value.writeUInt32BE(crc32(Buffer.concat([large, small])))
    const ChecksumCRC32 = value.toString('base64')
    const wrong = { ChecksumCRC32: 'AAAAAA==', ChecksumType: 'FULL_OBJECT' }
    await expect(complete(id, parts, wrong)).rejects.toMatchObject({
      name: 'BadDigest',
      message: 'The crc32 you specified did not match the calculated checksum.',
    })
    const composite = { ChecksumType: 'COMPOSITE' }
    await expect(complete(id, parts, composite)).rejects.toMatchObject({ name: 'InvalidRequest' })
    const altered = parts.map((part) => ({ ...part, ChecksumCRC32: 'AAAAAA==' }))
    await expect(complete(id, altered)).rejects.toMatchObject({ name: 'InvalidPart' })
    expect(await complete(id, parts, { ChecksumCRC32 })).toMatchObject({ ChecksumCRC32 })
  })

  test('of a kind that parts do not have', async () => {
    const id = await create({ ChecksumAlgorithm: 'SHA256' })
    const more = { ChecksumAlgorithm: 'SHA1' }
    await expect(upload(id, 1, small, more)).rejects.toMatchObject({
      message:
        'Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: sha1',
    })
    await expect(uploadBare(id, 1, small)).rejects.toMatchObject({
      message:
        'Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: null',
    })
    const sha = { ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' } as const
    await expect(create(sha)).rejects.toMatchObject({ name: 'InvalidRequest' })
  })
})
