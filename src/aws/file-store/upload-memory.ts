import type { KeyValue } from '#src/aws/platform.ts'

import type { Upload } from './writing.ts'

/** An upload that was begun, as the next page needs to know it to go on. */
interface Begun {
  readonly owner: string
  readonly path: string
  readonly size: number
  readonly modified: number
  readonly id: string
  readonly at: number
}

type Chosen = Pick<Begun, 'owner' | 'path' | 'size' | 'modified'>

const key = 'uploads'
/** A day before the bucket's lifecycle drops what was not finished. */
const goodFor = 6 * 86_400_000
const most = 100

/** No names of files leave with it: it is kept in this browser until the upload ends. */
export function createUploadMemory(local: KeyValue, now: () => number) {
  const read = (): readonly Begun[] => {
    try {
      const kept = JSON.parse(local.get(key) ?? '[]') as readonly Begun[]
      return kept.filter(({ at }) => at + goodFor > now())
    } catch {
      return []
    }
  }
  const write = (list: readonly Begun[]) =>
    list.length === 0 ? local.remove(key) : local.set(key, JSON.stringify(list.slice(-most)))

  return {
    recall({ owner, path, size, modified }: Chosen): Upload | undefined {
      const found = read().find(
        (it) =>
          it.owner === owner && it.path === path && it.size === size && it.modified === modified,
      )
      return found && { path: found.path, id: found.id }
    },
    keep: (chosen: Chosen, { id }: Upload) => write([...read(), { ...chosen, id, at: now() }]),
    forget: (id: string) => write(read().filter((it) => it.id !== id)),
  }
}
