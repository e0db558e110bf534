import type { FileErrorCode } from './file-error.ts'

export type UploadStatus =
  | 'waiting'
  | 'running'
  /** After something that may pass: the network, a busy server. */
  | 'retrying'
  | 'offline'
  | 'paused'
  /** Something of this name is there; somebody has to say what to do. */
  | 'conflict'
  | 'done'
  | 'failed'
  | 'skipped'
  | 'cancelled'

/** What to do where a name is taken. */
export type Conflict = 'ask' | 'replace' | 'keep-both' | 'skip'

export interface UploadItem {
  readonly id: number
  readonly path: string
  readonly size: number
  readonly sent: number
  readonly status: UploadStatus
  readonly code?: FileErrorCode
  /** The version that took the place of another, which is brought back by it. */
  readonly replacement?: string
}

export interface UploadReport {
  /** Those that changed. */
  readonly items: readonly UploadItem[]
  /** Bytes a second, over the last few; 0 while nothing is under way. */
  readonly speed: number
}

const unfinished: ReadonlySet<UploadStatus> = new Set(['waiting', 'running', 'retrying', 'offline'])

/** Would be lost if the page were closed now. */
export const isUnderWay = ({ status }: Pick<UploadItem, 'status'>) => unfinished.has(status)
