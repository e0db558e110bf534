import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

import {
  ChecksumAlgorithm,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import {
  algorithms,
  fullObjectChecksum,
  startChecksum,
} from '#infra/local/s3/checksum/algorithms.ts'
import { ask } from './raw.ts'
import { bucket, serveS3 } from './serve.ts'
import type { Served } from './serve.ts'

const digest = (algorithm: (typeof algorithms)[number], ...pieces: (string | Uint8Array)[]) => {
  const running = startChecksum[algorithm]()
  for (const piece of pieces) running.update(Buffer.from(piece))
  return running.digest()
}

describe('by themselves', () => {
  // The check values of the catalogue of CRC algorithms.
  test.each([
    ['CRC32', 'cbf43926'],
    ['CRC32C', 'e3069283'],
    ['CRC64NVME', 'ae8b14860a799888'],
  ] as const)('%s of 123456789', (algorithm, expected) => {
    expect(digest(algorithm, '123456789').toString('hex')).toBe(expected)
  })

  test.each(algorithms)('%s does not depend on how the bytes are cut', (algorithm) => {
    const whole = Buffer.from(Array.from({ length: 1000 }, (_, index) => (index * 167) & 255))
    for (const cut of [0, 1, 7, 8, 9, 500, 999])
      expect(digest(algorithm, whole.subarray(0, cut), whole.subarray(cut))).toEqual(
        digest(algorithm, whole),
      )
  })

  test.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)('%s of parts put together', (algorithm) => {
    const parts = ['first', '', 'x'.repeat(100_000), 'last'].map((text) => Buffer.from(text))
    const known = parts.map((part) => ({
      size: part.length,
      checksum: digest(algorithm, part).toString('base64'),
    }))
    expect(fullObjectChecksum(algorithm, known)).toBe(
      digest(algorithm, ...parts).toString('base64'),
    )
  })
})

describe('over the wire', () => {
  let s3: Served
  beforeEach(async () => {
    s3 = await serveS3()
  })
  afterEach(() => s3.close())

  test.each(algorithms)('%s is verified, kept and given back', async (algorithm) => {
    const client = s3.client()
    const expected = digest(algorithm, 'body').toString('base64')
    const name = `Checksum${algorithm}` as const
    const at = { Bucket: bucket, Key: algorithm }
    const put = await client.send(
      new PutObjectCommand({ ...at, Body: 'body', ChecksumAlgorithm: algorithm, [name]: expected }),
    )
    expect(put[name]).toBe(expected)
    const head = await client.send(new HeadObjectCommand({ ...at, ChecksumMode: 'ENABLED' }))
    expect(head).toMatchObject({ [name]: expected, ChecksumType: 'FULL_OBJECT' })
    const get = await client.send(new GetObjectCommand(at))
    expect(await get.Body?.transformToString()).toBe('body')
    const wrong = digest(algorithm, 'other').toString('base64')
    await expect(
      client.send(
        new PutObjectCommand({ ...at, Body: 'body', ChecksumAlgorithm: algorithm, [name]: wrong }),
      ),
    ).rejects.toMatchObject({ name: 'BadDigest' })
  })

  test('those of the SDK that S3 has since learned are refused, not ignored', async () => {
    const newer = Object.values(ChecksumAlgorithm).find(
      (name) => !(algorithms as readonly string[]).includes(name),
    )
    const headers = { 'x-amz-sdk-checksum-algorithm': newer ?? '' }
    const answer = await ask(s3, { method: 'PUT', path: '/files/k', body: 'x', headers })
    expect(answer).toMatchObject({ status: 400, code: 'InvalidRequest' })
  })

  test('without one S3 works out its own', async () => {
    const client = s3.client('test', { requestChecksumCalculation: 'WHEN_REQUIRED' })
    const at = { Bucket: bucket, Key: 'k' }
    await client.send(new PutObjectCommand({ ...at, Body: 'body' }))
    const head = await client.send(new HeadObjectCommand({ ...at, ChecksumMode: 'ENABLED' }))
    expect(head.ChecksumCRC64NVME).toBe(digest('CRC64NVME', 'body').toString('base64'))
    expect(head.ChecksumCRC32).toBeUndefined()
  })

  test('a trailer that does not fit', async () => {
    const send = (checksum: string) =>
      ask(s3, {
        method: 'PUT',
        path: '/files/k',
        payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        headers: {
          'x-amz-decoded-content-length': '4',
          'x-amz-trailer': 'x-amz-checksum-crc32',
          'content-encoding': 'gzip,aws-chunked',
        },
        body: `4\r\nbody\r\n0\r\nx-amz-checksum-crc32:${checksum}\r\n\r\n`,
      })
    const right = Buffer.alloc(4)
    right.writeUInt32BE(crc32('body'))
    expect(await send('AAAAAA==')).toMatchObject({ status: 400, code: 'BadDigest' })
    expect((await send(right.toString('base64'))).status).toBe(200)
    const answer = await ask(s3, { path: '/files/k' })
    expect(answer.text).toBe('body')
    expect(answer.headers.get('content-encoding')).toBe('gzip')
  })

  test('the ETag is the MD5', async () => {
    const answer = await ask(s3, { method: 'PUT', path: '/files/k', body: 'body' })
    expect(answer.headers.get('etag')).toBe(`"${createHash('md5').update('body').digest('hex')}"`)
  })
})
