import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'

import type { Access } from './access.ts'
import { toFileError } from './file-error.ts'
import { keyOf } from './file-names.ts'

export interface OwnFile {
  /** Below the person's own prefix. */
  readonly name: string
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly changedAt: number
}

/** In a request; each takes S3 a while, and somebody watches the number grow. */
const atOnce = 250

/**
 * The person's part of the bucket as a whole, by its bare keys: with what other tools put there
 * under names that this one would not allow.
 */
export function createWhole({ s3, identity, call }: Access, bucket: string) {
  async function* pages(signal: AbortSignal | undefined) {
    const Prefix = keyOf(await identity(), '')
    let token: string | undefined
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix,
          ...(token !== undefined && { ContinuationToken: token }),
        }),
        { ...(signal && { abortSignal: signal }) },
      )
      yield (page.Contents ?? []).map(({ Key = '', Size = 0, LastModified }): OwnFile => ({
        name: Key.slice(Prefix.length),
        bytes: Size,
        changedAt: LastModified?.getTime() ?? 0,
      }))
      token = page.NextContinuationToken
    } while (token !== undefined)
  }

  async function remove(names: readonly string[], signal: AbortSignal | undefined) {
    const Prefix = keyOf(await identity(), '')
    const { Errors: [failed] = [] } = await s3.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Objects: names.map((name) => ({ Key: Prefix + name })), Quiet: true },
      }),
      { ...(signal && { abortSignal: signal }) },
    )
    if (failed) throw toFileError({ name: failed.Code })
  }

  return {
    everything: (signal?: AbortSignal): Promise<readonly OwnFile[]> =>
      call(async () => {
        const found: OwnFile[] = []
        for await (const page of pages(signal)) found.push(...page)
        return found
      }),

    /** Begun anew it goes on with what is left. */
    removeEverything: (progress: (removed: number) => void, signal?: AbortSignal): Promise<void> =>
      call(async () => {
        let removed = 0
        for await (const page of pages(signal))
          for (let at = 0; at < page.length; at += atOnce) {
            const names = page.slice(at, at + atOnce).map(({ name }) => name)
            await remove(names, signal)
            progress((removed += names.length))
          }
      }),
  }
}
