/** Plain JSON data. Values are never changed in place: set a new one. */
export interface Collection<T> {
  readonly size: number
  get(key: string): T | undefined
  set(key: string, value: T): void
  delete(key: string): boolean
  values(): IterableIterator<T>
  entries(): IterableIterator<[string, T]>
  clear(): void
}

export interface Store {
  /** The same collection for the same name, empty at first. */
  collection<T>(name: string): Collection<T>
  /** The names of the collections that hold something. */
  names(): string[]
  /** Resolves when everything set so far would survive the end of the process. */
  flush(): Promise<void>
  close(): Promise<void>
  /** A folder for bodies too large to hold. */
  readonly blobs: string
}

/** What happened to a collection; the journal is a list of these. */
export type Change =
  | readonly [collection: string, key: string, value: unknown]
  | readonly [collection: string, key: string]
  | readonly [collection: string]

export type Data = Map<string, Map<string, unknown>>

export function collectionOf<T>(
  data: Data,
  name: string,
  record: (change: Change) => void,
): Collection<T> {
  let items = data.get(name) as Map<string, T> | undefined
  if (!items) data.set(name, (items = new Map()))
  const held = items
  return {
    get size() {
      return held.size
    },
    get: (key) => held.get(key),
    set(key, value) {
      held.set(key, value)
      record([name, key, value])
    },
    delete(key) {
      const was = held.delete(key)
      if (was) record([name, key])
      return was
    },
    values: () => held.values(),
    entries: () => held.entries(),
    clear() {
      if (held.size === 0) return
      held.clear()
      record([name])
    },
  }
}

export function replay(data: Data, change: Change) {
  const [name, key, value] = change
  let items = data.get(name)
  if (!items) data.set(name, (items = new Map()))
  if (key === undefined) items.clear()
  else if (change.length === 2) items.delete(key)
  else items.set(key, value)
}

export const namesOf = (data: Data) =>
  [...data].filter(([, items]) => items.size > 0).map(([name]) => name)
