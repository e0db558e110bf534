import type { createFaults, FaultKind } from '#infra/local/faults/faults.ts'
import { operationOf } from '#infra/local/faults/operation-of.ts'
import { ConnectionDrop } from '#infra/local/http/exchange.ts'
import type { Handler, Request } from '#infra/local/http/message.ts'
import { promiseOf } from '#src/aws/promise-of.ts'

/** One request, as it arrived. */
export interface Heard {
  readonly operation: string
  /** With the flow or the challenge, of which one operation has many: `InitiateAuth USER_AUTH`. */
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
  readonly headers: Request['headers']
  readonly path: string
  /** Of the answer, once there is one. */
  status?: number
}

/** `lost`: done, and the connection cut before anybody could be told. */
export type Mishap = Exclude<FaultKind, 'delay'> | 'lost'

async function bytesOf({ body }: Request) {
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}

async function* again(bytes: Uint8Array) {
  yield bytes
}

/** What was said between the app and the stand-in, and what can go wrong in between. */
export function createWire(faults: ReturnType<typeof createFaults>, now: () => number) {
  const heard: Heard[] = []
  const calls: string[] = []
  const answers = new Map<string, { readonly status: number; readonly body: string }>()
  const mishaps = new Map<string, Mishap>()
  const held = new Map<string, { reached: () => void; released: Promise<void> }>()

  async function listenTo(request: Request): Promise<[Heard, Request]> {
    const { headers, path } = request
    const { operation } = operationOf(request)
    if (!headers['x-amz-target'])
      return [{ operation, name: operation, input: {}, headers, path }, request]
    const bytes = await bytesOf(request)
    const input = JSON.parse(bytes.toString() || '{}') as Heard['input']
    const detail = input['ChallengeName'] ?? input['AuthFlow']
    const name = typeof detail === 'string' ? `${operation} ${detail}` : operation
    return [
      { operation, name, input, headers, path },
      { ...request, body: again(bytes) },
    ]
  }

  const wrap =
    (handler: Handler): Handler =>
    async (received) => {
      if (received.method === 'OPTIONS') return handler(received)
      const [entry, request] = await listenTo(received)
      const { operation, name } = entry
      heard.push(entry)
      calls.push(operation)
      const given = answers.get(operation)
      answers.delete(operation)
      const mishap = mishaps.get(name)
      mishaps.delete(name)
      if (mishap && mishap !== 'lost') {
        const { service } = operationOf(request)
        faults.add({ service, operation, fault: mishap, times: 1, delayMs: 0 })
      }
      const response = given ? { ...given, headers: {} } : await handler(request)
      if (response) entry.status = response.status
      if (mishap === 'lost') throw new ConnectionDrop()
      const gate = held.get(name)
      held.delete(name)
      gate?.reached()
      await gate?.released
      const date = new Date(now()).toUTCString()
      return response && { ...response, headers: { ...response.headers, date } }
    }

  return {
    wrap,
    heard,
    calls,
    /** What Cognito may say one day, or says elsewhere, to the next call of an operation. */
    answer: (operation: string, body: object, status = 200) =>
      void answers.set(operation, { status, body: JSON.stringify(body) }),
    /** What befalls the next request of this name. */
    befall: (name: string, mishap: Mishap) => void mishaps.set(name, mishap),
    /** The next request of this name is seen to, and its answer kept until released. */
    keepBack(name: string) {
      const [arrival, release] = [promiseOf<void>(), promiseOf<void>()]
      held.set(name, { reached: arrival.resolve, released: release.promise })
      return { reached: arrival.promise, release: release.resolve }
    },
  }
}
