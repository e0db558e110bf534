import { useState } from 'react'
import { useLocation } from 'react-router-dom'

import { paths } from '#src/paths.ts'
import { ButtonLink } from '#src/ui/button.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { FolderIcon } from '#src/ui/icons.tsx'
import { PageTitle } from '#src/ui/page-title.tsx'
import { Toaster } from '#src/ui/toaster.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { Folder } from './folder.tsx'
import type { Layout } from './folder.tsx'
import { ancestors, folderOf } from './folder-path.ts'
import { useFilesState } from './use-files.ts'

export function FilesPage() {
  const words = useWords(english)
  const { pathname } = useLocation()
  const isReady = useFilesState()
  const [layout, setLayout] = useState<Layout>('list')
  const folder = folderOf(pathname)
  const [name] = ancestors(folder ?? '').at(-1) ?? [words.title]
  if (!isReady) return null
  return (
    <Toaster>
      <PageTitle>{folder === undefined ? words.missing.title : name}</PageTitle>
      {folder === undefined ? (
        <EmptyState
          level={1}
          icon={<FolderIcon />}
          title={words.missing.title}
          actions={<ButtonLink to={paths.files}>{words.missing.onward}</ButtonLink>}
        >
          {words.missing.text}
        </EmptyState>
      ) : (
        <Folder key={folder} {...{ folder, layout, setLayout }} />
      )}
    </Toaster>
  )
}
