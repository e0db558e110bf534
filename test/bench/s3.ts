/*
 * How much one core does in the stand-in's S3, beside writing and reading a file: run it with
 * `tsx test/bench/s3.ts [largest size in MB]`. Rates are by processor time, so that what else the
 * machine does counts little. `over HTTP` is client and server together; `server only` leaves HTTP
 * and the client out.
 */
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { Agent, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Response } from '#infra/local/http/message.ts'
import { listen } from '#infra/local/listen.ts'
import { openFileStore } from '#infra/local/store/file-store.ts'
import { bucket, serveS3 } from '#test/infra/local/s3/serve.ts'
import { none, signHeaders } from '#test/infra/local/signature/sign.ts'

const megabyte = 1024 ** 2
const piece = Buffer.alloc(64 * 1024, 'abcdefgh')
const largest = Number(process.argv[2] ?? 1024) * megabyte

const folder = await mkdtemp(join(tmpdir(), 's3-bench-'))
const s3 = await serveS3({ store: await openFileStore(join(folder, 'store')) })
const server = await listen({ port: 0, handler: s3.handler })
const agent = new Agent({ keepAlive: true, maxSockets: 8 })

async function* body(size: number) {
  for (let sent = 0; sent < size; sent += piece.length) yield piece.subarray(0, size - sent)
}

const unsigned = 'UNSIGNED-PAYLOAD'
function sign(method: string, path: string, size: number) {
  const headers = {
    host: `localhost:${server.port}`,
    'content-length': String(size),
    'x-amz-content-sha256': unsigned,
  }
  return signHeaders({ method, path, headers }, unsigned, { now: Date.now() }).headers
}

/** Over HTTP; resolves to the length of the answer. */
function send(method: string, path: string, size = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = sign(method, path, size)
    const sent = httpRequest(
      { agent, host: '127.0.0.1', port: server.port, method, path, headers },
      (answer) => {
        let length = 0
        answer.on('data', (chunk: Buffer) => void (length += chunk.length))
        answer.on('error', reject)
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(length)
          else reject(new Error(`${method} ${path}: ${answer.statusCode}`))
        })
      },
    )
    sent.on('error', reject)
    void write(sent, size).catch(reject)
  })
}

async function write(sent: ReturnType<typeof httpRequest>, size: number) {
  for await (const chunk of body(size))
    if (!sent.write(chunk)) await new Promise((resolve) => sent.once('drain', resolve))
  sent.end()
}

/** Without HTTP: the handler alone. */
async function call(method: string, path: string, size = 0) {
  const headers = sign(method, path, size)
  const source = size > 0 ? body(size) : none()
  const answer = await s3.handler({ method, path, query: '', headers, body: source })
  if (answer?.status !== 200) throw new Error(`${method} ${path}: ${answer?.status}`)
  if (typeof answer.body === 'object' && !(answer.body instanceof Uint8Array))
    for await (const _ of answer.body) continue
}

async function toFile(path: string, size: number) {
  if (size <= piece.length) return writeFile(path, piece.subarray(0, size))
  const file = await open(path, 'w')
  for await (const chunk of body(size)) await file.write(chunk)
  return file.close()
}

async function fromFile(path: string, size: number) {
  if (size <= piece.length) return readFile(path)
  const file = await open(path)
  const buffer = Buffer.alloc(256 * 1024)
  while ((await file.read(buffer)).bytesRead > 0) continue
  return file.close()
}

let highest = 0
const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 50)

async function seconds(times: number, atOnce: number, run: (index: number) => Promise<unknown>) {
  for (let warm = 0; warm < Math.min(times - 1, 20); warm++) await run(warm)
  const start = process.cpuUsage()
  let next = 0
  const worker = async () => {
    while (next < times) await run(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6 / times
}

const rows: Record<string, string>[] = []
const rate = (size: number, each: number) =>
  size >= megabyte ? `${(size / megabyte / each).toFixed(0)} MB/s` : `${(1 / each).toFixed(0)} /s`

for (const [size, times, atOnce] of [
  [1024, 3000, 4],
  [megabyte, 150, 2],
  [largest, 1, 1],
] as const) {
  const path = (index: number) => `/${bucket}/${size}/${index}`
  const file = (index: number) => join(folder, `${size}-${index}`)
  const before = process.memoryUsage.rss()
  highest = 0
  for (const [verb, viaHttp, direct, plain] of [
    [
      'PUT',
      (index: number) => send('PUT', path(index), size),
      (index: number) => call('PUT', path(index), size),
      (index: number) => toFile(file(index), size),
    ],
    [
      'GET',
      (index: number) => send('GET', path(index)),
      (index: number) => call('GET', path(index)),
      (index: number) => fromFile(file(index), size),
    ],
  ] as const) {
    const [http, own, disk] = [
      await seconds(times, atOnce, viaHttp),
      await seconds(times, atOnce, direct),
      await seconds(times, atOnce, plain),
    ]
    rows.push({
      what: `${verb} ${size >= megabyte ? `${size / megabyte} MB` : `${size} B`}`,
      'over HTTP': rate(size, http),
      'server only': rate(size, own),
      'plain file': rate(size, disk),
      'HTTP : file': `${(http / disk).toFixed(1)} x`,
      'memory more than before': `${Math.max(0, (highest - before) / megabyte).toFixed(0)} MB`,
    })
  }
}

const many = 50_000
const filled = await seconds(many, 8, (index) =>
  call('PUT', `/${bucket}/many/${String(index % 50).padStart(2, '0')}/${index}`),
)
const listAll = async (query: string) => {
  let pages = 0
  for (let token = ''; ; pages++) {
    const full = token === '' ? query : `${query}&continuation-token=${encodeURIComponent(token)}`
    const headers = { host: 'localhost', 'x-amz-content-sha256': unsigned }
    const asked = { method: 'GET', path: `/${bucket}`, query: full, headers }
    const signed = signHeaders(asked, unsigned, { now: Date.now() })
    const answer = await s3.handler({ ...asked, headers: signed.headers, body: none() })
    const next = /<NextContinuationToken>(.*?)</.exec(textOf(answer))?.[1]
    if (next === undefined) return pages + 1
    token = next
  }
}
const textOf = (answer: Response | undefined) =>
  typeof answer?.body === 'string' ? answer.body : ''

const listed = await seconds(3, 1, () => listAll('list-type=2&prefix=many/'))
const folders = await seconds(20, 1, () => listAll('list-type=2&prefix=many/&delimiter=/'))
const startAgain = performance.now()
await s3.close()
await server.close()
const again = await serveS3({ store: await openFileStore(join(folder, 'store')) })
const restarted = performance.now() - startAgain
await again.close()

console.table(rows)
console.table([
  { what: `PUT of ${many} empty objects`, 'processor time': `${(filled * many).toFixed(1)} s` },
  {
    what: `list of ${many} keys, 1000 a page`,
    'processor time': `${(listed * 1000).toFixed(0)} ms`,
  },
  { what: 'the same as 50 common prefixes', 'processor time': `${(folders * 1000).toFixed(1)} ms` },
  { what: 'close and open again with them', 'processor time': `${restarted.toFixed(0)} ms` },
])

clearInterval(watch)
agent.destroy()
await rm(folder, { recursive: true, force: true })
