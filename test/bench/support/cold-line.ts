import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { createSecureServer } from 'node:http2'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export const roundTrip = 150

/** A key and a certificate that nobody vouches for. Node makes none itself; `openssl` does. */
async function makeIdentity() {
  const folder = await mkdtemp(join(tmpdir(), 'line-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const name = ['-subj', '/CN=localhost', '-days', '2']
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  await promisify(execFile)('openssl', [
    'req',
    '-x509',
    ...kind,
    ...name,
    '-keyout',
    key,
    '-out',
    cert,
  ])
  const identity = { key: await readFile(key), cert: await readFile(cert) }
  await rm(folder, { recursive: true })
  return identity
}

const listen = (server: Pick<Server, 'listen' | 'address'>) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

/** What arrives goes on half a round trip later; `first` is what the connection itself costs. */
function carry(from: Socket, to: Socket, first = 0) {
  let opening = first
  from.on('data', (chunk) => {
    setTimeout(() => to.writable && to.write(chunk), roundTrip / 2 + opening)
    // Whatever follows the first bytes follows them.
    if (opening > 0) setTimeout(() => (opening = 0), opening)
  })
  from.on('close', () => setTimeout(() => to.destroy(), roundTrip / 2))
  from.on('error', () => to.destroy())
}

const toHttp1 = (headers: IncomingHttpHeaders, host: string) => ({
  ...Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':'))),
  host,
})

/**
 * An origin behind TLS and HTTP/2 on a line of 150 ms. TCP's own handshake is made good for by
 * holding the first bytes back for a round trip; that of TLS happens for real.
 */
async function behindLine(target: URL, identity: Awaited<ReturnType<typeof makeIdentity>>) {
  const forward = (incoming: Http2ServerRequest, outgoing: Http2ServerResponse) => {
    const { method, url, headers } = incoming
    const host = headers[':authority'] ?? headers.host ?? target.host
    const onward = request(
      { port: target.port, method, path: url, headers: toHttp1(headers, host) },
      (answer) => {
        const { connection: _, 'transfer-encoding': __, ...kept } = answer.headers
        const { 'keep-alive': ___, ...rest } = kept
        outgoing.writeHead(answer.statusCode ?? 502, rest)
        answer.pipe(outgoing)
      },
    )
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  }
  const secure = createSecureServer({ ...identity, allowHTTP1: true }, forward)
  const port = await listen(secure)
  const sockets = new Set<Socket>()
  const line = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, noDelay: true })
    sockets.add(near)
    carry(near, far, roundTrip)
    carry(far, near)
  })
  const origin = `https://${target.hostname}:${await listen(line)}`
  return {
    origin,
    close: () => {
      for (const socket of sockets) socket.destroy()
      line.close()
      secure.close()
    },
  }
}

/** Each origin on a line of its own, so that no connection serves two of them. */
export async function coldLines<Name extends string>(origins: Readonly<Record<Name, string>>) {
  const identity = await makeIdentity()
  const lines = await Promise.all(
    Object.entries<string>(origins).map(
      async ([name, origin]) => [name, await behindLine(new URL(origin), identity)] as const,
    ),
  )
  return {
    origins: Object.fromEntries(lines.map(([name, { origin }]) => [name, origin])) as Record<
      Name,
      string
    >,
    close: () => {
      for (const [, { close }] of lines) close()
    },
  }
}
