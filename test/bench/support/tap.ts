import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

const channel = 'http.server.request.start'

/**
 * What a server in this process is asked, from here on; browsers do not tell of every preflight
 * they send.
 */
export function tap(origin: string) {
  const port = Number(new URL(origin).port)
  const seen: string[] = []
  const note = (message: unknown) => {
    const { request } = message as { readonly request: IncomingMessage }
    const { method = '', url = '', headers, socket } = request
    if (socket.localPort !== port || url.startsWith('/_local')) return
    const target = headers['x-amz-target']
    if (method === 'OPTIONS') seen.push('preflight')
    else if (typeof target === 'string') seen.push(target.split('.').at(-1) ?? '')
    else seen.push(url.includes('list-type=2') ? 'ListObjectsV2' : method)
  }
  subscribe(channel, note)
  return { take: () => seen.splice(0), close: () => void unsubscribe(channel, note) }
}
