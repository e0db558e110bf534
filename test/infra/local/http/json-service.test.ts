import { expect, test } from 'vitest'

import { AwsError } from '#infra/local/http/aws-error.ts'
import { jsonService, operation, signedOperation } from '#infra/local/http/json-service.ts'
import { flag, integer, list, map, oneOf, record, required, text } from '#infra/local/http/shape.ts'

const handler = jsonService({
  target: 'Service',
  newId: () => 'an-id',
  verify: async () => {
    throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token')
  },
  operations: {
    Echo: operation(
      {
        Name: required(text({ min: 2, max: 4, pattern: '[a-z]+' })),
        Secret: text({ min: 6, sensitive: true }),
        Kind: oneOf('A', 'B'),
        Count: integer({ min: 0, max: 60 }),
        On: flag,
        Items: list(record({ Name: required(text()) })),
        Map: map(text()),
      },
      (input) => ({ input }),
    ),
    Fail: operation({}, () => {
      throw new AwsError('CodeMismatchException', 'Invalid\r\ncode 🦊', { extra: { more: 1 } })
    }),
    Break: operation({}, () => {
      throw new TypeError('a mistake of ours')
    }),
    Signed: signedOperation({ Name: required(text()) }, () => ({})),
  },
})

async function* one(body: string | Uint8Array) {
  yield Buffer.from(body)
}

async function send(
  name: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  method = 'POST',
) {
  const response = await handler({
    method,
    path: '/',
    query: '',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Service.${name}`,
      ...headers,
    },
    body: one(body),
  })
  const output: unknown = response?.body ? JSON.parse(response.body as string) : undefined
  return { ...response, output }
}

const echo = (input: object) => send('Echo', JSON.stringify(input))

test('answers with JSON, an id, and leave for every origin', async () => {
  const { status, headers, output } = await echo({ Name: 'abc', Unknown: 1, Count: null })
  expect(status).toBe(200)
  expect(output).toEqual({ input: { Name: 'abc' } })
  expect(headers).toMatchObject({
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-requestid': 'an-id',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
  })
})

test('a preflight is answered for two days', async () => {
  const asks = { 'access-control-request-headers': 'content-type,x-amz-target' }
  const { status, headers } = await send('', '', asks, 'OPTIONS')
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'access-control-allow-headers': 'content-type,x-amz-target',
    'access-control-max-age': '172800',
  })
})

test.each<[object, string]>([
  [
    {},
    "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
  ],
  [
    { Name: 'A' },
    "2 validation errors detected: Value 'A' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 2; Value 'A' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+",
  ],
  [
    { Name: 'abc', Secret: 'short' },
    "1 validation error detected: Value at 'secret' failed to satisfy constraint: Member must have length greater than or equal to 6",
  ],
  [
    { Name: 'abc', Kind: 'C' },
    "1 validation error detected: Value 'C' at 'kind' failed to satisfy constraint: Member must satisfy enum value set: [A, B]",
  ],
  [
    { Name: 'abc', Count: 61 },
    "1 validation error detected: Value '61' at 'count' failed to satisfy constraint: Member must have value less than or equal to 60",
  ],
  [
    { Name: 'abc', Items: [{ Name: 'x' }, {}] },
    "1 validation error detected: Value null at 'items.2.member.name' failed to satisfy constraint: Member must not be null",
  ],
])('names every constraint that %j breaks', async (input, message) => {
  const { status, output, headers } = await echo(input)
  expect(status).toBe(400)
  expect(output).toEqual({ __type: 'InvalidParameterException', message })
  expect(headers?.['x-amzn-errortype']).toBe('InvalidParameterException:')
})

test.each<[object, string]>([
  [{ Name: 1 }, 'NUMBER_VALUE can not be converted to a String'],
  [{ Name: true }, 'TRUE_VALUE can not be converted to a String'],
  [{ Name: {} }, 'Start of structure or map found where not expected.'],
  [{ Name: [] }, 'Start of list found where not expected'],
  [{ Name: '', Count: '1' }, 'STRING_VALUE can not be converted to an Integer'],
  [{ Name: '', On: 'true' }, 'STRING_VALUE can not be converted to a Boolean'],
  [{ Name: '', Items: 'x' }, 'Unexpected field type'],
  [{ Name: '', Map: ['x'] }, 'Start of list found where not expected'],
])('%j does not get past the types', async (input, message) => {
  expect((await echo(input)).output).toEqual({ __type: 'SerializationException', message })
})

test.each([
  ['not JSON', '{"a":'],
  ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ['empty', ''],
])('a body that is %s', async (_name, body) => {
  const { status, output } = await send('Echo', body)
  expect([status, output]).toEqual([400, { __type: 'SerializationException' }])
})

test.each([
  ['Nothing', {}],
  ['constructor', {}],
  ['Echo.Echo', {}],
  ['', {}],
  ['Echo', { 'content-type': 'application/json' }],
])('target %j with %j is no operation', async (name, headers) => {
  const { status, output } = await send(name, '{}', headers)
  expect([status, output]).toEqual([400, { __type: 'UnknownOperationException' }])
})

test('other services and methods are left to others', async () => {
  expect(
    await handler({
      method: 'POST',
      path: '/',
      query: '',
      headers: { 'x-amz-target': 'Other.Echo' },
      body: one(''),
    }),
  ).toBeUndefined()
  expect((await send('Echo', '', {}, 'GET')).status).toBeUndefined()
})

test('an error is told in the body and in headers that stay headers', async () => {
  const { status, headers, output } = await send('Fail', '{}')
  expect(status).toBe(400)
  expect(output).toEqual({
    __type: 'CodeMismatchException',
    message: 'Invalid\r\ncode 🦊',
    more: 1,
  })
  expect(headers?.['x-amzn-errormessage']).toBe('Invalid??code ??')
})

test('a mistake of ours is not dressed up as an answer', async () => {
  await expect(send('Break', '{}')).rejects.toThrow('a mistake of ours')
})

test('a signature is asked for before the request is looked at', async () => {
  expect((await send('Signed', '{}')).output).toMatchObject({
    __type: 'MissingAuthenticationTokenException',
  })
})

test('ten megabytes are refused before they are read', async () => {
  let read = 0
  async function* endless() {
    for (; read < 10_000_000; read += 65_536) yield Buffer.alloc(65_536, 0x20)
  }
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Service.Echo' }
  const response = await handler({ method: 'POST', path: '/', query: '', headers, body: endless() })
  expect(response?.status).toBe(413)
  expect(read).toBeLessThan(1_200_000)
})
