import { createMemory } from '#src/aws/platform.ts'
import type { KeyValue, Platform } from '#src/aws/platform.ts'

/**
 * Waits below this are fractions of a second in a test; above, time has to be moved. The ten seconds
 * that a lock is waited for are above: a busy machine would take them for over.
 */
const short = 10_000
const haste = 50

interface Timer {
  readonly due: number
  readonly run: () => void
}

export type TestBrowser = ReturnType<typeof createBrowser>
export type TestTab = Platform & {
  /** What is in this tab's own storage and in the shared one. */
  readonly stored: () => Readonly<Record<string, string>>
  sleep(): void
  wake(): void
}

/** One browser's storage, locks and channels, and as many tabs as wanted; its clock can be wrong. */
export function createBrowser({ offset = 0, locks = true } = {}) {
  const shared = recorded()
  const marks = new Map<string, number>()
  const timers = new Set<Timer>()
  const storageListeners = new Map<object, Set<(key: string | null) => void>>()
  const channels = new Set<{ name: string; tab: object; receive: (message: unknown) => void }>()
  const lockManager = createLocks()
  let moved = offset
  const now = () => Date.now() + moved

  function after(milliseconds: number, run: () => void) {
    const timer: Timer = { due: now() + milliseconds, run: fire }
    const soon = milliseconds < short ? setTimeout(fire, milliseconds / haste) : undefined
    function fire() {
      clearTimeout(soon)
      if (timers.delete(timer)) run()
    }
    timers.add(timer)
    return () => {
      clearTimeout(soon)
      timers.delete(timer)
    }
  }

  function openTab(copyOf?: TestTab): TestTab {
    const own = recorded(copyOf === undefined ? {} : copyOf.stored())
    const wakers = new Set<() => void>()
    const tab = {}
    let awake = true
    const tell = (key: string) => {
      for (const [other, listeners] of storageListeners)
        if (other !== tab) for (const listener of listeners) setTimeout(() => listener(key))
    }
    return {
      now,
      random: () => Math.random(),
      after,
      local: {
        get: (key) => shared.get(key),
        set: (key, value) => {
          shared.set(key, value)
          tell(key)
        },
        remove: (key) => {
          const was = shared.get(key)
          shared.remove(key)
          if (was !== null) tell(key)
        },
      },
      tab: own,
      onLocalChange(run) {
        const listeners = storageListeners.get(tab) ?? new Set()
        storageListeners.set(tab, listeners.add(run))
        return () => void listeners.delete(run)
      },
      locks: locks ? lockManager : undefined,
      openChannel(name, receive) {
        const end = { name, tab, receive }
        channels.add(end)
        return {
          send: (message) => {
            const copy: unknown = structuredClone(message)
            for (const other of channels)
              // Before any timer, however short: haste must not outrun the post.
              if (other !== end && other.name === name) queueMicrotask(() => other.receive(copy))
          },
          close: () => void channels.delete(end),
        }
      },
      marks: {
        read: async (name) => marks.get(name) ?? 0,
        write: async (name, value) => void marks.set(name, value),
        remove: async (name) => void marks.delete(name),
      },
      awake: () => awake,
      onWake(run) {
        wakers.add(run)
        return () => void wakers.delete(run)
      },
      stored: () => ({ ...own.entries() }),
      sleep: () => void (awake = false),
      wake: () => {
        awake = true
        for (const run of wakers) run()
      },
    }
  }

  return {
    openTab,
    shared: () => shared.entries(),
    /** As if every tab opened so far had been closed. */
    closeChannels: () => channels.clear(),
    /** Moves the device's clock on and rings what was due in between. */
    advance(seconds: number) {
      moved += seconds * 1000
      for (const timer of timers) if (timer.due <= now()) timer.run()
    },
  }
}

function recorded(initial: Readonly<Record<string, string>> = {}) {
  const memory = createMemory()
  const keys = new Set<string>()
  const area: KeyValue & { entries(): Record<string, string> } = {
    get: (key) => memory.get(key),
    set: (key, value) => {
      keys.add(key)
      memory.set(key, value)
    },
    remove: (key) => {
      keys.delete(key)
      memory.remove(key)
    },
    entries: () => Object.fromEntries([...keys].map((key) => [key, memory.get(key) ?? ''])),
  }
  for (const [key, value] of Object.entries(initial)) area.set(key, value)
  return area
}

/** Web Locks as far as they are used: exclusive, in turn, given up on abort. */
function createLocks() {
  const tails = new Map<string, Promise<unknown>>()
  const request = async (
    name: string,
    { signal }: { signal?: AbortSignal },
    run: () => Promise<unknown>,
  ) => {
    const before = tails.get(name) ?? Promise.resolve()
    let given = false
    const turn = before.then(() => {
      if (signal?.aborted) return undefined
      given = true
      return run()
    })
    tails.set(
      name,
      turn.catch(() => undefined),
    )
    const aborted = new Promise((_, reject) =>
      signal?.addEventListener('abort', () => {
        if (!given) reject(new DOMException('', 'AbortError'))
      }),
    )
    return Promise.race([turn, aborted])
  }
  return { request, query: async () => ({}) } as unknown as NonNullable<Platform['locks']>
}
