import type { Platform } from '#src/aws/platform.ts'

import { toFileError } from './file-error.ts'
import { numbered, splitPath } from './file-names.ts'
import type { FileStore } from './file-store.ts'
import { createPersistence } from './persistently.ts'
import type { Network } from './persistently.ts'
import { defaultPartSize, partsAtOnce, sendFile } from './send-file.ts'
import { createSlots } from './slots.ts'
import { createBoard } from './upload-board.ts'
import { isUnderWay } from './upload-item.ts'
import type { Conflict, UploadItem, UploadReport, UploadStatus } from './upload-item.ts'
import { createJob } from './upload-job.ts'
import type { Job } from './upload-job.ts'
import { createUploadMemory } from './upload-memory.ts'
import type { VersionId } from './writing.ts'

export type Uploads = ReturnType<typeof createUploads>

interface Settings {
  readonly files: FileStore
  /** Of whoever is signed in; an upload that was begun is found again only by its owner. */
  readonly owner: () => string
  readonly platform: Pick<Platform, 'now' | 'after' | 'random' | 'local'>
  readonly network: Network
  readonly report: (report: UploadReport) => void
  /** Up to here a file goes in one request, and larger ones in parts of it. */
  readonly partSize?: number
}

const filesAtOnce = 4

/** The queue: it knows no page, and goes on while pages come and go. */
export function createUploads(settings: Settings) {
  const { files, owner, platform, network, report, partSize = defaultPartSize } = settings
  const { jobs, isBusy, change, setStatus, setSent, each } = createBoard({ platform, report })
  const memory = createUploadMemory(platform.local, platform.now)
  const turn = createSlots(filesAtOnce)
  const line = createSlots(partsAtOnce)
  const persist = createPersistence({ platform, network })
  let lastId = 0

  async function attempt(job: Job): Promise<VersionId> {
    const { journey } = job
    const { signal } = job.control
    const onStatus = (status: UploadStatus) => setStatus(job, status)
    for (let count = 1; ; count++)
      try {
        return await sendFile(journey, {
          files,
          memory,
          owner: owner(),
          signal,
          partSize,
          onSent: (sent) => setSent(job, sent),
          persistently: (run) => line(() => persist({ run, signal, onStatus })),
        })
      } catch (error) {
        const taken = toFileError(error).code === 'exists'
        if (!taken || job.onConflict !== 'keep-both' || count > 99) throw error
        // An upload in parts is bound to its name.
        await discard(job)
        const { folder, name } = splitPath(job.wanted)
        journey.path = folder + numbered(name, count)
        change(job, { path: journey.path })
      }
  }

  /** Leaves nothing behind. It may fail, as when offline; then the bucket's lifecycle does it. */
  async function discard({ journey }: Job) {
    const { upload, parts } = journey
    journey.upload = undefined
    parts.clear()
    if (!upload) return
    memory.forget(upload.id)
    await files.abort(upload).catch(() => undefined)
  }

  function end(job: Job, error: unknown) {
    const { code } = toFileError(error)
    // A single request begins anew; parts that have arrived stay.
    const sent = job.journey.upload ? job.item.sent : 0
    if (job.stopped) change(job, { sent, status: job.stopped })
    else if (code !== 'exists') change(job, { sent, status: 'failed', code })
    else change(job, { sent, status: job.onConflict === 'skip' ? 'skipped' : 'conflict' })
  }

  function start(job: Job) {
    job.control = new AbortController()
    job.stopped = undefined
    change(job, { status: 'waiting' })
    const { signal } = job.control
    return turn(async () => {
      // Stopped, and perhaps begun again, while it waited.
      if (signal.aborted) return
      try {
        const version = await attempt(job)
        const replaces = job.journey.replace && version !== undefined
        const done = { status: 'done', sent: job.item.size } as const
        change(job, { ...done, ...(replaces && { replacement: version }) })
      } catch (error) {
        if (signal !== job.control.signal) return
        // One part has failed for good; the others need not arrive any more.
        job.control.abort()
        end(job, error)
      }
      if (job.item.status === 'cancelled' || job.item.status === 'skipped') await discard(job)
    })
  }

  function stop(job: Job, as: 'paused' | 'cancelled') {
    const active = isUnderWay(job.item)
    const waiting = job.item.status === 'waiting'
    job.stopped = as
    job.control.abort()
    if (waiting || !active) change(job, { status: as })
    if (as === 'cancelled' && (waiting || !active)) void discard(job)
  }

  return {
    /** Paths are below the person's own prefix. */
    add(
      chosen: readonly { readonly file: File; readonly path: string }[],
      onConflict: Conflict = 'ask',
    ): readonly UploadItem[] {
      const added = chosen.map((one) => createJob((lastId += 1), one, onConflict))
      for (const job of added) {
        jobs.set(job.item.id, job)
        void start(job)
      }
      return added.map(({ item }) => item)
    },

    pause: (ids: readonly number[]) =>
      each(ids, (job) => {
        if (isUnderWay(job.item)) stop(job, 'paused')
      }),

    /** Goes on with what was paused, and tries again what failed. */
    resume: (ids: readonly number[]) =>
      each(ids, (job) => {
        if (job.item.status === 'paused' || job.item.status === 'failed') void start(job)
      }),

    cancel: (ids: readonly number[]) =>
      each(ids, (job) => {
        if (job.item.status !== 'done') stop(job, 'cancelled')
      }),

    /** Answers what to do where the name is taken. */
    resolve: (ids: readonly number[], onConflict: Exclude<Conflict, 'ask'>) =>
      each(ids, (job) => {
        if (job.item.status !== 'conflict') return
        job.onConflict = onConflict
        job.journey.replace = onConflict === 'replace'
        if (onConflict === 'skip') {
          change(job, { status: 'skipped' })
          void discard(job)
        } else void start(job)
      }),

    /** What is over need not be remembered. */
    forget: (ids: readonly number[]) =>
      each(ids, ({ item }) => {
        if (!isUnderWay(item)) jobs.delete(item.id)
      }),

    isBusy,

    /** Everything stops, as when the person is gone. What has arrived stays, to go on with later. */
    close() {
      for (const job of jobs.values()) {
        job.stopped = 'paused'
        job.control.abort()
      }
      jobs.clear()
    },
  }
}
