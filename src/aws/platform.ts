import type { Marks } from './marks.ts'

/** The part of the browser that the session stands on; tests pass their own, several to a machine. */
export interface Platform {
  /** What the device believes the time to be, in milliseconds. */
  now(): number
  /** From 0 up to 1, for jitter only. */
  random(): number
  after(milliseconds: number, run: () => void): () => void
  /** Shared by every tab, kept after the browser closes. */
  readonly local: KeyValue
  /** This tab's alone. */
  readonly tab: KeyValue
  onLocalChange(run: (key: string | null) => void): () => void
  /** Missing in browsers before 2022, and where the page is not served securely. */
  readonly locks: Pick<LockManager, 'request' | 'query'> | undefined
  openChannel(name: string, receive: (message: unknown) => void): Channel
  /** IndexedDB, unless given. */
  readonly marks?: Marks
  /** False while the page is hidden or offline, when nothing should be asked unbidden. */
  awake(): boolean
  onWake(run: () => void): () => void
}

export interface KeyValue {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
}

export interface Channel {
  send(message: unknown): void
  close(): void
}

export function createMemory(): KeyValue {
  const entries = new Map<string, string>()
  return {
    get: (key) => entries.get(key) ?? null,
    set: (key, value) => void entries.set(key, value),
    remove: (key) => void entries.delete(key),
  }
}

export function browserPlatform(): Platform {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    after(milliseconds, run) {
      // Beyond 2^31 ms browsers fire at once.
      const timer = setTimeout(run, Math.min(milliseconds, 2 ** 31 - 1))
      return () => clearTimeout(timer)
    },
    local: storage(() => window.localStorage),
    tab: storage(() => window.sessionStorage),
    onLocalChange(run) {
      const listen = (event: StorageEvent) => {
        if (event.storageArea !== window.sessionStorage) run(event.key)
      }
      return listenTo(window, 'storage', listen)
    },
    locks: 'locks' in navigator ? navigator.locks : undefined,
    openChannel,
    awake: () => document.visibilityState !== 'hidden' && navigator.onLine,
    onWake(run) {
      const stops = [
        listenTo(document, 'visibilitychange', run),
        listenTo(window, 'online', run),
        listenTo(window, 'pageshow', run),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}

const idle = () => {}

/** Where nobody is and nothing happens: pages rendered ahead of time. */
export function idlePlatform(): Platform {
  return {
    now: () => 0,
    random: () => 0,
    after: () => idle,
    local: createMemory(),
    tab: createMemory(),
    onLocalChange: () => idle,
    locks: undefined,
    openChannel: () => ({ send: idle, close: idle }),
    awake: () => false,
    onWake: () => idle,
  }
}

/** Reading `localStorage` throws where site data is blocked, writing where it is full. */
function storage(area: () => Storage): KeyValue {
  /** What could not be written, and what stands there in its place. */
  const unwritten = new Map<string, { readonly value: string; readonly instead: string | null }>()
  const read = (key: string) => {
    try {
      return area().getItem(key)
    } catch {
      return null
    }
  }
  return {
    get(key) {
      const found = read(key)
      const own = unwritten.get(key)
      // Unless another tab has written since.
      return own && own.instead === found ? own.value : found
    },
    set(key, value) {
      unwritten.delete(key)
      try {
        area().setItem(key, value)
      } catch {
        unwritten.set(key, { value, instead: read(key) })
      }
    },
    remove(key) {
      unwritten.delete(key)
      try {
        area().removeItem(key)
      } catch {
        // Nothing is kept there.
      }
    },
  }
}

function openChannel(name: string, receive: (message: unknown) => void): Channel {
  if (!('BroadcastChannel' in globalThis)) return { send: () => undefined, close: () => undefined }
  const channel = new BroadcastChannel(name)
  channel.addEventListener('message', (event) => receive(event.data))
  return {
    // oxlint takes it for the method of a window, which wants an origin.
    send: channel.postMessage.bind(channel),
    close: () => channel.close(),
  }
}

function listenTo(target: EventTarget, type: string, listener: (event: never) => void) {
  target.addEventListener(type, listener as EventListener)
  return () => target.removeEventListener(type, listener as EventListener)
}
