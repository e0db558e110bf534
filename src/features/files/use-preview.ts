import { useEffect, useState } from 'react'

import { useConfig } from '#src/app/config-context.ts'
import type { FileError, FileErrorCode } from '#src/aws/file-store/file-error.ts'
import { toFileError } from '#src/aws/file-store/file-error.ts'
import type { FileStore } from '#src/aws/file-store/file-store.ts'
import type { FileEntry } from '#src/aws/file-store/listing.ts'
import { useFilesDispatch } from './files-api.ts'
import { withFiles } from './files-thunks.ts'
import { textLimit } from './kind-of.ts'
import type { PreviewKind } from './kind-of.ts'

type Loaded =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly code: FileErrorCode | 'unreadable' }
  | { readonly status: 'text'; readonly text: string }
  | { readonly status: 'shown'; readonly address: string }

/** For how long the address is good, at most: it ends with the credentials that sign it. */
const seconds = 3600

/**
 * An address in the bucket, read by the browser as it needs it, under a type of our choosing: never
 * what the file was uploaded as. Where settings forbid such addresses, the file itself, in memory.
 */
export function usePreview({ path }: FileEntry, kind: PreviewKind, type: string) {
  const dispatch = useFilesDispatch()
  const { files: limits } = useConfig()
  const [loaded, setLoaded] = useState<Loaded>({ status: 'loading' })
  const [wanted, setWanted] = useState<{ readonly reason: boolean }>({ reason: false })

  useEffect(() => {
    const control = new AbortController()
    const { signal } = control
    let held: string | undefined

    const load = async (files: FileStore): Promise<Loaded> => {
      if (wanted.reason) {
        await files.read(path, { signal, first: 1 })
        return { status: 'failed', code: 'unreadable' }
      }
      if (kind === 'text') {
        const bytes = await files.read(path, { signal, first: textLimit })
        return { status: 'text', text: await bytes.text() }
      }
      if (!limits.shareLinks) {
        const bytes = await files.read(path, { signal })
        if (!signal.aborted) held = URL.createObjectURL(bytes.slice(0, bytes.size, type))
        return { status: 'shown', address: held ?? '' }
      }
      // A frame does not tell that what it shows is a refusal.
      if (kind === 'pdf') await files.read(path, { signal, first: 1 })
      const { address } = await files.link(path, { seconds, type })
      return { status: 'shown', address }
    }

    /** S3 refuses what is missing, too: the right to list, which it asks for then, has a prefix. */
    const why = async (files: FileStore, { code }: FileError) =>
      code === 'forbidden' && !(await files.exists(path, signal)) ? 'not-found' : code

    const tell = (files: FileStore) =>
      load(files).catch(async (error: unknown): Promise<Loaded> => ({
        status: 'failed',
        code: await why(files, toFileError(error)),
      }))

    dispatch(withFiles(tell)).then(
      (found) => !signal.aborted && setLoaded(found),
      (error: unknown) => {
        if (!signal.aborted) setLoaded({ status: 'failed', code: toFileError(error).code })
      },
    )
    return () => {
      control.abort()
      if (held !== undefined) URL.revokeObjectURL(held)
    }
  }, [dispatch, path, kind, type, limits.shareLinks, wanted])

  return {
    loaded,
    load: () => {
      setLoaded((before) => (before.status === 'failed' ? { status: 'loading' } : before))
      setWanted({ reason: false })
    },
    /** An element does not say why it cannot show something; the bucket may. */
    broke: () => setWanted({ reason: true }),
  }
}
