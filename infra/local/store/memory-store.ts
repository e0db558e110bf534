import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { collectionOf, namesOf } from './store.ts'
import type { Data, Store } from './store.ts'

export function createMemoryStore(): Store {
  const data: Data = new Map()
  let folder: string | undefined
  return {
    collection: (name) => collectionOf(data, name, () => {}),
    names: () => namesOf(data),
    flush: async () => {},
    async close() {
      if (folder) await rm(folder, { recursive: true, force: true })
      folder = undefined
    },
    get blobs() {
      return (folder ??= mkdtempSync(join(tmpdir(), 'aws-blobs-')))
    },
  }
}
