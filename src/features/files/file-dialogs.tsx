import type { Entry, FileEntry } from '#src/aws/file-store/listing.ts'
import { splitPath } from '#src/aws/file-store/file-names.ts'
import { ConfirmDialog } from '#src/ui/confirm-dialog.tsx'
import { useToast } from '#src/ui/toaster.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { useFilesDispatch, useMakeFolderMutation } from './files-api.ts'
import type { FilesFailure } from './files-api.ts'
import { doWork } from './files-thunks.ts'
import type { Work } from './files-thunks.ts'
import { NameDialog } from './name-dialog.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import { ShareDialog } from './share-dialog.tsx'
import { TargetDialog } from './target-dialog.tsx'

export type OpenDialog =
  | { readonly kind: 'new-folder' }
  | { readonly kind: 'rename'; readonly entry: Entry }
  | { readonly kind: 'move' | 'copy'; readonly entries: readonly Entry[] }
  | { readonly kind: 'remove'; readonly entries: readonly Entry[] }
  | { readonly kind: 'share'; readonly path: string; readonly name: string }
  | { readonly kind: 'preview'; readonly file: FileEntry }

interface Props {
  readonly folder: string
  readonly dialog: OpenDialog | undefined
  readonly siblings: readonly Entry[]
  readonly onDownload: (path: string) => Promise<void>
  readonly onClose: () => void
  /** What was selected has been dealt with. */
  readonly onDone: () => void
}

export function FileDialogs({ folder, dialog, siblings, onDownload, onClose, onDone }: Props) {
  const words = useWords(english)
  const toast = useToast()
  const dispatch = useFilesDispatch()
  const [makeFolder] = useMakeFolderMutation()
  if (!dialog) return null

  const work = async (job: Work) => {
    onClose()
    onDone()
    const advance = await dispatch(doWork(job))
    if (!advance || advance.done === 0) return
    const text = words.work.done[job.kind](advance.done)
    if (job.kind !== 'remove') return toast({ text })
    toast({
      text,
      action: {
        label: words.work.undo,
        onSelect: () => void work({ kind: 'restore', paths: job.paths }),
      },
    })
  }
  const taken = (name: string) =>
    siblings.some((entry) => entry.name.normalize() === name.normalize())
  const pairs = (entries: readonly Entry[], target: string) =>
    entries.map(({ path }) => ({ from: path, to: target + splitPath(path).name }))

  switch (dialog.kind) {
    case 'new-folder':
      return (
        <NameDialog
          title={words.newFolder}
          submitLabel={words.create}
          {...{ folder, taken, onClose }}
          onSubmit={async (name) => {
            const { error } = await makeFolder(`${folder}${name}/`)
            if (error) return (error as FilesFailure).code
            onClose()
            return undefined
          }}
        />
      )
    case 'rename': {
      const { entry } = dialog
      const suffix = entry.kind === 'folder' ? '/' : ''
      return (
        <NameDialog
          title={words.renameTitle(entry.name)}
          submitLabel={words.rename}
          initial={entry.name}
          {...{ folder, onClose }}
          taken={(name) => name !== entry.name && taken(name)}
          onSubmit={async (name) => {
            if (name === entry.name) onClose()
            else
              void work({
                kind: 'move',
                pairs: [{ from: entry.path, to: folder + name + suffix }],
              })
            return undefined
          }}
        />
      )
    }
    case 'move':
    case 'copy':
      return (
        <TargetDialog
          kind={dialog.kind}
          from={folder}
          entries={dialog.entries}
          onClose={onClose}
          onChoose={(target) =>
            void work({ kind: dialog.kind, pairs: pairs(dialog.entries, target) })
          }
        />
      )
    case 'remove':
      return (
        <ConfirmDialog
          danger
          title={words.removeTitle(dialog.entries.length)}
          confirmLabel={words.remove}
          onClose={onClose}
          onConfirm={() =>
            void work({ kind: 'remove', paths: dialog.entries.map(({ path }) => path) })
          }
        >
          {words.removeText}
        </ConfirmDialog>
      )
    case 'share':
      return <ShareDialog path={dialog.path} name={dialog.name} onClose={onClose} />
    case 'preview':
      return <PreviewDialog file={dialog.file} {...{ onDownload, onClose }} />
  }
}
