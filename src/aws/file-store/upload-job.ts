import type { Journey } from './send-file.ts'
import type { Conflict, UploadItem } from './upload-item.ts'

export interface Job {
  item: UploadItem
  readonly journey: Journey
  /** The path that was asked for; with `keep-both` the file may get another. */
  readonly wanted: string
  onConflict: Conflict
  control: AbortController
  /** What the abort was for. */
  stopped: 'paused' | 'cancelled' | undefined
}

interface Chosen {
  readonly file: File
  readonly path: string
}

export function createJob(id: number, { file, path }: Chosen, onConflict: Conflict): Job {
  const replace = onConflict === 'replace'
  return {
    item: { id, path, size: file.size, sent: 0, status: 'waiting' },
    journey: { file, path, replace, upload: undefined, parts: new Map() },
    wanted: path,
    onConflict,
    control: new AbortController(),
    stopped: undefined,
  }
}
