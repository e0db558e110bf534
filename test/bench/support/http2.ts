import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { createSecureServer } from 'node:http2'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A key and a certificate that nobody vouches for. Node makes none itself; `openssl` does. */
export async function makeIdentity() {
  const folder = await mkdtemp(join(tmpdir(), 'identity-'))
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

export const listen = (server: Pick<Server, 'listen' | 'address'>) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

const toHttp1 = (headers: IncomingHttpHeaders, host: string) => ({
  ...Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':'))),
  host,
})

/** What answers at an address, behind TLS and HTTP/2 on a port of its own. */
export async function behindHttp2(target: URL, identity: Awaited<ReturnType<typeof makeIdentity>>) {
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
  return { port: await listen(secure), close: () => void secure.close() }
}
