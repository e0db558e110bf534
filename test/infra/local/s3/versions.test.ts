import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import type { DeleteMarkerEntry, ObjectVersion } from '@aws-sdk/client-s3'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { bucket, serveS3 } from './serve.ts'
import type { Served } from './serve.ts'

let s3: Served
let client: ReturnType<Served['client']>
beforeEach(async () => {
  s3 = await serveS3({ properties: { VersioningConfiguration: { Status: 'Enabled' } } })
  client = s3.client()
})
afterEach(() => s3.close())

const at = (Key: string) => ({ Bucket: bucket, Key })
const put = async (Key: string, Body: string) =>
  (await client.send(new PutObjectCommand({ ...at(Key), Body }))).VersionId ?? ''
const get = async (Key: string, VersionId?: string) => {
  const { Body } = await client.send(new GetObjectCommand({ ...at(Key), VersionId }))
  return Body?.transformToString()
}
const remove = (Key: string, VersionId?: string) =>
  client.send(new DeleteObjectCommand({ ...at(Key), VersionId }))
const versions = async (more = {}) => {
  const list = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, ...more }))
  const { Versions = [], DeleteMarkers = [], ...rest } = list
  const row = (kind: string) => (version: ObjectVersion | DeleteMarkerEntry) =>
    `${kind} ${version.Key} ${version.VersionId}${version.IsLatest ? ' latest' : ''}`
  return { rows: [...Versions.map(row('object')), ...DeleteMarkers.map(row('marker'))], ...rest }
}

test('every version stays readable', async () => {
  const [one, two] = [await put('k', 'one'), await put('k', 'two')]
  expect(one).not.toBe(two)
  expect(await get('k')).toBe('two')
  expect(await get('k', one)).toBe('one')
  expect((await versions()).rows).toEqual([`object k ${two} latest`, `object k ${one}`])
})

test('deleting puts a marker, deleting the marker brings the object back', async () => {
  const one = await put('k', 'one')
  const { DeleteMarker, VersionId = '' } = await remove('k')
  expect(DeleteMarker).toBe(true)
  const head = new HeadObjectCommand(at('k'))
  await expect(get('k')).rejects.toMatchObject({ name: 'NoSuchKey' })
  await expect(client.send(head)).rejects.toMatchObject({
    $response: { headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': VersionId } },
  })
  await expect(get('k', VersionId)).rejects.toMatchObject({ name: 'MethodNotAllowed' })
  expect((await client.send(new ListObjectsV2Command({ Bucket: bucket }))).KeyCount).toBe(0)
  expect((await versions()).rows).toEqual([`object k ${one}`, `marker k ${VersionId} latest`])
  expect(await remove('k', VersionId)).toMatchObject({ DeleteMarker: true, VersionId })
  expect(await get('k')).toBe('one')
})

test('a version can be removed for good, also one of many', async () => {
  const [one, two] = [await put('k', 'one'), await put('k', 'two')]
  await remove('k', two)
  expect(await get('k')).toBe('one')
  await expect(get('k', two)).rejects.toMatchObject({ name: 'NoSuchVersion' })
  const Objects = [{ Key: 'k', VersionId: one }]
  await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }))
  expect((await versions()).rows).toEqual([])
})

test('an old version copied over the new one is how a change is undone', async () => {
  const one = await put('k', 'one')
  await put('k', 'two')
  const CopySource = `${bucket}/k?versionId=${one}`
  const copied = await client.send(new CopyObjectCommand({ ...at('k'), CopySource }))
  expect(copied.CopySourceVersionId).toBe(one)
  expect(await get('k')).toBe('one')
  expect((await versions()).rows).toHaveLength(3)
})

test('an id that cannot be, and one that is not', async () => {
  await put('k', 'one')
  await expect(get('k', 'x')).rejects.toMatchObject({ name: 'InvalidArgument' })
  await expect(get('k', 'x'.repeat(32))).rejects.toMatchObject({ name: 'NoSuchVersion' })
})

test('suspended: what is written from then on has no history, what was before keeps it', async () => {
  const one = await put('k', 'one')
  const suspend = { Bucket: bucket, VersioningConfiguration: { Status: 'Suspended' as const } }
  await client.send(new PutBucketVersioningCommand(suspend))
  expect(await put('k', 'two')).toBe('null')
  expect(await put('k', 'three')).toBe('null')
  expect((await versions()).rows).toEqual(['object k null latest', `object k ${one}`])
  expect(await remove('k')).toMatchObject({ DeleteMarker: true, VersionId: 'null' })
  expect((await versions()).rows).toEqual([`object k ${one}`, 'marker k null latest'])
})

test('pages by key and version', async () => {
  const ids = [await put('a', '1'), await put('a', '2'), await put('a', '3'), await put('b', '4')]
  await remove('b')
  const seen: string[] = []
  for (let more = {}; ;) {
    const page = await versions({ MaxKeys: 2, ...more })
    expect(page.rows.length).toBeLessThanOrEqual(2)
    seen.push(...page.rows)
    if (!page.IsTruncated) break
    more = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
  }
  expect(seen).toHaveLength(5)
  expect(new Set(seen).size).toBe(5)
  expect(seen[0]).toBe(`object a ${ids[2]} latest`)
  expect((await versions({ Prefix: 'b' })).rows).toHaveLength(2)
  expect((await versions({ Delimiter: 'a' })).CommonPrefixes).toEqual([{ Prefix: 'a' }])
})
