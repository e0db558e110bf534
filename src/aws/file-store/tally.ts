import { toFileError } from './file-error.ts'
import type { FileErrorCode } from './file-error.ts'

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

export interface Running {
  readonly signal?: AbortSignal
  readonly onAdvance?: (advance: Advance) => void
}

/** What fails is noted and the rest goes on, unless nothing can: nobody is signed in any more. */
export function tally({ onAdvance }: Running) {
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
