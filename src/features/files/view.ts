import type { Entry } from '#src/aws/file-store/listing.ts'

export const sortKeys = ['name', 'size', 'modified'] as const
export type SortKey = (typeof sortKeys)[number]
export interface Sort {
  readonly by: SortKey
  readonly descending: boolean
}

const figure = (entry: Entry, by: 'size' | 'modified') => (entry.kind === 'file' ? entry[by] : 0)

/** Of entries by name: folders first, whichever way. */
export function arrange(
  byName: readonly Entry[],
  { by, descending }: Sort,
  filter: string,
  language: string,
): readonly Entry[] {
  const wanted = filter.trim().toLocaleLowerCase(language)
  const files: Entry[] = []
  const folders: Entry[] = []
  for (const entry of byName)
    if (wanted === '' || entry.name.toLocaleLowerCase(language).includes(wanted))
      (entry.kind === 'file' ? files : folders).push(entry)
  const sign = descending ? -1 : 1
  if (descending) folders.reverse()
  if (by !== 'name') files.sort((a, b) => sign * (figure(a, by) - figure(b, by)))
  else if (descending) files.reverse()
  return [...folders, ...files]
}
