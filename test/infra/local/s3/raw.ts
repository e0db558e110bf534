import { connect } from 'node:net'

import { sha256 } from '#infra/local/signature/canonical.ts'
import { signHeaders } from '#test/infra/local/signature/sign.ts'
import type { Signing } from '#test/infra/local/signature/sign.ts'
import type { Served } from './serve.ts'

interface Asked {
  readonly method?: string
  readonly path: string
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** What the signature says of the body; its hash unless told otherwise. */
  readonly payloadHash?: string
  readonly signing?: Partial<Signing>
  /** When this resolves the client goes away, without waiting for an answer. */
  readonly hangUp?: () => Promise<unknown>
}

export interface Answered {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
  /** The error's code. */
  readonly code: string | undefined
}

/** A signed request byte by byte, which fetch and the SDK would tidy up first. */
export async function ask(s3: Served, asked: Asked): Promise<Answered> {
  const { method = 'GET', path, query = '', body = '', signing } = asked
  const bytes = Buffer.from(body)
  const payloadHash = asked.payloadHash ?? sha256(bytes)
  const host = `localhost:${s3.port}`
  const given = { host, 'x-amz-content-sha256': payloadHash, ...asked.headers }
  const { headers } = signHeaders({ method, path, query, headers: given }, payloadHash, {
    now: s3.clock.now(),
    ...signing,
  })
  return send(s3.port, {
    method,
    target: query === '' ? path : `${path}?${query}`,
    headers,
    bytes,
    hangUp: asked.hangUp,
  })
}

/** The same without a signature. */
export const askOpenly = (
  s3: Served,
  { method = 'GET', path, query = '', headers, body = '' }: Asked,
) =>
  send(s3.port, {
    method,
    target: query === '' ? path : `${path}?${query}`,
    headers: { host: `localhost:${s3.port}`, ...headers },
    bytes: Buffer.from(body),
  })

interface Sent {
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  readonly hangUp?: (() => Promise<unknown>) | undefined
}

function send(port: number, { method, target, headers, bytes, hangUp }: Sent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' })
    const received: Uint8Array[] = []
    const length = headers['content-length'] ?? String(bytes.length)
    const lines = Object.entries({ ...headers, connection: 'close', 'content-length': length })
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    socket.on('data', (data) => void received.push(data))
    socket.on('error', reject)
    socket.on('close', () => resolve(parse(Buffer.concat(received).toString('latin1'))))
    socket.write(Buffer.from(`${method} ${target} HTTP/1.1\r\n${head}\r\n`, 'latin1'))
    socket.write(bytes)
    hangUp?.().then(() => socket.destroy(), reject)
  })
}

function parse(text: string): Answered {
  const end = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  const body = text.slice(end + 4)
  const code = /<Code>(\w+)<\/Code>/.exec(body)?.[1]
  return { status: Number(first.split(' ')[1]), headers, text: body, code }
}
