import type { S3Client } from '@aws-sdk/client-s3'

import { FileError, toFileError } from './file-error.ts'

/** What every part of the file store needs. */
export interface Access {
  readonly s3: S3Client
  /** Of whoever is signed in now; the prefix of their files. */
  readonly identity: () => Promise<string>
  /** Runs a call so that only a FileError leaves. */
  readonly call: <T>(run: () => Promise<T>) => Promise<T>
}

export async function call<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw toFileError(error)
  }
}

export const cancelled = (signal: AbortSignal | undefined) => {
  if (signal?.aborted) throw new FileError('cancelled', { cause: signal.reason })
}
