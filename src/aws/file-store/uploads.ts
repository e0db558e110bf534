import { backOff, pause } from '#src/aws/back-off.ts'
import type { Platform } from '#src/aws/platform.ts'

import { FileError, isTransient, toFileError } from './file-error.ts'
import { numbered, splitPath } from './file-names.ts'
import type { FileStore } from './file-store.ts'
import { partsAtOnce, sendFile } from './send-file.ts'
import type { Journey } from './send-file.ts'
import { createSlots } from './slots.ts'
import { createSpeedometer } from './speedometer.ts'
import { isUnderWay } from './upload-item.ts'
import type { Conflict, UploadItem, UploadReport, UploadStatus } from './upload-item.ts'
import { createUploadMemory } from './upload-memory.ts'

export type Uploads = ReturnType<typeof createUploads>

export interface Network {
  online(): boolean
  /** Runs once when the network is back; returns how to stop waiting. */
  onceOnline(run: () => void): () => void
}

interface Settings {
  readonly files: FileStore
  /** Of whoever is signed in; an upload that was begun is found again only by its owner. */
  readonly owner: () => string
  readonly platform: Pick<Platform, 'now' | 'after' | 'random' | 'local'>
  readonly network: Network
  readonly report: (report: UploadReport) => void
}

interface Job {
  item: UploadItem
  readonly journey: Journey
  readonly wanted: string
  onConflict: Conflict
  control: AbortController
  /** What the abort was for. */
  stopped: 'paused' | 'cancelled' | undefined
}

const filesAtOnce = 4
const mostAttempts = 7
/** As often as anybody can read a number that changes. */
const between = 150

/** The queue: it knows no page, and goes on while pages come and go. */
export function createUploads({ files, owner, platform, network, report }: Settings) {
  const jobs = new Map<number, Job>()
  const memory = createUploadMemory(platform.local, platform.now)
  const turn = createSlots(filesAtOnce)
  const line = createSlots(partsAtOnce)
  const speedometer = createSpeedometer(platform.now)
  const changed = new Set<number>()
  let telling = false
  let lastId = 0

  function tell() {
    if (telling) return
    telling = true
    platform.after(between, () => {
      telling = false
      const items = [...changed].flatMap((id) => jobs.get(id)?.item ?? [])
      changed.clear()
      const busy = [...jobs.values()].some(({ item }) => isUnderWay(item))
      if (!busy) speedometer.reset()
      report({ items, speed: speedometer.read() })
      if (busy) tell()
    })
  }

  function change(job: Job, values: Partial<UploadItem>) {
    const { code: _, ...before } = job.item
    job.item = { ...before, ...values }
    changed.add(job.item.id)
    tell()
  }

  const setStatus = (job: Job, status: UploadStatus) => {
    if (job.item.status !== status) change(job, { status })
  }

  const onSent = (job: Job, sent: number) => {
    speedometer.add(Math.max(0, sent - job.item.sent))
    change(job, { sent: Math.min(sent, job.item.size) })
  }

  function online(job: Job): Promise<void> {
    if (network.online()) return Promise.resolve()
    setStatus(job, 'offline')
    return new Promise((resolve) => {
      const stopWaiting = network.onceOnline(resolve)
      job.control.signal.addEventListener('abort', () => {
        stopWaiting()
        resolve()
      })
    })
  }

  const persistently = <T>(job: Job, run: () => Promise<T>): Promise<T> =>
    line(async () => {
      const { signal } = job.control
      for (let failures = 0; ;) {
        await online(job)
        if (signal.aborted) throw new FileError('cancelled')
        setStatus(job, 'running')
        try {
          return await run()
        } catch (error) {
          const failure = toFileError(error)
          if (signal.aborted || !isTransient(failure)) throw failure
          // Being offline is nobody's fault and may last as long as it likes.
          if (!network.online()) continue
          failures += 1
          if (failures >= mostAttempts) throw failure
          setStatus(job, 'retrying')
          await pause(platform, backOff(platform, failures))
        }
      }
    })

  async function attempt(job: Job): Promise<void> {
    const { journey, control } = job
    for (let count = 1; ; count++)
      try {
        return await sendFile(journey, {
          files,
          memory,
          owner: owner(),
          signal: control.signal,
          onSent: (sent) => onSent(job, sent),
          persistently: (run) => persistently(job, run),
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
    if (job.stopped) change(job, { status: job.stopped })
    else if (code !== 'exists') change(job, { status: 'failed', code })
    else if (job.onConflict === 'skip') change(job, { status: 'skipped' })
    else change(job, { status: 'conflict' })
    // A single request begins anew; parts that have arrived stay.
    if (!job.journey.upload) change(job, { ...statusOf(job), sent: 0 })
  }

  const statusOf = ({ item: { status, code } }: Job) => ({
    status,
    ...(code !== undefined && { code }),
  })

  function start(job: Job) {
    job.control = new AbortController()
    job.stopped = undefined
    change(job, { status: 'waiting' })
    const { signal } = job.control
    return turn(async () => {
      // Stopped, and perhaps begun again, while it waited.
      if (signal.aborted) return
      try {
        await attempt(job)
        change(job, { status: 'done', sent: job.item.size })
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

  const each = (ids: readonly number[], act: (job: Job) => void) => {
    for (const id of ids) {
      const job = jobs.get(id)
      if (job) act(job)
    }
  }

  return {
    /** Paths are below the person's own prefix. */
    add(
      chosen: readonly { readonly file: File; readonly path: string }[],
      onConflict: Conflict = 'ask',
    ): readonly UploadItem[] {
      const added = chosen.map(({ file, path }): Job => {
        const id = (lastId += 1)
        const item: UploadItem = { id, path, size: file.size, sent: 0, status: 'waiting' }
        const replace = onConflict === 'replace'
        const journey = { file, path, replace, upload: undefined, parts: new Map() }
        const control = new AbortController()
        return { item, journey, wanted: path, onConflict, control, stopped: undefined }
      })
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

    isBusy: () => [...jobs.values()].some(({ item }) => isUnderWay(item)),

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
