import { expect, test } from 'vitest'

import type { Request } from '#infra/local/http/message.ts'
import { rootOf } from '#infra/local/iam/principal.ts'
import { openPayload, readPayload } from '#infra/local/signature/payload.ts'
import { verifyS3 } from '#infra/local/signature/verify-s3.ts'
import { signChunks, signHeaders } from './sign.ts'

const now = Date.UTC(2026, 0, 31, 12)
const big = (letter: string) => Buffer.alloc(9000, letter)

/** In pieces of a size that splits every line and every chunk somewhere in the middle. */
async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

type Mode =
  | 'AWS4-HMAC-SHA256-PAYLOAD'
  | 'AWS4-HMAC-SHA256-PAYLOAD-TRAILER'
  | 'UNSIGNED-PAYLOAD-TRAILER'

async function receive(
  mode: Mode,
  body: (signed: ReturnType<typeof signHeaders>) => Uint8Array,
  { length, trailer, piece = 777 }: { length: number; trailer?: string; piece?: number },
) {
  const hash = `STREAMING-${mode}`
  const signed = signHeaders(
    {
      method: 'PUT',
      path: '/b/k',
      headers: {
        host: 'localhost',
        'x-amz-content-sha256': hash,
        'x-amz-decoded-content-length': String(length),
        ...(trailer === undefined ? {} : { 'x-amz-trailer': trailer }),
      },
    },
    hash,
    { now },
  )
  const request: Request = {
    method: 'PUT',
    path: '/b/k',
    query: '',
    headers: signed.headers,
    body: inPieces(body(signed), piece),
  }
  const verified = await verifyS3(request, {
    clock: { now: () => now },
    region: 'us-east-1',
    credentials: async () => ({ secretAccessKey: 'test', principal: rootOf('000000000000') }),
  })
  const payload = openPayload(request, verified)
  const data = (await readPayload(payload, 1_000_000)).toString('latin1')
  return { data, trailers: Object.fromEntries(payload.trailers) }
}

const text = (...parts: string[]) => Buffer.from(parts.join(''))
const code = (answer: Promise<unknown>) =>
  answer.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

test.each([1, 7, 777, 100_000])(
  'signed chunks that arrive in pieces of %i bytes',
  async (piece) => {
    const chunks = [big('a'), big('b'), Buffer.from('end')]
    const { data } = await receive('AWS4-HMAC-SHA256-PAYLOAD', (s) => signChunks(s, chunks), {
      length: 18_003,
      piece,
    })
    expect(data).toBe(Buffer.concat(chunks).toString())
  },
)

test('signed chunks with a signed trailer', async () => {
  const send = (spoil: (body: Buffer) => Buffer) =>
    receive(
      'AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
      (s) => spoil(signChunks(s, [Buffer.from('x')], ['x-amz-checksum-crc32', 'AAAAAA=='])),
      { length: 1, trailer: 'x-amz-checksum-crc32' },
    )
  expect(await send((body) => body)).toEqual({
    data: 'x',
    trailers: { 'x-amz-checksum-crc32': 'AAAAAA==' },
  })
  const changed = (body: Buffer) => Buffer.from(body.toString().replace('AAAAAA==', 'BAAAAA=='))
  expect(await code(send(changed))).toBe('SignatureDoesNotMatch')
  const cut = (body: Buffer) => Buffer.from(body.toString().replace(/x-amz-trailer-sig.*\r\n/, ''))
  expect(await code(send(cut))).toBe('SignatureDoesNotMatch')
})

test.each<[string, (body: string) => string]>([
  ['left out', (body) => body.slice(body.indexOf('\r\n', 100) + 9002)],
  ['changed', (body) => body.replace('aaa', 'aab')],
  [
    'with a signature of its own making',
    (body) => body.replace(/=[0-9a-f]{64}/, `=${'0'.repeat(64)}`),
  ],
])('a signed chunk %s', async (_name, spoil) => {
  const answer = receive(
    'AWS4-HMAC-SHA256-PAYLOAD',
    (s) => Buffer.from(spoil(signChunks(s, [big('a'), big('b')]).toString('latin1')), 'latin1'),
    { length: 18_000 },
  )
  expect(['SignatureDoesNotMatch', 'IncompleteBody']).toContain(await code(answer))
})

test('an unsigned body with a trailer', async () => {
  const body = text(
    '2328\r\n',
    'a'.repeat(9000),
    '\r\n1\r\nz\r\n0\r\nX-Amz-Checksum-Crc32: AA==\r\n\r\n',
  )
  expect(
    await receive('UNSIGNED-PAYLOAD-TRAILER', () => body, {
      length: 9001,
      trailer: 'x-amz-checksum-crc32',
    }),
  ).toEqual({ data: 'a'.repeat(9000) + 'z', trailers: { 'x-amz-checksum-crc32': 'AA==' } })
})

const crc = 'x-amz-checksum-crc32'
test.each<[string, string, string, string]>([
  ['broken off in the data', 'a\r\nabc', crc, 'IncompleteBody'],
  ['broken off before the end', '3\r\nabc\r\n', crc, 'IncompleteBody'],
  ['without the last line end', `3\r\nabc\r\n0\r\n${crc}:AA==\r\n`, crc, 'IncompleteBody'],
  ['with more after the end', `3\r\nabc\r\n0\r\n${crc}:AA==\r\n\r\nGET /`, crc, 'IncompleteBody'],
  ['with bare line feeds', `3\nabc\n0\n${crc}:AA==\n\n`, crc, 'IncompleteBody'],
  ['with a size that is none', `-3\r\nabc\r\n0\r\n${crc}:AA==\r\n\r\n`, crc, 'IncompleteBody'],
  ['with a huge size', `ffffffffffffffff\r\nabc\r\n0\r\n\r\n`, crc, 'IncompleteBody'],
  ['with an endless size line', '0'.repeat(20_000), crc, 'IncompleteBody'],
  ['shorter than announced', `2\r\nab\r\n0\r\n${crc}:AA==\r\n\r\n`, crc, 'IncompleteBody'],
  ['longer than announced', `4\r\nabcd\r\n0\r\n${crc}:AA==\r\n\r\n`, crc, 'IncompleteBody'],
  [
    'with small chunks',
    `1\r\na\r\n2\r\nbc\r\n0\r\n${crc}:AA==\r\n\r\n`,
    crc,
    'InvalidChunkSizeError',
  ],
  ['without the trailer it promised', '3\r\nabc\r\n0\r\n\r\n', crc, 'IncompleteBody'],
  ['with another trailer', '3\r\nabc\r\n0\r\nx-other:1\r\n\r\n', crc, 'MalformedTrailerError'],
  [
    'with one trailer more',
    `3\r\nabc\r\n0\r\n${crc}:A\r\nx-b:1\r\n\r\n`,
    crc,
    'MalformedTrailerError',
  ],
  [
    'with a trailer it did not promise',
    `3\r\nabc\r\n0\r\n${crc}:A\r\n\r\n`,
    '',
    'MalformedTrailerError',
  ],
  [
    'with a line that is no trailer',
    '3\r\nabc\r\n0\r\nnonsense\r\n\r\n',
    crc,
    'MalformedTrailerError',
  ],
])('a body %s', async (_name, body, trailer, expected) => {
  const answer = receive('UNSIGNED-PAYLOAD-TRAILER', () => text(body), { length: 3, trailer })
  expect(await code(answer)).toBe(expected)
})
