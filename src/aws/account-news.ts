import type { Platform } from './platform.ts'

/** Parts of the account that one tab changes and another may be showing. */
export type AccountTopic = 'details' | 'devices' | 'passkeys'

export type AccountNews = ReturnType<typeof createAccountNews>

export function createAccountNews(platform: Platform) {
  const listeners = new Set<(topic: AccountTopic) => void>()
  const channel = platform.openChannel('account', (topic) => {
    for (const listener of listeners) listener(topic as AccountTopic)
  })
  return {
    /** To the other tabs; this one knows. */
    tell: (topic: AccountTopic) => channel.send(topic),
    listen(listener: (topic: AccountTopic) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
