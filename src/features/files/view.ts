import type { Entry, FileEntry } from '#src/aws/file-store/listing.ts'

export const sortKeys = ['name', 'size', 'modified'] as const
export type SortKey = (typeof sortKeys)[number]
export interface Sort {
  readonly by: SortKey
  readonly descending: boolean
}

interface Found {
  readonly folders: readonly Entry[]
  readonly files: readonly FileEntry[]
}

/** Those that have it in their name, whatever its case. */
export function find(byName: readonly Entry[], filter: string): Found {
  const matches = matcher(filter.trim())
  const files: FileEntry[] = []
  const folders: Entry[] = []
  for (const entry of byName)
    if (matches(entry.name))
      if (entry.kind === 'file') files.push(entry)
      else folders.push(entry)
  return { folders, files }
}

/** Of entries by name: folders first, whichever way. */
export function arrange({ folders, files }: Found, { by, descending }: Sort): readonly Entry[] {
  const first = descending ? folders.toReversed() : folders
  if (by === 'name') return [...first, ...(descending ? files.toReversed() : files)]
  return [...first, ...inOrder(files, by, descending)]
}

/** Half as long for tens of thousands as making each name small. */
function matcher(wanted: string) {
  if (wanted === '') return () => true
  const pattern = new RegExp(wanted.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&'), 'iu')
  return (name: string) => pattern.test(name)
}

/**
 * Those of the same figure stay as they are. Numbers alone are sorted without asking back for every
 * two, and each file then goes where its number does: half as long as comparing files.
 */
function inOrder(files: readonly FileEntry[], by: 'size' | 'modified', descending: boolean) {
  const figures = new Float64Array(files.length)
  files.forEach((file, index) => (figures[index] = descending ? -file[by] : file[by]))
  const places = new Map<number, number>()
  figures.toSorted().forEach((figure, place) => {
    if (!places.has(figure)) places.set(figure, place)
  })
  const sorted = [...files]
  files.forEach((file, index) => {
    const figure = figures[index] ?? 0
    const place = places.get(figure) ?? 0
    places.set(figure, place + 1)
    sorted[place] = file
  })
  return sorted
}
