import { GetObjectCommand } from '@aws-sdk/client-s3'
import type { S3Client } from '@aws-sdk/client-s3'
import { inlineCodeOf } from '#infra/inline-code.ts'
import type { InlineCode } from '#infra/inline-code.ts'
import { prerendered } from '#infra/prerendered.ts'

/** Of the pages that are on AWS now. */
export async function servedInlineCode(s3: S3Client, bucket: string): Promise<InlineCode> {
  const keys = prerendered.map((path) => `${path}/index.html`.replace(/^\/+/, ''))
  return inlineCodeOf(await Promise.all(keys.map((key) => readPage(s3, bucket, key))))
}

async function readPage(s3: S3Client, Bucket: string, Key: string) {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }))
    return (await Body?.transformToString()) ?? ''
  } catch (error) {
    // Before the first upload, or after one that did not come that far.
    if ((error as Error).name === 'NoSuchKey') return ''
    throw error
  }
}
