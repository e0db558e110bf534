import type { IncomingHttpHeaders } from 'node:http'

/** A request as it came over the wire; signatures are checked against exactly these bytes. */
export interface Request {
  readonly method: string
  /** Percent-encoded, as sent. */
  readonly path: string
  /** Without the question mark, as sent; empty where there is none. */
  readonly query: string
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders
  readonly body: AsyncIterable<Uint8Array>
}

export interface Response {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>
}

/** Answers, or throws an error that knows its own response. Undefined: not mine. */
export type Handler = (request: Request) => Promise<Response | undefined>
