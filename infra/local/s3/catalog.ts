import type { Store } from '#infra/local/store/store.ts'
import type { ChecksumType, Algorithm } from './checksum/algorithms.ts'
import type { Segment } from './blobs.ts'
import { compareKeys, firstIndex } from './order.ts'

export interface Checksum {
  readonly algorithm: Algorithm
  readonly type: ChecksumType
  readonly value: string
}

export interface Part {
  readonly number: number
  readonly size: number
  readonly checksum?: string
}

/** What a version of an object is, apart from its name. */
export interface Content {
  readonly segments: readonly Segment[]
  readonly size: number
  readonly etag: string
  readonly at: number
  /** Content-Type and the like, and `x-amz-meta-…`, as they go back out. */
  readonly headers: Readonly<Record<string, string>>
  readonly checksum?: Checksum
  readonly parts?: readonly Part[]
  /** Of the upload it was completed from, so that completing again gives the same answer. */
  readonly uploadId?: string
}

export interface DeleteMarker {
  readonly deleted: true
  readonly at: number
}

export type Version = (Content | DeleteMarker) & {
  readonly bucket: string
  readonly key: string
  /** `null` for what was written without versioning. */
  readonly id: string
  readonly order: number
}

export type ObjectVersion = Extract<Version, Content>

export const isObject = (version: Version | undefined): version is ObjectVersion =>
  version !== undefined && !('deleted' in version)

export interface BucketIndex {
  /** In order. */
  readonly keys: readonly string[]
  /** Newest first. */
  readonly versions: (key: string) => readonly Version[]
}

const none: readonly Version[] = []

interface Held {
  keys: string[]
  readonly versions: Map<string, readonly Version[]>
}

/** Every version of every object: the store's collection, and an index of it in memory. */
export function createCatalog(store: Store) {
  const records = store.collection<Version>('s3.versions')
  const buckets = new Map<string, Held>()
  let lastOrder = 0

  const held = (bucket: string) => {
    let found = buckets.get(bucket)
    if (!found) buckets.set(bucket, (found = { keys: [], versions: new Map() }))
    return found
  }

  for (const version of records.values()) {
    const { versions } = held(version.bucket)
    versions.set(version.key, [...(versions.get(version.key) ?? []), version])
    lastOrder = Math.max(lastOrder, version.order)
  }
  for (const index of buckets.values()) {
    for (const [key, list] of index.versions)
      if (list.length > 1)
        index.versions.set(
          key,
          list.toSorted((a, b) => b.order - a.order),
        )
    index.keys = [...index.versions.keys()].toSorted(compareKeys)
  }

  // A bucket's name holds no slash, and an id no space.
  const recordKey = ({ bucket, key, id }: Version) => `${bucket}/${id} ${key}`

  function place({ keys, versions }: Held, key: string, list: readonly Version[]) {
    const isNew = !versions.has(key)
    const at =
      isNew || list.length === 0 ? firstIndex(keys, (other) => compareKeys(other, key) >= 0) : 0
    if (list.length === 0) {
      if (versions.delete(key)) keys.splice(at, 1)
      return
    }
    if (isNew) keys.splice(at, 0, key)
    versions.set(key, list)
  }

  return {
    bucket(name: string): BucketIndex {
      const { keys, versions } = held(name)
      return { keys, versions: (key) => versions.get(key) ?? none }
    },
    /** Makes it the newest; one with the same id gives way to it, and is returned. */
    add<T extends Content | DeleteMarker>(version: T & Place) {
      const bucket = held(version.bucket)
      const before = bucket.versions.get(version.key) ?? none
      const added = { ...version, order: ++lastOrder }
      records.set(recordKey(added), added)
      place(bucket, version.key, [added, ...before.filter(({ id }) => id !== version.id)])
      return { added, replaced: before.find(({ id }) => id === version.id) }
    },
    remove(version: Version) {
      const bucket = held(version.bucket)
      const before = bucket.versions.get(version.key) ?? none
      records.delete(recordKey(version))
      place(
        bucket,
        version.key,
        before.filter(({ id }) => id !== version.id),
      )
    },
    /** Adds what was worked out later, if the version is still there. */
    complete({ bucket, key, id, order }: ObjectVersion, checksum: Checksum) {
      const { versions } = held(bucket)
      const list = versions.get(key) ?? none
      const found = list.find((version) => version.id === id && version.order === order)
      if (!isObject(found)) return
      const completed = { ...found, checksum }
      records.set(recordKey(completed), completed)
      versions.set(
        key,
        list.map((version) => (version === found ? completed : version)),
      )
    },
    all: () => records.values(),
  }
}

interface Place {
  readonly bucket: string
  readonly key: string
  readonly id: string
}

export type Catalog = ReturnType<typeof createCatalog>
