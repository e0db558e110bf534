import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { internalFailure } from './internal-failure.ts'
import type { Handler, Request, Response } from './message.ts'

/** Thrown by a handler that wants the connection cut without an answer. */
export class ConnectionDrop extends Error {
  override name = 'ConnectionDrop'
}

function toRequest(incoming: IncomingMessage): Request {
  const target = incoming.url ?? '/'
  const mark = target.indexOf('?')
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    headers: incoming.headers,
    // A reader that gives up (body too large) must still be able to answer.
    body: incoming.iterator({ destroyOnReturn: false }),
  }
}

const nothingHere: Response = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Nothing is served at this address. The page for people is at /_local/.\n',
}

async function send(response: Response, outgoing: ServerResponse) {
  const { status, headers, body = '' } = response
  if (status === 204 || status === 304) {
    outgoing.writeHead(status, headers).end()
  } else if (typeof body === 'string' || body instanceof Uint8Array) {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body
    // Node leaves the body of an answer to HEAD out by itself; its length may be the GET's.
    outgoing.writeHead(status, { 'content-length': String(bytes.length), ...headers }).end(bytes)
  } else {
    outgoing.writeHead(status, headers)
    outgoing.flushHeaders()
    await pipeline(Readable.from(body, { objectMode: false }), outgoing)
  }
}

/** The rest of a body nobody read, so that the client can finish and read its answer. */
function drain(incoming: IncomingMessage) {
  if (incoming.complete) return
  const limit = setTimeout(() => incoming.destroy(), 5000)
  incoming.once('close', () => clearTimeout(limit))
  incoming.resume()
}

/** One request through the handler and its answer onto the wire. Never throws. */
export async function exchange(
  handler: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  report: (error: unknown) => void,
): Promise<void> {
  const request = toRequest(incoming)
  const isGone = () => outgoing.destroyed || incoming.socket.destroyed
  // A body that breaks off makes its reader throw; nobody else listens for it.
  incoming.on('error', () => {})
  outgoing.on('error', () => {})
  try {
    const response = (await handler(request)) ?? nothingHere
    if (!isGone()) await send(response, outgoing)
  } catch (error) {
    if (error instanceof ConnectionDrop) incoming.socket.destroy()
    else if (outgoing.headersSent) {
      // Whoever reads must see that this is not the whole of it.
      incoming.socket.destroy()
      if (!isPrematureClose(error)) report(error)
    } else if (!isGone()) {
      report(error)
      await send(internalFailure(request, randomUUID()), outgoing)
    }
  } finally {
    drain(incoming)
  }
}

const isPrematureClose = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
