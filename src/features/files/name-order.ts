import type { Entry, Page } from '#src/aws/file-store/listing.ts'

/** Every entry of some pages once, by name. */
interface Ordered {
  readonly pages: readonly Page[]
  readonly language: string
  readonly entries: readonly Entry[]
}

type Compare = (a: Entry, b: Entry) => number

const compareIn = (language: string): Compare => {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  return (a, b) => compare(a.name, b.name)
}

/** Both in order. Comparing costs most, copying nothing: each of the few looks for its place. */
function insert(many: readonly Entry[], few: readonly Entry[], compare: Compare) {
  const merged: Entry[] = []
  let taken = 0
  for (const entry of few) {
    let [low, high] = [taken, many.length]
    // Mostly S3 has listed them in this order already.
    const last = many.at(-1)
    if (last && compare(last, entry) <= 0) low = high
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = many[middle]
      if (other && compare(other, entry) > 0) high = middle
      else low = middle + 1
    }
    for (; taken < low; taken++) merged.push(many[taken] as Entry)
    merged.push(entry)
  }
  for (; taken < many.length; taken++) merged.push(many[taken] as Entry)
  return merged
}

/** The newest order that a page is part of; gone when the page is. */
const latest = new WeakMap<Page, Ordered>()

/**
 * Sorting tens of thousands of names holds up the page for a third of a second, so what is in order
 * stays so: of pages that are new or have changed, only what they bring is put in among the others.
 */
export function inNameOrder(pages: readonly Page[], language: string): readonly Entry[] {
  const before = pages.map((page) => latest.get(page)).find((it) => it?.language === language)
  if (before?.pages === pages) return before.entries
  const entries = follow(before, pages, compareIn(language))
  const ordered = { pages, language, entries }
  for (const page of pages) latest.set(page, ordered)
  return entries
}

function follow(before: Ordered | undefined, pages: readonly Page[], compare: Compare) {
  const gone = new Set(before?.pages)
  const brought = pages.flatMap((page) => (gone.delete(page) ? [] : page.entries))
  const stale = new Set([...gone].flatMap((page) => page.entries))
  // Most of a page that has changed has not.
  const added = brought.filter((entry) => !stale.delete(entry)).toSorted(compare)
  const kept = before?.entries ?? []
  const left = stale.size > 0 ? kept.filter((entry) => !stale.has(entry)) : kept
  return added.length > 0 ? insert(left, added, compare) : left
}
