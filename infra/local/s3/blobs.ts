import { mkdir, open, readdir, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

import type { Random } from '#infra/local/random.ts'
import type { Store } from '#infra/local/store/store.ts'

/** A stretch of a file. The bodies of objects are lists of these; files are never changed. */
export interface Segment {
  readonly blob: string
  readonly start: number
  readonly size: number
}

export interface Range {
  readonly start: number
  readonly size: number
}

const pieceSize = 256 * 1024

/**
 * Files with opaque names, counted by who refers to them, so that copies share one. A file that
 * nobody refers to is removed once the store can no longer fall back on the time before.
 */
export function createBlobs(store: Store, random: Random) {
  const references = new Map<string, number>()
  const pathOf = (blob: string) => join(store.blobs, blob)

  function retain(segments: readonly Segment[]) {
    for (const { blob } of segments) references.set(blob, (references.get(blob) ?? 0) + 1)
  }

  async function release(segments: readonly Segment[]) {
    const gone: string[] = []
    for (const { blob } of segments) {
      const left = (references.get(blob) ?? 0) - 1
      if (left > 0) references.set(blob, left)
      else if (references.delete(blob)) gone.push(blob)
    }
    if (gone.length === 0) return
    await store.flush()
    await Promise.all(gone.map((blob) => rm(pathOf(blob), { force: true })))
  }

  async function* read(segments: readonly Segment[], { start, size }: Range) {
    const wanted = slice(segments, start, size)
    retain(wanted)
    try {
      for (const segment of wanted) yield* readSegment(pathOf(segment.blob), segment)
    } finally {
      await release(wanted)
    }
  }

  return {
    retain,
    release,
    read,
    /** Writes what comes, telling `observe` of each piece while the last is on its way to the disk. */
    async write(
      data: AsyncIterable<Uint8Array>,
      observe: (piece: Uint8Array) => void,
    ): Promise<readonly Segment[]> {
      const blob = random.bytes(16).toString('hex')
      let file: FileHandle | undefined
      let size = 0
      let writing: Promise<unknown> | undefined
      try {
        for await (const piece of data) {
          if (piece.length === 0) continue
          file ??= await open(pathOf(blob), 'wx')
          await writing
          writing = writeAll(file, piece)
          // A failure is met at the next await; until then it must not count as unhandled.
          writing.catch(() => {})
          observe(piece)
          size += piece.length
        }
        await writing
        await file?.close()
      } catch (error) {
        await writing?.catch(() => {})
        await file?.close().catch(() => {})
        if (file) await rm(pathOf(blob), { force: true })
        throw error
      }
      const segments = size === 0 ? [] : [{ blob, start: 0, size }]
      retain(segments)
      return segments
    },
    /** Removes what a crash has left behind: files that nothing refers to. */
    async sweep() {
      await mkdir(store.blobs, { recursive: true })
      const orphans = (await readdir(store.blobs)).filter((name) => !references.has(name))
      await Promise.all(orphans.map((name) => rm(pathOf(name), { force: true })))
    },
  }
}

export type Blobs = ReturnType<typeof createBlobs>

async function writeAll(file: FileHandle, piece: Uint8Array) {
  for (let done = 0; done < piece.length;)
    done += (await file.write(piece, done, piece.length - done)).bytesWritten
}

/** The segments that make up a range of what the given ones make up. */
export function slice(segments: readonly Segment[], start: number, size: number): Segment[] {
  const sliced: Segment[] = []
  let [skip, left] = [start, size]
  for (const segment of segments) {
    if (left === 0) break
    if (skip >= segment.size) {
      skip -= segment.size
      continue
    }
    const taken = Math.min(segment.size - skip, left)
    sliced.push({ blob: segment.blob, start: segment.start + skip, size: taken })
    left -= taken
    skip = 0
  }
  return sliced
}

async function* readSegment(path: string, { start, size }: Segment) {
  const file = await open(path, 'r')
  try {
    for (let done = 0; done < size;) {
      // A new buffer each time: the one before may still be on its way out.
      const buffer = Buffer.allocUnsafeSlow(Math.min(pieceSize, size - done))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, start + done)
      if (bytesRead === 0) throw new Error(`${path} is shorter than it was written.`)
      done += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}
