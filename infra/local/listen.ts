import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exchange } from './http/exchange.ts'
import { isOwnHost } from './http/hosts.ts'
import type { Handler } from './http/message.ts'

interface Options {
  /** 0 takes any that is free. */
  readonly port: number
  readonly handler: Handler
  /** Further names in the Host header that are let in, for a proxy in front (Codespaces). */
  readonly allowedHosts?: readonly string[]
}

export interface Listening {
  readonly port: number
  readonly origin: string
  close(): Promise<void>
}

export class PortTakenError extends Error {
  override name = 'PortTakenError'

  constructor(port: number, options?: ErrorOptions) {
    super(
      `Port ${port} is taken by another program: end it, or choose another with --port (0 takes any that is free).`,
      options,
    )
  }
}

/** How long requests that are under way may take when the server closes. */
const grace = 1000

/** An HTTP server on both loopback addresses and nowhere else. */
export async function listen(options: Options): Promise<Listening> {
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) =>
    void respond(options, incoming, outgoing)
  const first = await open('127.0.0.1', options.port, answer)
  const { port } = first.address() as AddressInfo
  const servers = [first]
  try {
    // Browsers try ::1 first for `localhost`; whatever listened there would get our requests.
    const second = await open('::1', port, answer).catch(withoutIpv6)
    if (second) servers.push(second)
  } catch (error) {
    await close(first)
    if (options.port === 0) return listen(options)
    throw error
  }
  return {
    port,
    origin: `http://localhost:${port}`,
    close: async () => {
      await Promise.all(servers.map(close))
    },
  }
}

async function respond({ handler, allowedHosts }: Options, ...pair: Pair): Promise<void> {
  const [incoming, outgoing] = pair
  const { host } = incoming.headers
  const refuse = (status: number, why: string) => {
    outgoing.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
    outgoing.end(`${why}\n`)
  }
  if (!isOwnHost(host, allowedHosts))
    refuse(
      403,
      `This server answers on localhost only, not as ${JSON.stringify(host ?? '')}. Behind a proxy, name its host with --allow-host.`,
    )
  else if (!incoming.url?.startsWith('/')) refuse(400, 'The request target must be a path.')
  else await exchange(handler, incoming, outgoing, (error) => console.error(error))
}

type Pair = [incoming: IncomingMessage, outgoing: ServerResponse]

function open(host: string, port: number, answer: (...pair: Pair) => void): Promise<Server> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 0 }, answer)
  // Longer than the idle time of clients, which would otherwise write into a closing socket.
  server.keepAliveTimeout = 65_000
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) =>
      reject(cause.code === 'EADDRINUSE' ? new PortTakenError(port, { cause }) : cause)
    server.once('error', fail)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', fail)
      resolve(server)
    })
  })
}

function withoutIpv6(error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException
  if (code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT') throw error
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection falls idle only when the request on it has been answered.
    const sweep = setInterval(() => server.closeIdleConnections(), 20)
    const cut = setTimeout(() => server.closeAllConnections(), grace)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(cut)
      resolve()
    })
  })
}
