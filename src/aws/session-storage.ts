import { sessionKey } from './storage-keys.ts'
import type { KeyValue } from './platform.ts'
import { userOf } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** The only place tokens are kept. Its presence is what the page looks at before it first paints. */

export interface StoredSession {
  readonly tokens: Tokens
  /** How many times these tokens have been refreshed. */
  readonly generation: number
  /** What the device's clock was off by, in milliseconds. */
  readonly clockOffset: number
  /** Survives closing the browser, and is shared by all tabs. */
  readonly keep: boolean
}

export function createSessionStorage(areas: { local: KeyValue; tab: KeyValue }, clientId: string) {
  const version = 1
  const area = (keep: boolean) => (keep ? areas.local : areas.tab)

  function readFrom(keep: boolean): StoredSession | undefined {
    const text = area(keep).get(sessionKey)
    if (text === null) return undefined
    const stored = check(text, keep)
    // Of another version, another pool or damaged: of no use to anyone, so it does not stay.
    if (!stored) area(keep).remove(sessionKey)
    return stored
  }

  function check(text: string, keep: boolean): StoredSession | undefined {
    try {
      const value = JSON.parse(text) as Record<string, unknown>
      const { tokens, generation, clockOffset } = value
      if (value.version !== version || value.clientId !== clientId) return undefined
      if (typeof generation !== 'number' || typeof clockOffset !== 'number') return undefined
      if (!isTokens(tokens) || userOf(tokens).sub === '') return undefined
      return { tokens, generation, clockOffset, keep }
    } catch {
      return undefined
    }
  }

  return {
    /** This tab's own session goes before the shared one. */
    read: () => readFrom(false) ?? readFrom(true),
    readShared: () => readFrom(true),
    write({ keep, ...session }: StoredSession) {
      area(keep).set(sessionKey, JSON.stringify({ version, clientId, ...session }))
    },
    clear(keep: boolean) {
      area(keep).remove(sessionKey)
    },
  }
}

function isTokens(value: unknown): value is Tokens {
  if (typeof value !== 'object' || value === null) return false
  const tokens = value as Record<string, unknown>
  return (
    [tokens.idToken, tokens.accessToken, tokens.refreshToken].every(
      (token) => typeof token === 'string' && token !== '',
    ) &&
    (tokens.deviceKey === undefined || typeof tokens.deviceKey === 'string')
  )
}
