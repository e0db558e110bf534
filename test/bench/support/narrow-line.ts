import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** What lies between a person and a region of AWS on their continent, in milliseconds. */
export const roundTrip = 20

/** What arrives goes on half a round trip later. */
function delay(from: Socket, to: Socket) {
  from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), roundTrip / 2))
  from.on('close', () => setTimeout(() => to.destroy(), roundTrip / 2))
  from.on('error', () => to.destroy())
}

/**
 * A TCP line to a port of this machine that takes up no more than so many megabits a second,
 * however many connections share it. Downwards it is as wide as one likes.
 */
export async function narrowLine(port: number, megabits: number) {
  const bytesPerMs = (megabits * 1e6) / 8 / 1000
  const sockets = new Set<Socket>()
  let freeAt = 0
  const line = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true })
    sockets.add(near)
    delay(near, far)
    delay(far, near)
    near.on('data', (chunk) => {
      freeAt = Math.max(freeAt, performance.now()) + chunk.length / bytesPerMs
      near.pause()
      setTimeout(() => near.resume(), freeAt - performance.now())
    })
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  return {
    port: (line.address() as AddressInfo).port,
    close() {
      for (const socket of sockets) socket.destroy()
      line.close()
    },
  }
}
