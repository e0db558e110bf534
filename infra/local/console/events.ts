import type { Response } from '../http/message.ts'

const encoder = new TextEncoder()
const heartbeat = 20_000
/** Many requests in a row are one change to somebody who looks at the page. */
const gather = 60

/** Server-sent events: one kind, "something changed". The page then asks for what it shows. */
export function createEvents() {
  const wakers = new Set<(text: string | undefined) => void>()
  let announcing: NodeJS.Timeout | undefined

  const tell = (text: string | undefined) => {
    for (const wake of wakers) wake(text)
  }

  async function* stream(): AsyncGenerator<Uint8Array> {
    const waiting: (string | undefined)[] = []
    let wake: (() => void) | undefined
    const listener = (text: string | undefined) => {
      waiting.push(text)
      wake?.()
    }
    wakers.add(listener)
    const beat = setInterval(() => listener(': still here\n\n'), heartbeat).unref()
    try {
      yield encoder.encode('retry: 1000\n\nevent: change\ndata: {}\n\n')
      for (;;) {
        while (waiting.length > 0) {
          const text = waiting.shift()
          if (text === undefined) return
          yield encoder.encode(text)
        }
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    } finally {
      clearInterval(beat)
      wakers.delete(listener)
    }
  }

  return {
    listeners: () => wakers.size,
    response: (): Response => ({
      status: 200,
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
      body: stream(),
    }),
    changed() {
      if (wakers.size === 0 || announcing) return
      announcing = setTimeout(() => {
        announcing = undefined
        tell('event: change\ndata: {}\n\n')
      }, gather).unref()
    },
    close() {
      clearTimeout(announcing)
      tell(undefined)
    },
  }
}
