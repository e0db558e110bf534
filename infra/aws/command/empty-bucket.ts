import { DeleteObjectsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import type { ObjectIdentifier, S3Client } from '@aws-sdk/client-s3'
import { CommandError } from './run-command.ts'

/** Every version and every delete marker; a bucket that is not there is as empty as can be. */
export async function emptyBucket(s3: S3Client, Bucket: string): Promise<number> {
  let removed = 0
  for (;;) {
    const Objects = await firstVersions(s3, Bucket)
    if (Objects.length === 0) return removed
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
    )
    const [first] = Errors
    if (first)
      throw new CommandError(
        `${Bucket} could not be emptied: ${first.Key ?? 'an object'}: ${first.Message ?? first.Code ?? 'no reason given'}.`,
      )
    removed += Objects.length
  }
}

async function firstVersions(s3: S3Client, Bucket: string): Promise<ObjectIdentifier[]> {
  try {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(
      new ListObjectVersionsCommand({ Bucket, MaxKeys: 1000 }),
    )
    return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }))
  } catch (error) {
    if ((error as Error).name === 'NoSuchBucket') return []
    throw error
  }
}
