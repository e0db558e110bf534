import type { Platform } from './platform.ts'
import { sessionKey } from './storage-keys.ts'
import type { StoredSession } from './session-storage.ts'
import type { SignedOutReason } from './opening.ts'

type Message =
  | { readonly type: 'ended'; readonly id: string; readonly reason: SignedOutReason }
  | { readonly type: 'refreshed'; readonly session: StoredSession }
  | { readonly type: 'followed'; readonly id: string; readonly session: StoredSession }
  | { readonly type: 'began'; readonly sub: string }

interface Events {
  /** The session that is stored, for all tabs or for this one, may be another. */
  stored(): void
  ended(id: string, reason: SignedOutReason): void
  refreshed(session: StoredSession): void
  followed(id: string, session: StoredSession): void
  began(sub: string): void
}

/** What the tabs of one browser tell each other. Only pages of this origin can speak here. */
export function createTabs(platform: Platform, events: Events) {
  let channel = undefined as ReturnType<Platform['openChannel']> | undefined

  function receive(received: unknown) {
    const message = received as Message
    if (message.type === 'ended') events.ended(message.id, message.reason)
    else if (message.type === 'refreshed') events.refreshed(message.session)
    else if (message.type === 'followed') events.followed(message.id, message.session)
    else if (message.type === 'began') events.began(message.sub)
  }

  return {
    send: (message: Message) => channel?.send(message),
    listen() {
      channel = platform.openChannel(sessionKey, receive)
      const stops = [
        platform.onLocalChange(() => events.stored()),
        // A page that comes back from the history has been told nothing meanwhile, and the one in
        // front of it had the same storage.
        platform.onWake(() => events.stored()),
      ]
      return () => {
        for (const stop of stops) stop()
        channel?.close()
        channel = undefined
      }
    },
  }
}
