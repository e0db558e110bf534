import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { behindHttp2, listen, makeIdentity } from './http2.ts'

export const roundTrip = 150

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

/**
 * An origin behind TLS and HTTP/2 on a line of 150 ms. TCP's own handshake is made good for by
 * holding the first bytes back for a round trip; that of TLS happens for real.
 */
async function behindLine(target: URL, identity: Awaited<ReturnType<typeof makeIdentity>>) {
  const secure = await behindHttp2(target, identity)
  const sockets = new Set<Socket>()
  const line = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: secure.port, noDelay: true })
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
