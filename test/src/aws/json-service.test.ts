import { createServer } from 'node:http'
import type { OutgoingHttpHeaders, RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { createJsonService } from '#src/aws/json-service.ts'

/** What a gateway, a firewall or a café says, which the stand-in never does. */
async function serviceThat(respond: RequestListener, timeoutSeconds?: number) {
  const server = createServer(respond)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return createJsonService({
    endpoint,
    target: 'Service',
    ...(timeoutSeconds && { timeoutSeconds }),
  })
}

const saying = (status: number, body: string, headers: OutgoingHttpHeaders = {}) =>
  serviceThat((_, response) => void response.writeHead(status, headers).end(body))

const xml = '<html>'
const error = (fields: object) => JSON.stringify(fields)

test.each([
  [
    'with its namespace',
    400,
    error({ __type: 'com.amazonaws.cognito#ExpiredCodeException', message: 'Too late' }),
    {},
    {
      code: 'code-expired',
      cause: { name: 'ExpiredCodeException', message: 'Too late', operation: 'Anything' },
    },
  ],
  [
    'in a header, with an address after it',
    400,
    error({ Message: 'Too often' }),
    { 'x-amzn-errortype': 'LimitExceededException:http://internal.amazon.com/coral/' },
    { code: 'limit-exceeded', cause: { name: 'LimitExceededException', message: 'Too often' } },
  ],
  ['nowhere: a gateway', 502, xml, {}, { code: 'server', cause: { name: 'Status502' } }],
  ['nowhere: too many', 429, xml, {}, { code: 'throttled', cause: { status: 429 } }],
  ['nowhere at all', 400, 'null', {}, { code: 'unknown', cause: { name: 'Status400' } }],
  ['as no name', 400, error({ __type: 7 }), {}, { code: 'unknown', cause: { message: '' } }],
])('the name of a refusal, %s', async (_, status, body, headers, refusal) => {
  const ask = await saying(status, body, headers)
  await expect(ask('Anything', {})).rejects.toMatchObject(refusal)
})

test('is asked in AWS JSON 1.1', async () => {
  const heard: unknown[] = []
  const ask = await serviceThat((request, response) => {
    const { 'content-type': type, 'x-amz-target': target } = request.headers
    heard.push(request.method, type, target)
    request.on('data', (body) => heard.push(String(body))).on('end', () => response.end('{}'))
  })
  await ask('Anything', { given: true })
  const type = 'application/x-amz-json-1.1'
  expect(heard).toEqual(['POST', type, 'Service.Anything', '{"given":true}'])
})

test('an answer may have nothing in it', async () => {
  const ask = await saying(200, '')
  expect(await ask('Anything', {})).toEqual({})
})

test('the page of a café that wants to be clicked away is no answer', async () => {
  const ask = await saying(200, xml)
  await expect(ask('Anything', {})).rejects.toMatchObject({ code: 'network' })
})

test.each([undefined, new AbortController().signal])(
  'one that does not come is not waited for long (signal: %s)',
  async (signal) => {
    const ask = await serviceThat(() => undefined, 0.05)
    await expect(ask('Anything', {}, { signal })).rejects.toMatchObject({ code: 'network' })
  },
)

test('whoever gives up is told that and not why they did', async () => {
  const leaving = new AbortController()
  const cause = new Error('gone to lunch')
  const ask = await serviceThat(() => leaving.abort(cause))
  const asking = ask('Anything', {}, { signal: leaving.signal })
  await expect(asking).rejects.toMatchObject({ code: 'aborted', cause })
})
