import {
  DeleteObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import type { ListObjectsV2CommandInput } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { createCatalog } from '#infra/local/s3/catalog.ts'
import { listKeys } from '#infra/local/s3/listing.ts'
import { compareKeys } from '#infra/local/s3/order.ts'
import { createMemoryStore } from '#infra/local/store/memory-store.ts'
import { bucket, serveS3 } from './serve.ts'
import type { Served } from './serve.ts'

let s3: Served
let client: ReturnType<Served['client']>
beforeEach(async () => {
  s3 = await serveS3()
  client = s3.client()
})
afterEach(() => s3.close())

const fill = async (...keys: string[]) => {
  for (const Key of keys)
    await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key }))
}
const list = (more: Partial<ListObjectsV2CommandInput> = {}) =>
  client.send(new ListObjectsV2Command({ Bucket: bucket, ...more }))
const names = async (more: Partial<ListObjectsV2CommandInput> = {}) => {
  const { Contents = [], CommonPrefixes = [] } = await list(more)
  return [
    ...Contents.map(({ Key }) => Key),
    ...CommonPrefixes.map(({ Prefix }) => `prefix ${Prefix}`),
  ]
}

test('an empty bucket', async () => {
  expect(await list()).toMatchObject({ KeyCount: 0, IsTruncated: false, Name: bucket })
})

test('in the order of UTF-8, which is not that of UTF-16', async () => {
  const keys = ['Z', 'a', 'a b', 'a/', 'a/b', 'é', '\uffee', '🎉']
  await fill(...keys.toReversed())
  expect(await names()).toEqual(keys)
  const bytes = keys.map((key) => Buffer.from(key)).toSorted((a, b) => Buffer.compare(a, b))
  expect(bytes.map(String)).toEqual(keys)
})

test('prefix and delimiter', async () => {
  await fill('a', 'b/1', 'b/2', 'b/c/3', 'bc', 'd//e', 'f/')
  expect(await names({ Prefix: 'b' })).toEqual(['b/1', 'b/2', 'b/c/3', 'bc'])
  expect(await names({ Delimiter: '/' })).toEqual([
    'a',
    'bc',
    'prefix b/',
    'prefix d/',
    'prefix f/',
  ])
  expect(await names({ Delimiter: '/', Prefix: 'b/' })).toEqual(['b/1', 'b/2', 'prefix b/c/'])
  expect(await names({ Delimiter: '/', Prefix: 'd/' })).toEqual(['prefix d//'])
  expect(await names({ Delimiter: '/', Prefix: 'f/' })).toEqual(['f/'])
  expect(await names({ Prefix: 'nothing' })).toEqual([])
  expect(await names({ StartAfter: 'b/2' })).toEqual(['b/c/3', 'bc', 'd//e', 'f/'])
})

describe('pages', () => {
  const keys = ['a', 'b/1', 'b/2', 'b/3', 'c', 'd/1', 'e']
  beforeEach(() => fill(...keys))

  test.each([1, 2, 3, 7, 1000])('of %i keys', async (pageSize) => {
    const found: (string | undefined)[] = []
    for await (const page of paginateListObjectsV2({ client, pageSize }, { Bucket: bucket })) {
      expect(page.KeyCount).toBeLessThanOrEqual(pageSize)
      found.push(...(page.Contents?.map(({ Key }) => Key) ?? []))
    }
    expect(found).toEqual(keys)
  })

  test.each([1, 2, 3])(
    'of %i keys and common prefixes, each of which comes once',
    async (pageSize) => {
      const found: (string | undefined)[] = []
      const question = { Bucket: bucket, Delimiter: '/' }
      for await (const page of paginateListObjectsV2({ client, pageSize }, question))
        found.push(
          ...(page.Contents?.map(({ Key }) => Key) ?? []),
          ...(page.CommonPrefixes?.map(({ Prefix }) => Prefix) ?? []),
        )
      expect(new Set(found)).toEqual(new Set(['a', 'b/', 'c', 'd/', 'e']))
      expect(found).toHaveLength(5)
    },
  )

  test('of nothing at all', async () => {
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false })
  })

  test('with a token that is none', async () => {
    for (const ContinuationToken of ['', 'nonsense', 'MQ'])
      await expect(list({ ContinuationToken })).rejects.toMatchObject({ name: 'InvalidArgument' })
  })

  test('with a number that is none', async () => {
    for (const MaxKeys of [-1, 1.5])
      await expect(list({ MaxKeys })).rejects.toMatchObject({ name: 'InvalidArgument' })
  })

  test('in the older form, by marker', async () => {
    const page = (more: object) =>
      client.send(new ListObjectsCommand({ Bucket: bucket, MaxKeys: 2, Delimiter: '/', ...more }))
    const first = await page({})
    expect(first).toMatchObject({ IsTruncated: true, NextMarker: 'b/' })
    const second = await page({ Marker: first.NextMarker })
    expect(second.Contents?.[0]).toMatchObject({ Key: 'c', Owner: { ID: '000000000000' } })
  })
})

test('keys for parsers that mind them', async () => {
  await fill('a b+ü/\u0001')
  const command = new ListObjectsV2Command({ Bucket: bucket, EncodingType: 'url' })
  const answer = await fetch(await getSignedUrl(client, command))
  expect(await answer.text()).toContain('<Key>a+b%2B%C3%BC/%01</Key>')
  expect(await list({ EncodingType: 'url' })).toMatchObject({ EncodingType: 'url' })
})

test('what is deleted is not listed', async () => {
  await fill('a', 'b')
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a' }))
  expect(await names()).toEqual(['b'])
})

test('any listing agrees with one that looks at every key', () => {
  const letters = ['a', 'b', '/', '//', 'é', '🎉', '\uffee']
  let seed = 1
  const next = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most
  const word = () => Array.from({ length: next(5) }, () => letters[next(letters.length)]).join('')
  const store = createMemoryStore()
  const catalog = createCatalog(store)
  const all = new Set<string>()
  for (let n = 0; n < 300; n++) {
    const key = word() || 'a'
    all.add(key)
    const content = { segments: [], size: 0, etag: '', at: 0, headers: {} }
    catalog.add({ bucket: 'b', key, id: 'null', ...content })
  }
  const sorted = [...all].toSorted(compareKeys)
  expect(catalog.bucket('b').keys).toEqual(sorted)
  for (let n = 0; n < 300; n++) {
    const question = { prefix: word().slice(0, 2), delimiter: ['', '/', '//'][next(3)] ?? '' }
    const expected = new Set(
      sorted
        .filter((key) => key.startsWith(question.prefix))
        .map((key) => {
          const cut = question.delimiter
            ? key.indexOf(question.delimiter, question.prefix.length)
            : -1
          return cut < 0 ? key : key.slice(0, cut + question.delimiter.length)
        }),
    )
    const found: string[] = []
    const limit = 1 + next(4)
    for (let after = ''; ;) {
      const page = listKeys(catalog.bucket('b'), { ...question, after, limit }, ([v]) => v)
      found.push(...page.entries.map((entry) => ('prefix' in entry ? entry.prefix : entry.key)))
      if (!page.isTruncated) break
      after = page.last
    }
    expect({ question, found }).toEqual({ question, found: [...expected] })
  }
})
