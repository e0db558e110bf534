import { CopyObjectCommand, DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3'

import { cancelled } from './access.ts'
import type { Access } from './access.ts'
import { FileError, toFileError } from './file-error.ts'
import type { FileErrorCode } from './file-error.ts'
import { isFolder, keyOf } from './file-names.ts'
import type { createListing } from './listing.ts'
import { inParallel } from './in-parallel.ts'

export interface Failed {
  readonly path: string
  readonly code: FileErrorCode
}

/** How far something with many files is. `total` grows while a folder is still being read. */
export interface Advance {
  readonly done: number
  readonly total: number
  readonly failed: readonly Failed[]
}

interface Running {
  readonly signal?: AbortSignal
  readonly onAdvance?: (advance: Advance) => void
}

/** Files, not folders: `from` a path to `to` another. */
interface Step {
  readonly from: string
  readonly to: string
  readonly version?: string
  /** Over the content of this ETag, and no other. Without it, over nothing. */
  readonly over?: string
}

/** A file, and the version of it that took the place of another. */
export interface Replacement {
  readonly path: string
  readonly version: string
}

const atOnce = 6

/** As S3 wants a source: every segment encoded, the slashes not. */
const encodeKey = (key: string) => key.split('/').map(encodeURIComponent).join('/')

export function createChanging(
  { s3, identity, call }: Access,
  bucket: string,
  {
    walk,
    deleted,
    replaced,
  }: Pick<ReturnType<typeof createListing>, 'walk' | 'deleted' | 'replaced'>,
) {
  async function copyFile({ from, to, version, over }: Step, signal?: AbortSignal) {
    const id = await identity()
    const source = `${bucket}/${encodeKey(keyOf(id, from))}`
    await s3.send(
      new CopyObjectCommand({
        Bucket: bucket,
        Key: keyOf(id, to),
        CopySource: version === undefined ? source : `${source}?versionId=${version}`,
        ...(over === undefined ? { IfNoneMatch: '*' } : { IfMatch: over }),
      }),
      { ...(signal && { abortSignal: signal }) },
    )
  }

  async function removeFile(path: string, signal?: AbortSignal) {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(await identity(), path) }), {
      ...(signal && { abortSignal: signal }),
    })
  }

  /**
   * A thousand in a request, each judged for itself. Never cut off: S3 would delete them all the
   * same, and nobody would know of which that can be undone.
   */
  async function removeBatch(paths: readonly string[]): Promise<Failed[]> {
    const id = await identity()
    const byKey = new Map(paths.map((path) => [keyOf(id, path), path]))
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Objects: [...byKey.keys()].map((Key) => ({ Key })), Quiet: true },
      }),
    )
    return Errors.map(({ Key = '', Code }) => ({
      path: byKey.get(Key) ?? Key,
      code: toFileError({ name: Code }).code,
    }))
  }

  /** The files meant by paths of files and folders. */
  async function* filesOf(paths: readonly string[], signal?: AbortSignal) {
    for (const path of paths)
      if (isFolder(path))
        for await (const found of walk(path, signal)) yield found.map((file) => file.path)
      else yield [path]
  }

  /** What fails is noted and the rest goes on, unless nothing can: nobody is signed in any more. */
  function tally({ onAdvance }: Running) {
    let done = 0
    let total = 0
    const failed: Failed[] = []
    const tell = () => onAdvance?.({ done, total, failed: [...failed] })
    return {
      expect: (count: number) => {
        total += count
        tell()
      },
      succeed: (count: number) => {
        done += count
        tell()
      },
      fail: (...more: readonly Failed[]) => {
        failed.push(...more)
        tell()
      },
      failWith(path: string, error: unknown) {
        const { code } = toFileError(error)
        if (code === 'signed-out' || code === 'cancelled') throw toFileError(error)
        failed.push({ path, code })
        tell()
      },
      result: (): Advance => ({ done, total, failed }),
    }
  }

  async function runSteps(
    steps: AsyncIterable<readonly Step[]>,
    move: boolean,
    running: Running,
  ): Promise<Advance> {
    const { signal } = running
    const count = tally(running)
    const seen: Step[] = []
    // Read to the end first: what is being written below the source would be found again.
    for await (const batch of steps) {
      seen.push(...batch)
      count.expect(batch.length)
    }
    await inParallel(seen, atOnce, async (step) => {
      cancelled(signal)
      try {
        await copyFile(step, signal)
        if (move) await removeFile(step.from, signal)
        count.succeed(1)
      } catch (error) {
        count.failWith(step.from, error)
      }
    })
    return count.result()
  }

  async function* stepsOf(from: string, to: string, signal?: AbortSignal) {
    if (isFolder(from) !== isFolder(to) || to === from) throw new FileError('bad-name')
    if (isFolder(from) && to.startsWith(from)) throw new FileError('bad-name')
    if (!isFolder(from)) {
      yield [{ from, to }]
      return
    }
    for await (const found of walk(from, signal))
      yield found.map(({ path }) => ({ from: path, to: to + path.slice(from.length) }))
  }

  async function* all(
    pairs: readonly { readonly from: string; readonly to: string }[],
    signal?: AbortSignal,
  ) {
    for (const { from, to } of pairs) yield* stepsOf(from, to, signal)
  }

  return {
    /** Never over something that is there. */
    copy: (pairs: readonly { from: string; to: string }[], running: Running = {}) =>
      call(() => runSteps(all(pairs, running.signal), false, running)),

    /** S3 knows no moving: a copy, and then the original goes. */
    move: (pairs: readonly { from: string; to: string }[], running: Running = {}) =>
      call(() => runSteps(all(pairs, running.signal), true, running)),

    /** Files and whole folders. */
    remove: (paths: readonly string[], running: Running = {}): Promise<Advance> =>
      call(async () => {
        const { signal } = running
        const count = tally(running)
        const waiting: string[] = []
        const flush = async () => {
          cancelled(signal)
          const batch = waiting.splice(0, 1000)
          try {
            const failed = await removeBatch(batch)
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
          while (waiting.length >= 1000) await flush()
        }
        if (waiting.length > 0) await flush()
        return count.result()
      }),

    /** Brings back what was deleted, from the versions that S3 keeps. */
    restore: (paths: readonly string[], running: Running = {}): Promise<Advance> =>
      call(() => {
        async function* steps() {
          for (const path of paths) {
            const versions = await deleted(path, running.signal)
            yield [...versions]
              .filter(([found]) => isFolder(path) || found === path)
              .map(([found, version]) => ({ from: found, to: found, version }))
          }
        }
        return runSteps(steps(), false, running)
      }),

    /** Puts back what was replaced, unless it has been changed again since. */
    revert: (replacements: readonly Replacement[], running: Running = {}): Promise<Advance> =>
      call(async () => {
        const { signal } = running
        const count = tally(running)
        count.expect(replacements.length)
        await inParallel(replacements, atOnce, async ({ path, version }) => {
          cancelled(signal)
          try {
            const before = await replaced(path, version, signal)
            const step = { from: path, to: path, version: before.version, over: before.etag }
            await copyFile(step, signal).catch((error: unknown) => {
              throw toFileError(error).code === 'exists' ? new FileError('changed-since') : error
            })
            count.succeed(1)
          } catch (error) {
            count.failWith(path, error)
          }
        })
        return count.result()
      }),
  }
}
