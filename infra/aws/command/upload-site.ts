import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import type { S3Client } from '@aws-sdk/client-s3'
import { readFile } from 'node:fs/promises'
import { revalidated, siteFiles } from './site-files.ts'
import type { SiteFile } from './site-files.ts'

interface Upload {
  readonly s3: S3Client
  readonly bucket: string
  readonly dist: string
  /** The text of config.json. */
  readonly config: string
}

const atOnce = 8

/**
 * Hashed files first, then config.json, then the pages, so that nobody is given a page whose files
 * are not there yet. Old hashed files stay: a tab that was open before still loads its parts.
 */
export async function uploadSite({ s3, bucket, dist, config }: Upload) {
  const files = await siteFiles(dist)
  const there = await keysOf(s3, bucket, 'assets/')
  const assets = files.filter(({ immutable, key }) => immutable && !there.has(key))
  const pages = files.filter(({ key }) => key.endsWith('.html'))
  const others = files.filter(({ immutable, key }) => !immutable && !key.endsWith('.html'))

  const put = async ({ key, path, compressed, contentType, cacheControl }: SiteFile) => {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: await readFile(compressed ?? path),
        ContentType: contentType,
        // To everybody: scripts and styles are for browsers, and those that can run this app take it.
        ...(compressed !== undefined && { ContentEncoding: 'br' }),
        CacheControl: cacheControl,
      }),
    )
  }
  await inParallel(assets, put)
  await inParallel(others, put)
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: 'config.json',
      Body: config,
      ContentType: 'application/json; charset=utf-8',
      CacheControl: revalidated,
    }),
  )
  await inParallel(pages, put)
  return { uploaded: assets.length + others.length + pages.length + 1, kept: there.size }
}

async function keysOf(s3: S3Client, Bucket: string, Prefix: string) {
  const keys = new Set<string>()
  let ContinuationToken: string | undefined
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }))
    for (const { Key } of page.Contents ?? []) if (Key) keys.add(Key)
    ContinuationToken = page.NextContinuationToken
  } while (ContinuationToken)
  return keys
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>) {
  const waiting = [...items]
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
