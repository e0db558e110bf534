import type { Entry } from '#src/aws/file-store/listing.ts'

export const sortKeys = ['name', 'size', 'modified'] as const
export type SortKey = (typeof sortKeys)[number]
export interface Sort {
  readonly by: SortKey
  readonly descending: boolean
}

const figure = (entry: Entry, by: 'size' | 'modified') => (entry.kind === 'file' ? entry[by] : 0)

/** Folders first, whichever way. */
export function arrange(
  entries: readonly Entry[],
  { by, descending }: Sort,
  filter: string,
  language: string,
): readonly Entry[] {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  const wanted = filter.trim().toLocaleLowerCase(language)
  const kept = wanted
    ? entries.filter(({ name }) => name.toLocaleLowerCase(language).includes(wanted))
    : entries
  const sign = descending ? -1 : 1
  const files: Entry[] = []
  const folders: Entry[] = []
  for (const entry of kept) (entry.kind === 'file' ? files : folders).push(entry)
  const byName = (a: Entry, b: Entry) => sign * compare(a.name, b.name)
  folders.sort(byName)
  files.sort(by === 'name' ? byName : (a, b) => sign * (figure(a, by) - figure(b, by)))
  return [...folders, ...files]
}
