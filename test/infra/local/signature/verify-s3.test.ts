import { describe, expect, test } from 'vitest'

import { sha256 } from '#infra/local/signature/canonical.ts'
import { openPayload, readPayload } from '#infra/local/signature/payload.ts'
import { verifyS3 } from '#infra/local/signature/verify-s3.ts'
import type { Request } from '#infra/local/http/message.ts'
import { rootOf } from '#infra/local/iam/principal.ts'
import { none, signHeaders } from './sign.ts'

/** The key and the moment of the worked examples in Amazon's description of the signature. */
const example = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const exampleTime = Date.UTC(2013, 4, 24)
const host = 'examplebucket.s3.amazonaws.com'
const empty = sha256('')
const root = rootOf('000000000000')

const settings = (
  now: number,
  secretAccessKey = example.secretAccessKey,
  sessionToken?: string,
) => ({
  clock: { now: () => now },
  region: 'us-east-1',
  credentials: async (accessKeyId: string) =>
    accessKeyId === 'ASIAGONE'
      ? ('expired' as const)
      : accessKeyId.startsWith('A')
        ? { secretAccessKey, principal: root, ...(sessionToken ? { sessionToken } : {}) }
        : undefined,
})

const request = (parts: Partial<Request>): Request => ({
  method: 'GET',
  path: '/',
  query: '',
  headers: {},
  body: none(),
  ...parts,
})

