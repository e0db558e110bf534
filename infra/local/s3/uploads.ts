import type { Store } from '#infra/local/store/store.ts'
import type { Segment } from './blobs.ts'
import type { Algorithm, ChecksumType } from './checksum/algorithms.ts'

/** A multipart upload that is neither completed nor aborted. */
export interface Upload {
  readonly id: string
  readonly bucket: string
  readonly key: string
  readonly at: number
  readonly headers: Readonly<Record<string, string>>
  /** Absent: the client asked for none. */
  readonly checksum?: { readonly algorithm: Algorithm; readonly type: ChecksumType }
}

export interface UploadedPart {
  readonly number: number
  readonly at: number
  readonly size: number
  readonly etag: string
  readonly segments: readonly Segment[]
  readonly checksum?: { readonly algorithm: Algorithm; readonly value: string }
}

type PartRecord = UploadedPart & { readonly upload: string }

const recordKey = (id: string, number: number) => `${id}/${number}`

export function createUploads(store: Store) {
  const uploads = store.collection<Upload>('s3.uploads')
  const records = store.collection<PartRecord>('s3.parts')
  const parts = new Map<string, Map<number, UploadedPart>>()
  const partsOf = (id: string) => {
    let found = parts.get(id)
    if (!found) parts.set(id, (found = new Map()))
    return found
  }
  for (const part of records.values()) partsOf(part.upload).set(part.number, part)

  return {
    find(id: string, bucket: string, key: string): Upload | undefined {
      const found = uploads.get(id)
      return found?.bucket === bucket && found.key === key ? found : undefined
    },
    ofBucket: (bucket: string) => [...uploads.values()].filter((found) => found.bucket === bucket),
    add: (upload: Upload) => uploads.set(upload.id, upload),
    /** By number, in order. */
    parts: (id: string): readonly UploadedPart[] =>
      [...partsOf(id).values()].toSorted((a, b) => a.number - b.number),
    part: (id: string, number: number) => partsOf(id).get(number),
    /** Returns the part of that number that was there before. */
    addPart(id: string, part: UploadedPart): UploadedPart | undefined {
      const before = partsOf(id).get(part.number)
      partsOf(id).set(part.number, part)
      records.set(recordKey(id, part.number), { ...part, upload: id })
      return before
    },
    remove(id: string) {
      for (const number of partsOf(id).keys()) records.delete(recordKey(id, number))
      parts.delete(id)
      uploads.delete(id)
    },
    allParts: () => records.values(),
  }
}

export type Uploads = ReturnType<typeof createUploads>
