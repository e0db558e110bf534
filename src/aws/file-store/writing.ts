import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'

import type { Access } from './access.ts'
import { checksumOf } from './checksum.ts'
import { FileError } from './file-error.ts'
import { keyOf } from './file-names.ts'
import type { UploadProgress } from './http-handler.ts'

export interface SendOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (sent: number) => void
}

export interface Part {
  readonly number: number
  readonly etag: string
  /** CRC-32 in base64, which S3 has checked against what arrived. */
  readonly checksum: string
}

export interface Upload {
  readonly path: string
  readonly id: string
}

/** Of what has been written; undefined where the bucket keeps no versions. */
export type VersionId = string | undefined

export function createWriting(
  { s3, identity, call }: Access,
  bucket: string,
  progress: UploadProgress,
) {
  const at = async (path: string) => ({ Bucket: bucket, Key: keyOf(await identity(), path) })
  const options = (signal: AbortSignal | undefined) => ({ ...(signal && { abortSignal: signal }) })
  const condition = (replace: boolean) => (replace ? {} : { IfNoneMatch: '*' })

  const watched = (body: Blob, onProgress: SendOptions['onProgress']) => {
    if (onProgress) progress.set(body, onProgress)
    return body
  }

  return {
    /** In one request: files of a few megabytes, and the empty objects that folders are. */
    put: (
      path: string,
      blob: Blob,
      { replace, type, signal, onProgress }: SendOptions & { replace: boolean; type?: string },
    ): Promise<VersionId> =>
      call(async () => {
        const where = await at(path)
        const checksum = await checksumOf(blob)
        const { VersionId: version } = await s3.send(
          new PutObjectCommand({
            ...where,
            ...condition(replace),
            // The same file may be under way to another place.
            Body: watched(blob.slice(0, blob.size, blob.type), onProgress),
            ContentLength: blob.size,
            ContentType: type || 'application/octet-stream',
            ChecksumCRC32: checksum,
          }),
          options(signal),
        )
        return version
      }),

    begin: (path: string, type: string, signal?: AbortSignal): Promise<Upload> =>
      call(async () => {
        const { UploadId } = await s3.send(
          new CreateMultipartUploadCommand({
            ...(await at(path)),
            ContentType: type || 'application/octet-stream',
            ChecksumAlgorithm: 'CRC32',
            // Of the file as it was chosen, not of the checksums of its parts.
            ChecksumType: 'FULL_OBJECT',
          }),
          options(signal),
        )
        if (UploadId === undefined) throw new FileError('server')
        return { path, id: UploadId }
      }),

    sendPart: (
      { path, id }: Upload,
      number: number,
      blob: Blob,
      checksum: string,
      { signal, onProgress }: SendOptions,
    ): Promise<Part> =>
      call(async () => {
        const { ETag } = await s3.send(
          new UploadPartCommand({
            ...(await at(path)),
            UploadId: id,
            PartNumber: number,
            Body: watched(blob, onProgress),
            ContentLength: blob.size,
            ChecksumCRC32: checksum,
          }),
          options(signal),
        )
        if (ETag === undefined) throw new FileError('server')
        return { number, etag: ETag, checksum }
      }),

    /** What of an upload has arrived; `not-found` where there is no such upload any more. */
    partsOf: ({ path, id }: Upload, signal?: AbortSignal): Promise<ReadonlyMap<number, Part>> =>
      call(async () => {
        const found = new Map<number, Part>()
        let marker: string | undefined
        do {
          const answer = await s3.send(
            new ListPartsCommand({
              ...(await at(path)),
              UploadId: id,
              ...(marker !== undefined && { PartNumberMarker: marker }),
            }),
            options(signal),
          )
          for (const { PartNumber: number, ETag: etag, ChecksumCRC32 } of answer.Parts ?? [])
            if (number !== undefined && etag !== undefined)
              found.set(number, { number, etag, checksum: ChecksumCRC32 ?? '' })
          marker = answer.IsTruncated ? answer.NextPartNumberMarker : undefined
        } while (marker !== undefined)
        return found
      }),

    finish: (
      { path, id }: Upload,
      parts: readonly Part[],
      { replace, signal }: { replace: boolean; signal?: AbortSignal },
    ): Promise<VersionId> =>
      call(async () => {
        const { VersionId: version } = await s3.send(
          new CompleteMultipartUploadCommand({
            ...(await at(path)),
            ...condition(replace),
            UploadId: id,
            ChecksumType: 'FULL_OBJECT',
            MultipartUpload: {
              Parts: parts
                .toSorted((a, b) => a.number - b.number)
                .map(({ number, etag, checksum }) => ({
                  PartNumber: number,
                  ETag: etag,
                  ChecksumCRC32: checksum,
                })),
            },
          }),
          options(signal),
        )
        return version
      }),

    /** Without it the parts would stay, unseen and paid for. */
    abort: ({ path, id }: Upload): Promise<void> =>
      call(async () => {
        await s3.send(new AbortMultipartUploadCommand({ ...(await at(path)), UploadId: id }))
      }),
  }
}
