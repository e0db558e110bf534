/*
 * How much one core does in the stand-in's S3: beside s3rver, by the processor time of each server
 * alone, and beside writing and reading a file. Run it with `tsx test/bench/s3.ts [largest in MB]`.
 */
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { Agent, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Response } from '#infra/local/http/message.ts'
import { openFileStore } from '#infra/local/store/file-store.ts'
import { bucket, serveS3 } from '#test/infra/local/s3/serve.ts'
import { none, signHeaders } from '#test/infra/local/signature/sign.ts'
import { installPeer, startServer, startStandIn } from './servers.ts'
import type { Server } from './servers.ts'

const megabyte = 1024 ** 2
const piece = Buffer.alloc(64 * 1024, 'abcdefgh')
const largest = Number(process.argv[2] ?? 1024) * megabyte

const folder = await mkdtemp(join(tmpdir(), 's3-bench-'))
const agent = new Agent({ keepAlive: true, maxSockets: 8 })

async function* body(size: number) {
  for (let sent = 0; sent < size; sent += piece.length) yield piece.subarray(0, size - sent)
}

const unsigned = 'UNSIGNED-PAYLOAD'

interface Contender {
  readonly name: string
  readonly key: string
  readonly server: Server
}

/** Resolves to the length of the answer. */
function send({ server, key }: Contender, method: string, path: string, size = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const plain = {
      host: `localhost:${server.port}`,
      'content-length': String(size),
      'x-amz-content-sha256': unsigned,
    }
    const signing = { now: Date.now(), accessKeyId: key, secretAccessKey: key }
    const { headers } = signHeaders({ method, path, headers: plain }, unsigned, signing)
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

async function repeat(times: number, atOnce: number, run: (index: number) => Promise<unknown>) {
  let next = 0
  const worker = async () => {
    while (next < times) await run(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** Of this process, in seconds for each. */
async function seconds(times: number, atOnce: number, run: (index: number) => Promise<unknown>) {
  const start = process.cpuUsage()
  await repeat(times, atOnce, run)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6 / times
}

const peer = await installPeer('s3rver', '3')
const contenders: Contender[] = [
  { name: 'stand-in', key: 'test', server: await startStandIn(join(folder, 'stand-in')) },
  ...(peer
    ? [
        {
          name: 's3rver',
          key: 'S3RVER',
          server: await startServer({
            main: join(peer.module, 'bin/s3rver.js'),
            parameters: (port) => ['-d', join(folder, 's3rver'), '-p', String(port), '-s'],
          }),
        },
      ]
    : []),
]
for (const contender of contenders) await send(contender, 'PUT', '/bench')

const rows: Record<string, string>[] = []
const rate = (size: number, each = Number.NaN) =>
  size >= megabyte ? `${(size / megabyte / each).toFixed(0)} MB/s` : `${(1 / each).toFixed(0)} /s`

for (const [size, times, atOnce, rounds] of [
  [1024, 500, 4, 4],
  [megabyte, 40, 2, 3],
  [largest, 1, 1, 1],
] as const)
  for (const method of ['PUT', 'GET'] as const) {
    const spent = new Map<string, number>()
    const more = new Map<string, string>()
    const add = (name: string, each: number) =>
      spent.set(name, (spent.get(name) ?? 0) + each / rounds)
    // The first round is for the compiler, except of the largest.
    for (let round = rounds > 1 ? -1 : 0; round < rounds; round++) {
      const isCounted = round >= 0
      for (const contender of contenders) {
        const { server, name } = contender
        const before = await server.usage()
        await repeat(times, atOnce, (index) =>
          send(contender, method, `/bench/${size}/${index}`, method === 'PUT' ? size : 0),
        )
        const after = await server.usage()
        if (isCounted) add(name, (after.cpu - before.cpu) / times)
        more.set(name, `${((after.highest - before.highest) / megabyte).toFixed(0)} MB`)
      }
      const file = (index: number) => join(folder, `${size}-${index}`)
      const each = await seconds(times, atOnce, (index) =>
        method === 'PUT' ? toFile(file(index), size) : fromFile(file(index), size),
      )
      if (isCounted) add('file', each)
    }
    const [own = Number.NaN, other, file = Number.NaN] = ['stand-in', 's3rver', 'file'].map(
      (name) => spent.get(name),
    )
    rows.push({
      what: `${method} ${size >= megabyte ? `${size / megabyte} MB` : `${size} B`}`,
      'stand-in': rate(size, own),
      s3rver: other === undefined ? '' : rate(size, other),
      'plain file': rate(size, file),
      'stand-in : s3rver': other === undefined ? '' : `${(own / other).toFixed(1)} x`,
      'stand-in : file': `${(own / file).toFixed(1)} x`,
      'memory more': more.get('stand-in') ?? '',
      's3rver more': more.get('s3rver') ?? '',
    })
  }
for (const { server } of contenders) await server.close()
await peer?.remove()
console.log('\nProcessor time of the server for each request, as a rate; ratios below 1 are less')
console.table(rows)

const s3 = await serveS3({ store: await openFileStore(join(folder, 'store')) })
/** Without HTTP: the handler alone. */
async function call(path: string) {
  const headers = { host: 'localhost', 'content-length': '0', 'x-amz-content-sha256': unsigned }
  const asked = { method: 'PUT', path, headers }
  const signed = signHeaders(asked, unsigned, { now: Date.now() })
  const answer = await s3.handler({ ...asked, query: '', headers: signed.headers, body: none() })
  if (answer?.status !== 200) throw new Error(`${path}: ${answer?.status}`)
}

const many = 50_000
const filled = await seconds(many, 8, (index) =>
  call(`/${bucket}/many/${String(index % 50).padStart(2, '0')}/${index}`),
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
const again = await serveS3({ store: await openFileStore(join(folder, 'store')) })
const restarted = performance.now() - startAgain
await again.close()

console.table([
  { what: `PUT of ${many} empty objects`, 'processor time': `${(filled * many).toFixed(1)} s` },
  {
    what: `list of ${many} keys, 1000 a page`,
    'processor time': `${(listed * 1000).toFixed(0)} ms`,
  },
  { what: 'the same as 50 common prefixes', 'processor time': `${(folders * 1000).toFixed(1)} ms` },
  { what: 'close and open again with them', 'processor time': `${restarted.toFixed(0)} ms` },
])

agent.destroy()
await rm(folder, { recursive: true, force: true })
