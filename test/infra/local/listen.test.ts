import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { ConnectionDrop } from '#infra/local/http/exchange.ts'
import type { Handler, Request } from '#infra/local/http/message.ts'
import { listen } from '#infra/local/listen.ts'
import type { Listening } from '#infra/local/listen.ts'
import { takeComplaints } from '#test/support/console.ts'

const open: Listening[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

async function serve(handler: Handler, allowedHosts: string[] = []) {
  const server = await listen({ port: 0, handler, allowedHosts })
  open.push(server)
  return server
}

/** Promise.withResolvers, which Node 20 does not have. */
function signal<T = void>() {
  const made = {} as { promise: Promise<T>; resolve: (value: T) => void }
  made.promise = new Promise<T>((resolve) => (made.resolve = resolve))
  return made
}

const text =
  (body: string): Handler =>
  async () => ({ status: 200, headers: {}, body })

async function readAll({ body }: Request) {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Says exactly these bytes and returns everything that comes back until the server hangs up. */
async function raw(port: number, request: string) {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (data) => (answer += data.toString()))
  socket.on('error', () => {})
  socket.write(request)
  await once(socket, 'close')
  return answer
}

test('the handler sees method, path, query and body as sent', async () => {
  const { origin } = await serve(async (request) => ({
    status: 201,
    headers: { 'x-own': 'yes' },
    body: JSON.stringify({
      method: request.method,
      path: request.path,
      query: request.query,
      body: (await readAll(request)).toString(),
    }),
  }))
  const response = await fetch(`${origin}/a%2Fb//c?x=%20&y`, { method: 'PUT', body: 'grüße' })
  expect(response.status).toBe(201)
  expect(response.headers.get('x-own')).toBe('yes')
  expect(await response.json()).toEqual({
    method: 'PUT',
    path: '/a%2Fb//c',
    query: 'x=%20&y',
    body: 'grüße',
  })
})

test('both loopback addresses answer', async () => {
  const { port } = await serve(text('here'))
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here')
  expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe('here')
})

test('a foreign host name is refused before the handler is asked', async () => {
  let asked = false
  const { port } = await serve(async () => {
    asked = true
    return { status: 200, headers: {} }
  })
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    'localhost.evil.example',
    'a@b',
    '',
  ]) {
    const answer = await raw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
    expect(answer, host).toMatch(/^HTTP\/1.1 (403|400)/)
  }
  expect(asked).toBe(false)
})

test('names of this machine and names on the list are let in', async () => {
  const { port } = await serve(text('in'), ['abc-4566.preview.example'])
  for (const host of ['LOCALHOST', 'bucket.localhost:1', '[::1]:9', 'abc-4566.preview.example']) {
    const answer = await raw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(answer, host).toMatch(/^HTTP\/1.1 200/)
  }
})

test('a target that is no path is refused', async () => {
  const { port } = await serve(text('in'))
  const answer = await raw(port, 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1.1 400/)
})

test('nobody takes the request: 404 that points to the page', async () => {
  const { origin } = await serve(async () => undefined)
  const response = await fetch(origin)
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('/_local/')
})

test('a handler that throws is an internal failure in the protocol spoken, reported once', async () => {
  const { origin } = await serve(async () => {
    throw new Error('planted')
  })
  const json = await fetch(origin, { method: 'POST', headers: { 'x-amz-target': 'A.B' } })
  expect(json.status).toBe(500)
  expect(json.headers.get('x-amzn-errortype')).toBe('InternalFailure:')
  expect(await json.json()).toMatchObject({ __type: 'InternalFailure' })
  const xml = await fetch(`${origin}/bucket/key`)
  expect(xml.status).toBe(500)
  expect(await xml.text()).toContain('<Code>InternalError</Code>')
  const complaints = takeComplaints()
  expect(complaints).toHaveLength(2)
  expect(complaints[0]).toContain('planted')
})

test('an impossible header is an internal failure, not a crash', async () => {
  const { origin } = await serve(async () => ({ status: 200, headers: { 'x-bad': 'a\nb' } }))
  expect((await fetch(origin)).status).toBe(500)
  expect(takeComplaints()).toHaveLength(1)
})

