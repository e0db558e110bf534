import type { AccountSettings } from './account-settings.ts'
import { AuthError } from './auth-error.ts'
import { toAuthError } from './to-auth-error.ts'

export interface OwnFile {
  /** Below the person's own prefix. */
  readonly name: string
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly changedAt: number
}

export type AccountFiles = ReturnType<typeof createAccountFiles>

const atOnce = 6

const abortable = (signal: AbortSignal | undefined) => (signal ? { abortSignal: signal } : {})

/** The person's part of the bucket as a whole: what is in it, and getting rid of all of it. */
export function createAccountFiles({ clock, config, identityPool }: AccountSettings) {
  const { bucket: Bucket, endpoints, region } = config

  async function open() {
    const [{ DeleteObjectCommand, ListObjectsV2Command, S3Client }, identities] = await Promise.all(
      [import('@aws-sdk/client-s3'), identityPool()],
    )
    const { identityId } = await identities.credentials()
    const client = new S3Client({
      region,
      credentials: () => identities.credentials(),
      systemClockOffset: clock.offset(),
      ...(endpoints ? { endpoint: endpoints.s3, forcePathStyle: true } : {}),
    })
    const Prefix = `private/${identityId}/`

    return {
      close: () => client.destroy(),
      async list(signal: AbortSignal | undefined, most = Infinity) {
        const found: OwnFile[] = []
        let ContinuationToken: string | undefined
        do {
          const page = await client.send(
            new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }),
            abortable(signal),
          )
          for (const { Key = '', Size = 0, LastModified } of page.Contents ?? [])
            found.push({
              name: Key.slice(Prefix.length),
              bytes: Size,
              changedAt: LastModified?.getTime() ?? 0,
            })
          ContinuationToken = page.NextContinuationToken
        } while (ContinuationToken !== undefined && found.length < most)
        return found
      },
      remove: (name: string, signal: AbortSignal | undefined) =>
        client.send(new DeleteObjectCommand({ Bucket, Key: Prefix + name }), abortable(signal)),
    }
  }

  type Bucket = Awaited<ReturnType<typeof open>>

  async function within<T>(act: (own: Bucket) => Promise<T>, signal: AbortSignal | undefined) {
    try {
      const own = await open()
      return await act(own).finally(() => own.close())
    } catch (error) {
      if (signal?.aborted) throw new AuthError('aborted', { cause: error })
      throw failureOf(error)
    }
  }

  return {
    list: (signal?: AbortSignal) => within((own) => own.list(signal), signal),

    /** Begun anew it goes on with what is left. */
    deleteEverything: (progress: (deleted: number) => void, signal?: AbortSignal) =>
      within(async (own) => {
        let deleted = 0
        for (;;) {
          const left = await own.list(signal, 1000)
          if (left.length === 0) return
          for (let at = 0; at < left.length; at += atOnce) {
            const some = left.slice(at, at + atOnce)
            await Promise.all(some.map(({ name }) => own.remove(name, signal)))
            progress((deleted += some.length))
          }
        }
      }, signal),
  }
}

/** S3 has names of its own; the status says all that matters here. */
function failureOf(error: unknown): AuthError {
  const { $metadata: { httpStatusCode: status = 0 } = {} } = error as {
    $metadata?: { httpStatusCode?: number }
  }
  if (status === 503 || status === 429) return new AuthError('throttled', { cause: error })
  if (status >= 500) return new AuthError('server', { cause: error })
  if (status === 403) return new AuthError('not-allowed', { cause: error })
  return toAuthError(error)
}
