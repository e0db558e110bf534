import type { Opening } from './opening.ts'
import type { Platform } from './platform.ts'
import { lastEmailKey, sessionKey, stepKey } from './storage-keys.ts'

/**
 * Who is here as the page opens. Most visits leave no trace in this browser, so what reads one is
 * fetched only where there is one; that costs no time, since the page's own code is on its way too.
 */
export async function findOpening(platform: Platform, clientId: string): Promise<Opening> {
  const { local, tab } = platform
  const isFirst = [local.get(sessionKey), tab.get(sessionKey), tab.get(stepKey)].every(
    (found) => found === null,
  )
  if (isFirst) return { ...nothingKept, lastEmail: local.get(lastEmailKey) ?? '' }
  const { readOpening } = await import('./opening.ts')
  return readOpening(platform, clientId)
}

export const nothingKept: Opening = {
  snapshot: { status: 'signed-out', reason: 'never' },
  step: undefined,
  lastEmail: '',
}
