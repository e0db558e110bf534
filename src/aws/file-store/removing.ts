import { DeleteObjectsCommand } from '@aws-sdk/client-s3'

import { cancelled } from './access.ts'
import type { Access } from './access.ts'
import { toFileError } from './file-error.ts'
import { isFolder, keyOf } from './file-names.ts'
import type { createListing } from './listing.ts'
import { tally } from './tally.ts'
import type { Advance, Failed, Running } from './tally.ts'

/** A file that is gone, and the marker that was put in its place, by which it can come back. */
export interface Removed {
  readonly path: string
  readonly marker: string
}

interface Removing extends Running {
  /** Not where the bucket keeps no versions. */
  readonly onRemoved?: (removed: readonly Removed[]) => void
}

/** Half of what S3 would take: the SDK reads the answer in one go, and the screen waits meanwhile. */
const batchSize = 500

export function createRemoving(
  { s3, identity, call }: Access,
  bucket: string,
  { walk }: Pick<ReturnType<typeof createListing>, 'walk'>,
) {
  /**
   * Each is judged for itself. Never cut off: S3 would delete them all the same, and nobody would
   * know of which that can be undone.
   */
  async function removeBatch(paths: readonly string[]) {
    const id = await identity()
    const byKey = new Map(paths.map((path) => [keyOf(id, path), path]))
    const { Deleted = [], Errors = [] } = await s3.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Objects: [...byKey.keys()].map((Key) => ({ Key })) },
      }),
    )
    const pathOf = (key = '') => byKey.get(key) ?? key
    return {
      removed: Deleted.flatMap(({ Key, DeleteMarkerVersionId: marker }): Removed[] =>
        marker === undefined ? [] : [{ path: pathOf(Key), marker }],
      ),
      failed: Errors.map(({ Key, Code }): Failed => ({
        path: pathOf(Key),
        code: toFileError({ name: Code }).code,
      })),
    }
  }

  /** The files meant by paths of files and folders. */
  async function* filesOf(paths: readonly string[], signal?: AbortSignal) {
    for (const path of paths)
      if (isFolder(path))
        for await (const found of walk(path, signal)) yield found.map((file) => file.path)
      else yield [path]
  }

  return {
    /** Files and whole folders. */
    remove: (paths: readonly string[], running: Removing = {}): Promise<Advance> =>
      call(async () => {
        const { signal, onRemoved } = running
        const count = tally(running)
        const waiting: string[] = []
        const flush = async () => {
          cancelled(signal)
          const batch = waiting.splice(0, batchSize)
          try {
            const { removed, failed } = await removeBatch(batch)
            onRemoved?.(removed)
            if (failed.length > 0) count.fail(...failed)
            count.succeed(batch.length - failed.length)
          } catch (error) {
            for (const path of batch) count.failWith(path, error)
          }
        }
        // Within a walk: deleting what is behind the marker does not disturb a listing.
        for await (const found of filesOf(paths, signal)) {
          waiting.push(...found)
          count.expect(found.length)
          while (waiting.length >= batchSize) await flush()
        }
        if (waiting.length > 0) await flush()
        return count.result()
      }),
  }
}
