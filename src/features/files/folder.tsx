import { useState } from 'react'
import { useNavigate } from 'react-router-dom'

import { useConfig } from '#src/app/config-context.ts'
import type { Entry } from '#src/aws/file-store/listing.ts'
import { keepFocus } from '#src/ui/keep-focus.ts'
import { checkFiles } from './check-files.ts'
import type { Chosen, Refusal } from './check-files.ts'
import { DropOverlay } from './drop-overlay.tsx'
import { FileDialogs } from './file-dialogs.tsx'
import type { OpenDialog } from './file-dialogs.tsx'
import { useFilesDispatch } from './files-api.ts'
import { addUploads } from './files-thunks.ts'
import { FolderBar } from './folder-bar.tsx'
import { FolderBody } from './folder-body.tsx'
import { FolderHead } from './folder-head.tsx'
import { addressOf } from './folder-path.ts'
import { Refusals } from './refusals.tsx'
import { useSelection } from './selection.ts'
import { UploadPanel } from './upload-panel.tsx'
import { useDownload } from './use-download.ts'
import { useDrop } from './use-drop.ts'
import { useFolder } from './use-folder.ts'
import { usePickFiles } from './use-pick-files.tsx'
import { WorkPanel } from './work-panel.tsx'
import styles from './folder.module.css'

export type Layout = 'list' | 'grid'

/** What can be asked of a file or a folder. */
export interface FileActions {
  readonly open: (entry: Entry) => void
  readonly download: (entry: Entry) => void
  readonly share: (entry: Entry) => void
  readonly rename: (entry: Entry) => void
  readonly move: (entries: readonly Entry[]) => void
  readonly copy: (entries: readonly Entry[]) => void
  readonly remove: (entries: readonly Entry[]) => void
}

interface Props {
  readonly folder: string
  readonly layout: Layout
  readonly setLayout: (layout: Layout) => void
}

const none: readonly Entry[] = []

export function Folder({ folder, layout, setLayout }: Props) {
  const dispatch = useFilesDispatch()
  const navigate = useNavigate()
  const { files: limits } = useConfig()
  const view = useFolder(folder)
  const selection = useSelection(view.shown ?? none)
  const download = useDownload()
  const [dialog, setDialog] = useState<OpenDialog>()
  const [refused, setRefused] = useState<readonly Refusal[]>([])

  const upload = (chosen: readonly Chosen[]) => {
    const present = view.entries?.filter(({ kind }) => kind === 'file').length
    const checked = checkFiles(chosen, folder, limits, present)
    setRefused(checked.refused)
    if (checked.accepted.length > 0) void dispatch(addUploads(checked.accepted, folder))
  }
  const isOver = useDrop(upload)
  const { inputs, ...pick } = usePickFiles(upload)

  const act: FileActions = {
    open: (entry) =>
      entry.kind === 'folder'
        ? void navigate(addressOf(entry.path))
        : setDialog({ kind: 'preview', file: entry }),
    download: ({ path }) => void download(path),
    share: ({ path, name }) => setDialog({ kind: 'share', path, name }),
    rename: (entry) => setDialog({ kind: 'rename', entry }),
    move: (entries) => setDialog({ kind: 'move', entries }),
    copy: (entries) => setDialog({ kind: 'copy', entries }),
    remove: (entries) => setDialog({ kind: 'remove', entries }),
  }

  return (
    <div ref={keepFocus} className={styles.page}>
      <FolderHead {...{ folder, pick }} onNewFolder={() => setDialog({ kind: 'new-folder' })} />
      <FolderBar {...{ view, selection, layout, setLayout, act }} />
      {inputs}
      <Refusals refused={refused} onDismiss={() => setRefused([])} />
      <WorkPanel />
      <FolderBody {...{ view, selection, layout, act, pick }} />
      <UploadPanel />
      <FileDialogs
        {...{ folder, dialog }}
        siblings={view.entries ?? none}
        onDownload={download}
        onClose={() => setDialog(undefined)}
        onDone={selection.clear}
      />
      {isOver && <DropOverlay folder={folder} />}
    </div>
  )
}