const authorization = (signedHeaders: string, signature: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=${signedHeaders},Signature=${signature}`

const dated = { host, 'x-amz-date': '20130524T000000Z' }

const refusal = async (answer: Promise<unknown>) => {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toMatchObject({ name: 'AwsError' })
  return error as { code: string; message: string; status: number; extra: Record<string, unknown> }
}

async function* bytes(...parts: readonly (string | Uint8Array)[]) {
  for (const part of parts) yield Buffer.from(part)
}

describe("Amazon's own examples", () => {
  test.each<[string, Partial<Request>]>([
    [
      'GET with a range',
      {
        path: '/test.txt',
        headers: {
          ...dated,
          range: 'bytes=0-9',
          'x-amz-content-sha256': empty,
          authorization: authorization(
            'host;range;x-amz-content-sha256;x-amz-date',
            'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
          ),
        },
      },
    ],
    [
      'PUT of a key with a dollar sign',
      {
        method: 'PUT',
        path: '/test%24file.text',
        headers: {
          ...dated,
          date: 'Fri, 24 May 2013 00:00:00 GMT',
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
          'x-amz-content-sha256': sha256('Welcome to Amazon S3.'),
          authorization: authorization(
            'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
            '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
          ),
        },
      },
    ],
    [
      'a parameter without a value',
      {
        query: 'lifecycle',
        headers: {
          ...dated,
          'x-amz-content-sha256': empty,
          authorization: authorization(
            'host;x-amz-content-sha256;x-amz-date',
            'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
          ),
        },
      },
    ],
    [
      'a listing',
      {
        query: 'prefix=J&max-keys=2',
        headers: {
          ...dated,
          'x-amz-content-sha256': empty,
          authorization: authorization(
            'host;x-amz-content-sha256;x-amz-date',
            '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
          ),
        },
      },
    ],
    [
      'a presigned URL',
      {
        path: '/test.txt',
        query:
          'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
        headers: { host },
      },
    ],
  ])('%s', async (_name, parts) => {
    const verified = await verifyS3(request(parts), settings(exampleTime))
    expect(verified?.principal).toEqual(root)
  })

  test('an upload in signed chunks, and one byte changed in it', async () => {
    const headers = {
      ...dated,
      host: 's3.amazonaws.com',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '66560',
      'content-length': '66824',
      authorization: authorization(
        'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class',
        '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
      ),
    }
    const send = async (data: string) => {
      const put = request({
        method: 'PUT',
        path: '/examplebucket/chunkObject.txt',
        headers,
        body: bytes(
          '10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n',
          data,
          '\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n',
          'a'.repeat(1024),
          '\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n',
        ),
      })
      return readPayload(openPayload(put, await verifyS3(put, settings(exampleTime))), 1_000_000)
    }
    expect((await send('a'.repeat(65536))).equals(Buffer.alloc(66560, 'a'))).toBe(true)
    const error = await refusal(send('a'.repeat(65535) + 'b'))
    expect(error).toMatchObject({ code: 'SignatureDoesNotMatch', status: 403 })
  })
})

describe('refusals in S3 words', () => {
  const now = Date.UTC(2026, 0, 31, 12)
  const signed = (change: Partial<Parameters<typeof signHeaders>[2]> = {}, path = '/b/k') =>
    request({
      path,
      headers: signHeaders(
        { method: 'GET', path, headers: { host: 'localhost', 'x-amz-content-sha256': empty } },
        empty,
        { accessKeyId: 'AKIA', secretAccessKey: 'secret', now, ...change },
      ).headers,
    })
  const check = (asked: Request, token?: string) => verifyS3(asked, settings(now, 'secret', token))

  test('a right signature is let in', async () => {
    expect(await check(signed())).toMatchObject({ principal: root, claim: { form: 'header' } })
  })

  test('no signature at all is not an error here', async () => {
    expect(await check(request({ headers: { host: 'localhost' } }))).toBeUndefined()
  })

  test.each([
    ['another path', (r: Request) => ({ ...r, path: '/b/other' })],
    ['another method', (r: Request) => ({ ...r, method: 'DELETE' })],
    ['a further parameter', (r: Request) => ({ ...r, query: 'versionId=1' })],
    ['another host', (r: Request) => ({ ...r, headers: { ...r.headers, host: 'other' } })],
    [
      'another payload hash',
      (r: Request) => ({ ...r, headers: { ...r.headers, 'x-amz-content-sha256': sha256('x') } }),
    ],
    [
      'a cut signature',
      (r: Request) => ({
        ...r,
        headers: { ...r.headers, authorization: r.headers.authorization?.slice(0, -1) },
      }),
    ],
  ])('%s', async (_name, change) => {
    const { code, status, extra } = await refusal(check(change(signed())))
    expect({ code, status }).toEqual({ code: 'SignatureDoesNotMatch', status: 403 })
    expect(extra['StringToSign']).toContain('AWS4-HMAC-SHA256\n20260131T120000Z')
  })

  test('the key of another secret', async () => {
    const error = await refusal(check(signed({ secretAccessKey: 'wrong' })))
    expect(error.code).toBe('SignatureDoesNotMatch')
  })

  test('an unknown key', async () => {
    const error = await refusal(check(signed({ accessKeyId: 'X' })))
    expect(error).toMatchObject({ code: 'InvalidAccessKeyId', status: 403 })
    expect(error.extra).toEqual({ AWSAccessKeyId: 'X' })
  })

  test('temporary credentials: with their token, with none, with another, gone', async () => {
    expect(await check(signed({ sessionToken: 'token' }), 'token')).toBeDefined()
    expect((await refusal(check(signed(), 'token'))).code).toBe('InvalidAccessKeyId')
    expect((await refusal(check(signed({ sessionToken: 'other' }), 'token'))).code).toBe(
      'InvalidToken',
    )
    expect((await refusal(check(signed({ sessionToken: 'token' })))).code).toBe('InvalidToken')
    const gone = signed({ accessKeyId: 'ASIAGONE', sessionToken: 'token' })
    expect(await refusal(check(gone))).toMatchObject({ code: 'ExpiredToken', status: 400 })
  })

  test.each([-15, 15])('a clock that is %d minutes off is let in', async (minutes) => {
    expect(await check(signed({ now: now + minutes * 60_000 }))).toBeDefined()
  })

  test.each([-15.1, 15.1])('a clock that is %d minutes off is not', async (minutes) => {
    expect(await refusal(check(signed({ now: now + minutes * 60_000 })))).toMatchObject({
      code: 'RequestTimeTooSkewed',
      status: 403,
      extra: { ServerTime: '2026-01-31T12:00:00Z', MaxAllowedSkewMilliseconds: 900_000 },
    })
  })

  test('another region, with the right one beside it', async () => {
    expect(await refusal(check(signed({ region: 'eu-west-1' })))).toMatchObject({
      code: 'AuthorizationHeaderMalformed',
      status: 400,
      message:
        "The authorization header is malformed; the region 'eu-west-1' is wrong; expecting 'us-east-1'",
      extra: { Region: 'us-east-1' },
    })
  })

  test('another service', async () => {
    const error = await refusal(check(signed({ service: 'sts' })))
    expect(error.message).toContain('incorrect service "sts"')
  })

  test('a header that was smuggled in', async () => {
    const asked = signed()
    const smuggled = { ...asked, headers: { ...asked.headers, 'x-amz-copy-source': '/b/secret' } }
    expect(await refusal(check(smuggled))).toMatchObject({
      code: 'AccessDenied',
      message: 'There were headers present in the request which were not signed',
      extra: { HeadersNotSigned: 'x-amz-copy-source' },
    })
  })

  test.each([
    ['AWS AKIA:c2ln', 'InvalidRequest'],
    ['Bearer abc', 'InvalidArgument'],
    ['', 'InvalidArgument'],
    [
      'AWS4-HMAC-SHA256 Credential=AKIA/20260131/us-east-1/s3/aws4_request',
      'AuthorizationHeaderMalformed',
    ],
    [
      'AWS4-HMAC-SHA256 Credential=AKIA, SignedHeaders=host, Signature=a',
      'AuthorizationHeaderMalformed',
    ],
  ])('Authorization: %s', async (given, code) => {
    const asked = signed()
    const { code: answer, status } = await refusal(
      check({ ...asked, headers: { ...asked.headers, authorization: given } }),
    )
    expect({ answer, status }).toEqual({ answer: code, status: 400 })
  })

  test('a missing or malformed payload hash', async () => {
    const without = signed()
    const { 'x-amz-content-sha256': _, ...headers } = without.headers
    expect((await refusal(check({ ...without, headers }))).code).toBe('InvalidRequest')
    const wrong = { ...headers, 'x-amz-content-sha256': 'short' }
    expect((await refusal(check({ ...without, headers: wrong }))).code).toBe('InvalidArgument')
  })

  test('a body that is not what was signed', async () => {
    const asked = signed()
    const payload = openPayload({ ...asked, body: bytes('x') }, await check(asked))
    expect(await refusal(readPayload(payload, 10))).toMatchObject({
      code: 'XAmzContentSHA256Mismatch',
      extra: { ClientComputedContentSHA256: empty, S3ComputedContentSHA256: sha256('x') },
    })
  })

  describe('presigned URLs', () => {
    const url = (change: Record<string, string> = {}) => {
      const given = {
        'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
        'X-Amz-Credential': 'AKIA/20260131/us-east-1/s3/aws4_request',
        'X-Amz-Date': '20260131T120000Z',
        'X-Amz-Expires': '60',
        'X-Amz-SignedHeaders': 'host',
        'X-Amz-Signature': '0'.repeat(64),
        ...change,
      }
      return request({
        query: new URLSearchParams(given).toString(),
        headers: { host: 'localhost' },
      })
    }

    test.each<[string, Record<string, string>, string, RegExp]>([
      [
        'more than a week',
        { 'X-Amz-Expires': '604801' },
        'AuthorizationQueryParametersError',
        /less than a week/,
      ],
      [
        'a negative time',
        { 'X-Amz-Expires': '-1' },
        'AuthorizationQueryParametersError',
        /non-negative/,
      ],
      [
        'a time in words',
        { 'X-Amz-Expires': 'long' },
        'AuthorizationQueryParametersError',
        /number/,
      ],
      [
        'a missing parameter',
        { 'X-Amz-Credential': '' },
        'AuthorizationQueryParametersError',
        /requires/,
      ],
      [
        'a day that is not',
        { 'X-Amz-Date': '20260231T999999Z' },
        'AuthorizationQueryParametersError',
        /ISO8601/,
      ],
      [
        'two different days',
        { 'X-Amz-Credential': 'AKIA/20260130/us-east-1/s3/aws4_request' },
        'AuthorizationQueryParametersError',
        /Invalid credential date/,
      ],
      [
        'a moment long gone',
        { 'X-Amz-Date': '20260131T115859Z' },
        'AccessDenied',
        /^Request has expired$/,
      ],
      ['a moment to come', { 'X-Amz-Date': '20260131T121501Z' }, 'AccessDenied', /not valid yet/],
      ['a wrong signature', {}, 'SignatureDoesNotMatch', /does not match/],
    ])('%s', async (_name, change, code, message) => {
      const error = await refusal(check(url(change)))
      expect(error.code).toBe(code)
      expect(error.message).toMatch(message)
    })

    test('together with a header', async () => {
      const asked = url()
      const both = { ...asked, headers: { ...asked.headers, authorization: 'AWS4-HMAC-SHA256 x' } }
      expect((await refusal(check(both))).message).toContain('Only one auth mechanism')
    })
  })
})
