import { useState } from 'react'

import type { Entry } from '#src/aws/file-store/listing.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { FolderIcon } from '#src/ui/icons.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Skeleton } from '#src/ui/skeleton.tsx'
import { RetryNotice } from '#src/ui/try-again.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { useFolderInfiniteQuery } from './files-api.ts'
import type { FilesFailure } from './files-api.ts'
import { Breadcrumbs } from './breadcrumbs.tsx'
import styles from './target-dialog.module.css'

interface Props {
  readonly kind: 'move' | 'copy'
  readonly from: string
  readonly entries: readonly Entry[]
  readonly onChoose: (target: string) => void
  readonly onClose: () => void
}

/** Walks through the folders until one is chosen. */
export function TargetDialog({ kind, from, entries, onChoose, onClose }: Props) {
  const words = useWords(english)
  const [at, setAt] = useState('')
  const { data, error, hasNextPage, fetchNextPage, refetch, isFetching } =
    useFolderInfiniteQuery(at)
  const folders = data?.pages
    .flatMap((page) => page.entries)
    .filter((entry) => entry.kind === 'folder')
  const inside = entries.some(({ kind: what, path }) => what === 'folder' && at.startsWith(path))

  return (
    <Dialog
      title={words.chooseTarget[kind]}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" disabled={inside || at === from} onClick={() => onChoose(at)}>
            {words.here}
          </Button>
        </>
      }
    >
      <Breadcrumbs folder={at} onChoose={setAt} />
      {inside && <Notice tone="warning">{words.targetSelf}</Notice>}
      {error && (
        <RetryNotice onRetry={() => void refetch()}>
          {words.errors[(error as FilesFailure).code]}
        </RetryNotice>
      )}
      {!folders && isFetching && <Skeleton label={words.loading} />}
      {folders && (
        <ul className={styles.folders}>
          {folders.map(({ path, name }) => (
            <li key={path}>
              <Button variant="quiet" wide icon={<FolderIcon />} onClick={() => setAt(path)}>
                {name}
              </Button>
            </li>
          ))}
          {folders.length === 0 && !hasNextPage && (
            <li className={styles.none}>{words.noFolders}</li>
          )}
          {hasNextPage && (
            <li>
              <Button size="small" pending={isFetching} onClick={() => void fetchNextPage()}>
                {words.moreFolders}
              </Button>
            </li>
          )}
        </ul>
      )}
    </Dialog>
  )
}