test('a connection can be dropped without an answer', async () => {
  const { origin } = await serve(async () => {
    throw new ConnectionDrop()
  })
  await expect(fetch(origin)).rejects.toThrow('fetch failed')
})

test('an answer to HEAD has the length and no body; 304 has neither', async () => {
  const { origin } = await serve(async ({ path }) => ({
    status: path === '/same' ? 304 : 200,
    headers: path === '/same' ? { etag: '"1"' } : { 'content-length': '12345' },
  }))
  const head = await fetch(`${origin}/`, { method: 'HEAD' })
  expect(head.headers.get('content-length')).toBe('12345')
  expect(await head.text()).toBe('')
  const same = await fetch(`${origin}/same`)
  expect([same.status, same.headers.get('etag')]).toEqual([304, '"1"'])
})

test('a streamed body arrives whole', async () => {
  const part = Buffer.alloc(100_000, 'x')
  const { origin } = await serve(async () => ({
    status: 200,
    headers: {},
    body: (async function* () {
      for (let index = 0; index < 50; index++) yield part
    })(),
  }))
  expect((await (await fetch(origin)).arrayBuffer()).byteLength).toBe(5_000_000)
})

test('a slow reader holds the producer back', async () => {
  let produced = 0
  const gone = signal()
  const { port } = await serve(async () => ({
    status: 200,
    headers: {},
    body: (async function* () {
      try {
        for (;;) {
          produced += 65_536
          yield Buffer.alloc(65_536)
        }
      } finally {
        gone.resolve()
      }
    })(),
  }))
  const socket = connect(port, '127.0.0.1')
  socket.pause()
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const settled = async (before: number): Promise<void> => {
    await wait(20)
    if (produced === 0 || produced !== before) await settled(produced)
  }
  await settled(0)
  expect(produced).toBeLessThan(50_000_000)
  socket.destroy()
  await gone.promise
})

test('a body that breaks off in the middle ends the reading with an error', async () => {
  const failed = signal<unknown>()
  const { port } = await serve(async (request) => {
    await readAll(request).catch(failed.resolve)
    return { status: 200, headers: {} }
  })
  const socket = connect(port, '127.0.0.1')
  socket.write('PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf')
  socket.once('connect', () => socket.end())
  expect(await failed.promise).toBeInstanceOf(Error)
})

test('a refusal in the middle of a large body reaches the client', async () => {
  const { origin } = await serve(async ({ body }) => {
    for await (const _ of body) return { status: 413, headers: {}, body: 'too large' }
    return undefined
  })
  const response = await fetch(origin, { method: 'PUT', body: Buffer.alloc(10_000_000) })
  expect(response.status).toBe(413)
  expect(await response.text()).toBe('too large')
  expect((await fetch(origin, { method: 'PUT', body: 'next' })).status).toBe(413)
})

test('an answer that fails half-way cuts the connection and is reported', async () => {
  const { origin } = await serve(async () => ({
    status: 200,
    headers: {},
    body: (async function* () {
      yield Buffer.from('half')
      throw new Error('disk gone')
    })(),
  }))
  await expect(fetch(origin).then((response) => response.text())).rejects.toThrow('terminated')
  expect(takeComplaints()[0]).toContain('disk gone')
})

test('a taken port is one sentence that says what to do', async () => {
  const { port } = await serve(text('first'))
  await expect(listen({ port, handler: text('second') })).rejects.toThrow(
    `Port ${port} is taken by another program: end it, or choose another with --port`,
  )
})

test('closing frees the port at once, also with idle connections', async () => {
  const server = await listen({ port: 0, handler: text('one') })
  await (await fetch(server.origin)).text()
  await server.close()
  const again = await listen({ port: server.port, handler: text('two') })
  open.push(again)
  expect(await (await fetch(again.origin)).text()).toBe('two')
})

test('a request under way is answered before the server is closed', async () => {
  const begun = signal()
  const go = signal()
  const server = await listen({
    port: 0,
    handler: async () => {
      begun.resolve()
      await go.promise
      return { status: 200, headers: {}, body: 'done' }
    },
  })
  const answer = fetch(server.origin).then((response) => response.text())
  await begun.promise
  const closed = server.close()
  go.resolve()
  expect(await answer).toBe('done')
  await closed
})
