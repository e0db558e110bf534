import { useEffect, useState } from 'react'

import { useConfig } from '#src/app/config-context.ts'
import type { FileEntry } from '#src/aws/file-store/listing.ts'
import { FileIcon } from '#src/ui/icons.tsx'
import { useFilesDispatch } from './files-api.ts'
import { withFiles } from './files-thunks.ts'
import { kindOf } from './kind-of.ts'
import styles from './thumbnail.module.css'

/** Larger ones would cost more than they show. */
const most = 8 * 1024 ** 2

/** An image of the file itself; an `img` runs nothing. */
export function Thumbnail({ file }: { readonly file: FileEntry }) {
  const dispatch = useFilesDispatch()
  const { files: limits } = useConfig()
  const [address, setAddress] = useState<string>()
  const { path, size, name } = file
  const found = kindOf(name)
  const isImage = found?.kind === 'image' && size <= most && limits.shareLinks
  const type = isImage ? found.type : undefined

  useEffect(() => {
    if (type === undefined) return
    let isWanted = true
    dispatch(withFiles((files) => files.link(path, { seconds: 900, type }))).then(
      (link) => isWanted && setAddress(link.address),
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [dispatch, path, type])

  return address === undefined ? (
    <FileIcon />
  ) : (
    <img
      src={address}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      className={styles.thumbnail}
      onError={() => setAddress(undefined)}
    />
  )
}
