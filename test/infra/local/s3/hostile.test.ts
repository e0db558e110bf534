import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { ask, askOpenly } from './raw.ts'
import { serveS3 } from './serve.ts'
import type { Served } from './serve.ts'

let s3: Served
beforeEach(async () => {
  s3 = await serveS3()
})
afterEach(() => s3.close())

const md5 = (text: string) => createHash('md5').update(text).digest('base64')

const leftBehind = async () => ({
  files: await readdir(s3.store.blobs),
  objects: s3.store.collection('s3.versions').size,
})
const nothing = { files: [], objects: 0 }

const put = (more: Partial<Parameters<typeof ask>[1]> = {}) =>
  ask(s3, { method: 'PUT', path: '/files/k', body: 'body', ...more })

test('a right request is let in, so that the others fail for their own reason', async () => {
  expect((await put()).status).toBe(200)
  const answer = await ask(s3, { path: '/files/k' })
  expect(answer).toMatchObject({ status: 200, text: 'body' })
  expect(answer.headers.get('x-amz-request-id')).toMatch(/^[0-9A-F]{16}$/)
  expect(answer.headers.get('x-amz-id-2')).toHaveLength(76)
})

describe('bodies that are not what was said leave nothing behind', () => {
  test.each<[string, Partial<Parameters<typeof ask>[1]>, number, string]>([
    ['another hash', { payloadHash: 'a'.repeat(64) }, 400, 'XAmzContentSHA256Mismatch'],
    ['another MD5', { headers: { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' } }, 400, 'BadDigest'],
    ['half an MD5', { headers: { 'content-md5': 'AAAA' } }, 400, 'InvalidDigest'],
    ['another CRC', { headers: { 'x-amz-checksum-crc32': 'AAAAAA==' } }, 400, 'BadDigest'],
    ['half a CRC', { headers: { 'x-amz-checksum-crc32': 'AA==' } }, 400, 'InvalidRequest'],
    [
      'two checksums',
      { headers: { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-crc32c': 'AAAAAA==' } },
      400,
      'InvalidRequest',
    ],
    ['more than 5 GB', { headers: { 'content-length': '5368709121' } }, 400, 'EntityTooLarge'],
    [
      'broken chunks',
      {
        payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        headers: { 'x-amz-decoded-content-length': '4' },
      },
      400,
      'IncompleteBody',
    ],
    [
      'chunks of unknown length',
      { payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' },
      411,
      'MissingContentLength',
    ],
    [
      'too much metadata',
      { headers: { 'x-amz-meta-a': 'x'.repeat(2048) } },
      400,
      'MetadataTooLarge',
    ],
    ['a tag', { headers: { 'x-amz-tagging': 'a=b' } }, 501, 'NotImplemented'],
    [
      'a public ACL',
      { headers: { 'x-amz-acl': 'public-read' } },
      400,
      'AccessControlListNotSupported',
    ],
  ])('%s', async (_name, more, status, code) => {
    expect(await put(more)).toMatchObject({ status, code })
    expect(await leftBehind()).toEqual(nothing)
  })

  test('a connection that breaks in the middle leaves the old object', async () => {
    await put({ body: 'old' })
    const before = await leftBehind()
    const hangUp = async () => {
      await expect.poll(leftBehind).toMatchObject({ files: { length: 2 } })
    }
    await put({ body: 'new', headers: { 'content-length': '1000' }, hangUp })
    expect((await ask(s3, { path: '/files/k' })).text).toBe('old')
    await expect.poll(leftBehind).toEqual(before)
  })
})

describe('replays and stolen goods', () => {
  test('a request of a quarter of an hour ago', async () => {
    const now = s3.clock.now() - 16 * 60_000
    expect(await put({ signing: { now } })).toMatchObject({
      status: 403,
      code: 'RequestTimeTooSkewed',
    })
    expect(await leftBehind()).toEqual(nothing)
  })

  test('a wrong secret', async () => {
    const signing = { secretAccessKey: 'guess' }
    expect(await put({ signing })).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' })
    expect(await leftBehind()).toEqual(nothing)
  })

  test('nobody at all', async () => {
    const answer = await askOpenly(s3, { method: 'PUT', path: '/files/k', body: 'x' })
    expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' })
    for (const path of ['/', '/files', '/files/k'])
      expect(await askOpenly(s3, { path })).toMatchObject({ status: 403, code: 'AccessDenied' })
    expect(await leftBehind()).toEqual(nothing)
  })

  test('response headers that only a signature may ask for', async () => {
    await put()
    const query = 'response-content-type=text%2Fhtml'
    expect((await ask(s3, { path: '/files/k', query })).headers.get('content-type')).toBe(
      'text/html',
    )
    const split = 'response-content-type=a%0D%0Aset-cookie%3A+a'
    expect(await ask(s3, { path: '/files/k', query: split })).toMatchObject({ status: 400 })
  })
})

describe('documents', () => {
  const remove = (body: string) =>
    ask(s3, {
      method: 'POST',
      path: '/files',
      query: 'delete',
      body,
      headers: { 'content-md5': md5(body) },
    })
  const listed = (key: string) => `<Delete><Object><Key>${key}</Key></Object></Delete>`

  test.each<[string, string]>([
    ['not XML', 'hello'],
    ['empty', ''],
    ['not closed', '<Delete><Object>'],
    ['another document', '<Other/>'],
    ['without objects', '<Delete></Delete>'],
    [
      'a bomb of entities',
      `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>${listed('&b;')}`,
    ],
    [
      'a file of the host',
      `<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>${listed('&f;')}`,
    ],
    ['a document type that does no harm', `<!DOCTYPE Delete>${listed('a')}`],
    ['an entity from nowhere', listed('&nbsp;')],
    ['a character beyond all', listed('&#x110000;')],
    ['endless nesting', `<Delete>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</Delete>`],
    ['two keys in one', '<Delete><Object><Key>a</Key><Key>b</Key></Object></Delete>'],
    ['more than 1000', `<Delete>${'<Object><Key>a</Key></Object>'.repeat(1001)}</Delete>`],
  ])('%s', async (_name, body) => {
    expect(await remove(body)).toMatchObject({ status: 400, code: 'MalformedXML' })
  })

  test('too large', async () => {
    const answer = await remove(' '.repeat(3 * 1024 ** 2))
    expect(answer).toMatchObject({ status: 400, code: 'MaxMessageLengthExceeded' })
  })

  test('without a digest', async () => {
    const body = listed('a')
    const answer = await ask(s3, { method: 'POST', path: '/files', query: 'delete', body })
    expect(answer).toMatchObject({ status: 400, code: 'InvalidRequest' })
  })

  test('with the name of something that every object has', async () => {
    for (const name of ['__proto__', 'constructor', 'toString'])
      expect(await remove(`<Delete><${name}>x</${name}></Delete>`)).toMatchObject({
        code: 'MalformedXML',
      })
  })
})

describe('addresses', () => {
  test.each([
    ['/files/../../../../etc/passwd', '../../../../etc/passwd'],
    ['/files/%2e%2e%2f%2e%2e%2fsecret', '../../secret'],
    ['/files/%2Fetc%2Fpasswd', '/etc/passwd'],
    ['/files//etc/passwd', '/etc/passwd'],
    ['/files/a%00b', 'a\0b'],
    ['/files/..%5c..%5cboot.ini', '..\\..\\boot.ini'],
  ])('%s is an object like any other', async (path, key) => {
    expect((await put({ path })).status).toBe(200)
    const [version] = [...s3.store.collection<{ key: string }>('s3.versions').values()]
    expect(version?.key).toBe(key)
    const { files } = await leftBehind()
    expect(files).toHaveLength(1)
    expect(files[0]).toMatch(/^[0-9a-f]{32}$/)
    expect((await ask(s3, { path })).text).toBe('body')
  })

  test.each([['/files/%zz'], ['/files/%'], ['/files/%ff%fe'], ['/files/%ed%a0%80']])(
    '%s is none',
    async (path) => {
      expect(await put({ path })).toMatchObject({ status: 400, code: 'InvalidURI' })
      expect(await leftBehind()).toEqual(nothing)
    },
  )

  test('a bucket that is not', async () => {
    expect(await ask(s3, { path: '/elsewhere/k' })).toMatchObject({
      status: 404,
      code: 'NoSuchBucket',
    })
    expect(await ask(s3, { path: '/__proto__/k' })).toMatchObject({ code: 'NoSuchBucket' })
  })

  test('an operation that is not', async () => {
    const acl = await ask(s3, { path: '/files/k', query: 'acl' })
    expect(acl).toMatchObject({ status: 501, code: 'NotImplemented' })
    const patch = await ask(s3, { method: 'PATCH', path: '/files/k' })
    expect(patch).toMatchObject({ status: 405, code: 'MethodNotAllowed' })
  })

  test('the bucket may stand in the name of the host', async () => {
    const headers = { host: `files.localhost:${s3.port}` }
    expect((await put({ path: '/in/a/folder', headers })).status).toBe(200)
    expect((await ask(s3, { path: '/files/in/a/folder' })).text).toBe('body')
    const list = await ask(s3, { path: '/', query: 'list-type=2', headers })
    expect(list.text).toContain('<Key>in/a/folder</Key>')
  })
})
