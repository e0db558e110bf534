import type { IdentityPool } from '#src/aws/identity-pool.ts'
import type { Config } from '#src/config.ts'

import { call } from './access.ts'
import { createChanging } from './changing.ts'
import { createListing } from './listing.ts'
import { createReading } from './reading.ts'
import { createRemoving } from './removing.ts'
import { createS3Client } from './s3-client.ts'
import type { UploadProgress } from './http-handler.ts'
import { createWhole } from './whole.ts'
import { createWriting } from './writing.ts'

export type FileStore = ReturnType<typeof createFileStore>

interface Settings {
  readonly config: Pick<Config, 'bucket' | 'region' | 'endpoints' | 'files'>
  readonly identityPool: IdentityPool
  /** The device's time, in milliseconds. */
  readonly now: () => number
}

/** The part of the bucket that belongs to whoever is signed in. */
export function createFileStore({ config, identityPool, now }: Settings) {
  const progress: UploadProgress = new WeakMap()
  const { bucket } = config
  const s3 = createS3Client({ config, identityPool, progress, now })
  const access = {
    s3,
    call,
    identity: async () => (await identityPool.credentials()).identityId,
  }
  const listing = createListing(access, bucket)
  const writing = createWriting(access, bucket, progress)
  const end = async () => (await identityPool.credentials()).expiration.getTime()

  return {
    ...listing,
    ...writing,
    ...createReading(access, bucket, end, now),
    ...createWhole(access, bucket),
    ...createChanging(access, bucket, listing),
    ...createRemoving(access, bucket, listing),
    makeFolder: (path: string) => writing.put(path, new Blob([]), { replace: false }),
  }
}
