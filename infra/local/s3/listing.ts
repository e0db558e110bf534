import type { BucketIndex, Version } from './catalog.ts'
import { compareKeys, firstIndex } from './order.ts'

export interface Question {
  readonly prefix: string
  readonly delimiter: string
  /** Only what comes after it. A common prefix counts as one key, which follows all it stands for. */
  readonly after: string
  readonly limit: number
}

export type Entry<T> = { readonly prefix: string } | { readonly key: string; readonly item: T }

export interface Listing<T> {
  readonly entries: readonly Entry<T>[]
  readonly isTruncated: boolean
  /** The key or common prefix to go on after. */
  readonly last: string
}

const endOf = (keys: readonly string[], prefix: string, from: number) =>
  firstIndex(keys, (key) => !key.startsWith(prefix), from)

/**
 * Walks the keys in order and leaps over what a common prefix stands for. `pick` says what of a key
 * is listed; nothing for a key whose newest version is a delete marker.
 */
export function listKeys<T>(
  { keys, versions }: BucketIndex,
  { prefix, delimiter, after, limit }: Question,
  pick: (versions: readonly Version[]) => T | undefined,
): Listing<T> {
  const entries: Entry<T>[] = []
  let last = ''
  let at = firstIndex(keys, (key) => compareKeys(key, prefix) >= 0)
  if (after !== '') at = Math.max(at, startAfter(keys, after, prefix, delimiter))
  while (at < keys.length) {
    const key = keys[at]!
    if (!key.startsWith(prefix)) break
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const common = cut < 0 ? undefined : key.slice(0, cut + delimiter.length)
    const end = common === undefined ? at + 1 : endOf(keys, common, at)
    const item = firstPicked(keys, versions, at, end, pick)
    at = end
    if (item === undefined) continue
    if (entries.length >= limit) return { entries, isTruncated: limit > 0, last }
    entries.push(common === undefined ? { key, item } : { prefix: common })
    last = common ?? key
  }
  return { entries, isTruncated: false, last }
}

function firstPicked<T>(
  keys: readonly string[],
  versions: BucketIndex['versions'],
  from: number,
  to: number,
  pick: (versions: readonly Version[]) => T | undefined,
): T | undefined {
  for (let at = from; at < to; at++) {
    const item = pick(versions(keys[at]!))
    if (item !== undefined) return item
  }
  return undefined
}

function startAfter(keys: readonly string[], after: string, prefix: string, delimiter: string) {
  const isCommon =
    delimiter !== '' &&
    after.startsWith(prefix) &&
    after.endsWith(delimiter) &&
    after.indexOf(delimiter, prefix.length) === after.length - delimiter.length
  return firstIndex(
    keys,
    (key) => compareKeys(key, after) > 0 && !(isCommon && key.startsWith(after)),
  )
}
