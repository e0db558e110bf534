import type { KeyValue, Platform } from './platform.ts'

type Parts = Pick<Platform, 'locks' | 'local' | 'after' | 'now' | 'random'>

/** A tab that was frozen while it held the lock must not stop the others for ever. */
const patience = 10_000

/** Runs one at a time over all tabs; after ten seconds of waiting it runs all the same. */
export async function withLock<T>(
  platform: Parts,
  name: string,
  run: () => Promise<T>,
): Promise<T> {
  const { locks } = platform
  if (!locks) return withLease(platform, name, run)
  const waiting = new AbortController()
  platform.after(patience, () => waiting.abort())
  let started = false
  try {
    return await locks.request(name, { signal: waiting.signal }, () => {
      started = true
      return run()
    })
  } catch (error) {
    if (started) throw error
    // Waited for in vain, or refused, as where a site may keep nothing: that tab is alone anyway.
    return run()
  }
}

/** Without Web Locks: a note in local storage, read again a moment later to see whose it became. */
async function withLease<T>(platform: Parts, name: string, run: () => Promise<T>): Promise<T> {
  const key = `lock.${name}`
  const own = `${platform.random()}`
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => void platform.after(milliseconds, resolve))
  const deadline = platform.now() + patience
  while (platform.now() < deadline) {
    if (holder(platform.local, key, platform.now()) === undefined) {
      platform.local.set(key, `${own} ${platform.now() + patience}`)
      await pause(20 + platform.random() * 30)
      if (holder(platform.local, key, platform.now()) === own) break
    }
    await pause(30 + platform.random() * 30)
  }
  try {
    return await run()
  } finally {
    if (holder(platform.local, key, platform.now()) === own) platform.local.remove(key)
  }
}

function holder(storage: KeyValue, key: string, now: number) {
  const [own, until] = storage.get(key)?.split(' ') ?? []
  return Number(until) > now ? own : undefined
}
