import {
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  PutBucketCorsCommand,
} from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { ask, askOpenly } from './raw.ts'
import { serveS3 } from './serve.ts'
import type { Served } from './serve.ts'

const app = 'https://app.example'
const CorsRules = [
  {
    AllowedOrigins: [app, 'https://*.preview.example'],
    AllowedMethods: ['GET', 'PUT'],
    AllowedHeaders: ['content-type', 'x-amz-*'],
    ExposedHeaders: ['ETag', 'x-amz-version-id'],
    MaxAge: 600,
  },
  { AllowedOrigins: ['*'], AllowedMethods: ['HEAD'] },
]

let s3: Served
beforeEach(async () => {
  s3 = await serveS3({ properties: { CorsConfiguration: { CorsRules } } })
})
afterEach(() => s3.close())

const preflight = (headers: Record<string, string>, path = '/files/k') =>
  askOpenly(s3, { method: 'OPTIONS', path, headers })
const wanting = (method: string, headers?: string, origin = app) =>
  preflight({
    origin,
    'access-control-request-method': method,
    ...(headers === undefined ? {} : { 'access-control-request-headers': headers }),
  })

describe('a preflight', () => {
  test('that a rule allows', async () => {
    const { status, headers } = await wanting('PUT', 'Content-Type, X-Amz-Date')
    expect(status).toBe(200)
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': app,
      'access-control-allow-methods': 'GET, PUT',
      'access-control-allow-headers': 'content-type, x-amz-date',
      'access-control-expose-headers': 'ETag, x-amz-version-id',
      'access-control-max-age': '600',
      'access-control-allow-credentials': 'true',
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    })
  })

  test('from an origin with a star in the rule', async () => {
    const good = await wanting('PUT', undefined, 'https://pr-7.preview.example')
    expect(good.headers.get('access-control-allow-origin')).toBe('https://pr-7.preview.example')
    const evil = await wanting('PUT', undefined, 'https://preview.example.evil')
    expect(evil.status).toBe(403)
  })

  test('that a rule for everybody allows, without credentials', async () => {
    const { status, headers } = await wanting('HEAD', undefined, 'https://other.example')
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.has('access-control-allow-credentials')).toBe(false)
  })

  test.each([
    ['another origin', 'PUT', 'content-type', 'https://evil.example'],
    ['the origin in other letters', 'PUT', 'content-type', 'https://APP.example'],
    ['another method', 'DELETE', 'content-type', app],
    ['another header', 'PUT', 'content-type, authorization', app],
    ['a header for a rule without any', 'HEAD', 'x-other', 'https://other.example'],
  ])('with %s is refused', async (_name, method, headers, origin) => {
    const answer = await wanting(method, headers, origin)
    expect(answer).toMatchObject({ status: 403, code: 'AccessForbidden' })
    expect(answer.text).toContain('CORSResponse: This CORS request is not allowed.')
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })

  test('that is none', async () => {
    expect(await preflight({})).toMatchObject({ status: 400, code: 'BadRequest' })
    expect(await preflight({ origin: app })).toMatchObject({ status: 400, code: 'BadRequest' })
  })

  test('for a bucket without rules', async () => {
    const headers = { origin: app, 'access-control-request-method': 'PUT' }
    const answer = await preflight(headers, '/other/k')
    expect(answer).toMatchObject({ status: 403, code: 'AccessForbidden' })
    expect(answer.text).toContain('CORS is not enabled for this bucket.')
  })
})

describe('an answer', () => {
  const get = (origin?: string) =>
    ask(s3, { path: '/files/missing', headers: origin === undefined ? {} : { origin } })

  test('to a page that a rule lets in says so, errors too', async () => {
    const { status, headers } = await get(app)
    expect(status).toBe(404)
    expect(headers.get('access-control-allow-origin')).toBe(app)
    expect(headers.get('access-control-expose-headers')).toBe('ETag, x-amz-version-id')
    const openly = await askOpenly(s3, { path: '/files/k', headers: { origin: app } })
    expect(openly.status).toBe(403)
    expect(openly.headers.get('access-control-allow-origin')).toBe(app)
  })

  test('to any other page, or none, does not', async () => {
    for (const origin of ['https://evil.example', undefined])
      expect((await get(origin)).headers.has('access-control-allow-origin')).toBe(false)
  })
})

test('rules can be read, changed and taken away', async () => {
  const s3Client = s3.client()
  const Bucket = 'files'
  const read = async () => (await s3Client.send(new GetBucketCorsCommand({ Bucket }))).CORSRules
  expect(await read()).toMatchObject([
    { AllowedOrigins: CorsRules[0]?.AllowedOrigins, MaxAgeSeconds: 600 },
    { AllowedMethods: ['HEAD'] },
  ])
  const changed = { ID: 'one', AllowedOrigins: ['https://new.example'], AllowedMethods: ['GET'] }
  const put = (rule: typeof changed) =>
    s3Client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }))
  await put(changed)
  expect(await read()).toEqual([changed])
  expect((await wanting('GET')).status).toBe(403)
  expect((await wanting('GET', undefined, 'https://new.example')).status).toBe(200)
  await expect(put({ ...changed, AllowedMethods: ['PATCH'] })).rejects.toMatchObject({
    name: 'InvalidRequest',
  })
  await expect(put({ ...changed, AllowedOrigins: ['*.*'] })).rejects.toMatchObject({
    name: 'InvalidRequest',
  })
  await s3Client.send(new DeleteBucketCorsCommand({ Bucket }))
  await expect(read()).rejects.toMatchObject({ name: 'NoSuchCORSConfiguration' })
  expect((await wanting('GET', undefined, 'https://new.example')).status).toBe(403)
})
