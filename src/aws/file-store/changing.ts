import { CopyObjectCommand, DeleteObjectCommand } from '@aws-sdk/client-s3'

import { cancelled } from './access.ts'
import type { Access } from './access.ts'
import { FileError, toFileError } from './file-error.ts'
import { isFolder, keyOf } from './file-names.ts'
import type { createListing } from './listing.ts'
import { inParallel } from './in-parallel.ts'
import type { Removed } from './removing.ts'
import { tally } from './tally.ts'
import type { Advance, Running } from './tally.ts'

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

/** What was deleted: the files and folders that were meant, and of each file the marker. */
export interface Removal {
  readonly paths: readonly string[]
  readonly removed: readonly Removed[]
}

const atOnce = 6

/** As S3 wants a source: every segment encoded, the slashes not. */
const encodeKey = (key: string) => key.split('/').map(encodeURIComponent).join('/')

/** What has begun comes to its end: S3 would do it all the same, and nobody would know. */
async function eachOf<T>(
  items: readonly T[],
  signal: AbortSignal | undefined,
  run: (item: T) => Promise<void>,
) {
  let isStopped = false
  await inParallel(items, atOnce, async (item) => {
    isStopped ||= signal?.aborted ?? false
    if (!isStopped) await run(item)
  })
  if (isStopped) cancelled(signal)
}

export function createChanging(
  { s3, identity, call }: Access,
  bucket: string,
  {
    walk,
    deleted,
    replaced,
  }: Pick<ReturnType<typeof createListing>, 'walk' | 'deleted' | 'replaced'>,
) {
  async function copyFile({ from, to, version, over }: Step) {
    const id = await identity()
    const source = `${bucket}/${encodeKey(keyOf(id, from))}`
    await s3.send(
      new CopyObjectCommand({
        Bucket: bucket,
        Key: keyOf(id, to),
        CopySource: version === undefined ? source : `${source}?versionId=${version}`,
        ...(over === undefined ? { IfNoneMatch: '*' } : { IfMatch: over }),
      }),
    )
  }

  async function removeFile(path: string) {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(await identity(), path) }))
  }

  async function runSteps(
    steps: AsyncIterable<readonly Step[]>,
    move: boolean,
    running: Running,
  ): Promise<Advance> {
    const count = tally(running)
    const seen: Step[] = []
    // Read to the end first: what is being written below the source would be found again.
    for await (const batch of steps) {
      seen.push(...batch)
      count.expect(batch.length)
    }
    await eachOf(seen, running.signal, async (step) => {
      try {
        await copyFile(step)
        if (move) await removeFile(step.from)
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

    /**
     * Brings back what a removal took away, from the versions that S3 keeps: not what somebody
     * deleted before it, nor what has been written or deleted since.
     */
    restore: ({ paths, removed }: Removal, running: Running = {}): Promise<Advance> =>
      call(() => {
        const markers = new Map(removed.map(({ path, marker }) => [path, marker]))
        async function* steps() {
          for (const path of paths)
            for await (const gone of deleted(path, running.signal))
              yield gone
                .filter((it) => markers.get(it.path) === it.marker)
                .map(({ path: at, version }) => ({ from: at, to: at, version }))
        }
        return runSteps(steps(), false, running)
      }),

    /** Puts back what was replaced, unless it has been changed again since. */
    revert: (replacements: readonly Replacement[], running: Running = {}): Promise<Advance> =>
      call(async () => {
        const { signal } = running
        const count = tally(running)
        count.expect(replacements.length)
        await eachOf(replacements, signal, async ({ path, version }) => {
          try {
            const before = await replaced(path, version, signal)
            const step = { from: path, to: path, version: before.version, over: before.etag }
            await copyFile(step).catch((error: unknown) => {
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
