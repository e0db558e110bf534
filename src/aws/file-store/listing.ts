import { ListObjectsV2Command, ListObjectVersionsCommand } from '@aws-sdk/client-s3'

import { FileError } from './file-error.ts'
import { accountFolder, isFolder, keyOf, splitPath } from './file-names.ts'
import type { Access } from './access.ts'

export interface FolderEntry {
  readonly kind: 'folder'
  readonly path: string
  readonly name: string
}
export interface FileEntry {
  readonly kind: 'file'
  readonly path: string
  readonly name: string
  readonly size: number
  /** Milliseconds. */
  readonly modified: number
}
export type Entry = FolderEntry | FileEntry

export interface Page {
  readonly entries: readonly Entry[]
  readonly next: string | undefined
}

export interface StoredFile {
  readonly path: string
  readonly size: number
}

/** A file that was deleted: the marker that stands for it, and what it was before. */
export interface Gone {
  readonly path: string
  readonly marker: string
  readonly version: string
}

interface VersionMarkers {
  readonly KeyMarker?: string
  readonly VersionIdMarker?: string | undefined
  readonly MaxKeys?: number
}

/** Half of what S3 would give: the SDK reads a page in one go, and the screen waits meanwhile. */
const pageSize = 500

/** Reading what there is. Paths are below the person's own prefix; folders end with a slash. */
export function createListing({ s3, identity, call }: Access, bucket: string) {
  /** One page of a folder. */
  const list = (folder: string, token?: string, signal?: AbortSignal): Promise<Page> =>
    call(async () => {
      const prefix = keyOf(await identity(), folder)
      const answer = await s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          Delimiter: '/',
          MaxKeys: pageSize,
          ...(token !== undefined && { ContinuationToken: token }),
        }),
        { ...(signal && { abortSignal: signal }) },
      )
      const below = (key: string) => folder + key.slice(prefix.length)
      const folders = (answer.CommonPrefixes ?? []).map(({ Prefix = '' }): FolderEntry => {
        const path = below(Prefix)
        return { kind: 'folder', path, name: splitPath(path).name.slice(0, -1) }
      })
      const files = (answer.Contents ?? [])
        // The folder's own, empty object.
        .filter(({ Key }) => Key !== prefix)
        .map(({ Key = '', Size = 0, LastModified }): FileEntry => {
          const path = below(Key)
          const modified = LastModified?.getTime() ?? 0
          return { kind: 'file', path, name: splitPath(path).name, size: Size, modified }
        })
      const shown = folders.filter(({ path }) => path !== accountFolder)
      return { entries: [...shown, ...files], next: answer.NextContinuationToken }
    })

  /** Everything below a folder, the folders' own objects included, a thousand at a time. */
  async function* walk(folder: string, signal?: AbortSignal): AsyncGenerator<StoredFile[]> {
    let token: string | undefined
    do {
      const [found, next] = await call(async () => {
        const prefix = keyOf(await identity(), folder)
        const answer = await s3.send(
          new ListObjectsV2Command({
            Bucket: bucket,
            Prefix: prefix,
            ...(token !== undefined && { ContinuationToken: token }),
          }),
          { ...(signal && { abortSignal: signal }) },
        )
        const files = (answer.Contents ?? []).map(({ Key = '', Size = 0 }) => ({
          path: folder + Key.slice(prefix.length),
          size: Size,
        }))
        return [files, answer.NextContinuationToken] as const
      })
      yield found
      token = next
    } while (token !== undefined)
  }

  const versionsOf = (prefix: string, after: VersionMarkers, signal?: AbortSignal) =>
    call(() =>
      s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...after }), {
        ...(signal && { abortSignal: signal }),
      }),
    )

  /** Whether a file was gone already when the marker was put. */
  async function wasGone(key: string, marker: string, signal?: AbortSignal) {
    const next = { KeyMarker: key, VersionIdMarker: marker, MaxKeys: 1 }
    const { DeleteMarkers = [] } = await versionsOf(key, next, signal)
    return DeleteMarkers.length > 0
  }

  /** What is not there now under a path, and was until it was deleted last. */
  async function* deleted(path: string, signal?: AbortSignal): AsyncGenerator<readonly Gone[]> {
    const prefix = keyOf(await identity(), path)
    const markers = new Map<string, string>()
    /** Of the marker behind the newest. */
    const earlier = new Map<string, number>()
    for (let after: VersionMarkers | undefined = {}; after;) {
      const answer = await versionsOf(prefix, after, signal)
      for (const { Key = '', VersionId, IsLatest, LastModified } of answer.DeleteMarkers ?? [])
        if (IsLatest && VersionId !== undefined) markers.set(Key, VersionId)
        else if (!earlier.has(Key)) earlier.set(Key, LastModified?.getTime() ?? 0)
      const gone: Gone[] = []
      // Newest first, as S3 lists them.
      for (const { Key = '', VersionId: version, LastModified } of answer.Versions ?? []) {
        const marker = markers.get(Key)
        if (marker === undefined || version === undefined) continue
        markers.delete(Key)
        if (!isFolder(path) && Key !== prefix) continue
        // Markers and versions come apart, and their times are in whole seconds.
        const since = (earlier.get(Key) ?? 0) - (LastModified?.getTime() ?? 0)
        if (since > 0 || (since === 0 && (await wasGone(Key, marker, signal)))) continue
        gone.push({ path: path + Key.slice(prefix.length), marker, version })
      }
      yield gone
      const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = answer
      // Of all keys that begin so that of a file comes first; the others are none of its.
      const isOver = !IsTruncated || (!isFolder(path) && KeyMarker !== prefix)
      after = isOver || KeyMarker === undefined ? undefined : { KeyMarker, VersionIdMarker }
    }
  }

  return {
    list,
    walk,
    deleted,

    /**
     * Asked of the listing: HEAD answers 403 for what is missing, because the right to list is
     * tied to a prefix, and such a request has none.
     */
    exists: (path: string, signal?: AbortSignal): Promise<boolean> =>
      call(async () => {
        const key = keyOf(await identity(), path)
        const { Contents } = await s3.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }),
          { ...(signal && { abortSignal: signal }) },
        )
        return Contents?.[0]?.Key === key
      }),

    /** What a version took the place of, and the ETag by which that version is still the newest. */
    replaced: (
      path: string,
      version: string,
      signal?: AbortSignal,
    ): Promise<{ readonly version: string; readonly etag: string }> =>
      call(async () => {
        const key = keyOf(await identity(), path)
        // Of all keys that begin so, the bare one comes first, and of its versions the newest.
        const { Versions = [] } = await s3.send(
          new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, MaxKeys: 2 }),
          { ...(signal && { abortSignal: signal }) },
        )
        const [newest, before] = Versions.filter(({ Key }) => Key === key)
        if (newest?.VersionId !== version || !newest.IsLatest || newest.ETag === undefined)
          throw new FileError('changed-since')
        if (before?.VersionId === undefined) throw new FileError('not-found')
        return { version: before.VersionId, etag: newest.ETag }
      }),
  }
}
