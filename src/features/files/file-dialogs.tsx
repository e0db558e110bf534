import type { Entry, FileEntry } from '#src/aws/file-store/listing.ts'
import { splitPath } from '#src/aws/file-store/file-names.ts'
import { ConfirmDialog } from '#src/ui/confirm-dialog.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { useMakeFolderMutation } from './files-api.ts'
import type { FilesFailure } from './files-api.ts'
import type { Work } from './file-work.ts'
import { NameDialog } from './name-dialog.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import { ShareDialog } from './share-dialog.tsx'
import { shortName } from './split-name.ts'
import { TargetDialog } from './target-dialog.tsx'
import { useWork } from './use-work.ts'

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
  const doWork = useWork()
  const [makeFolder] = useMakeFolderMutation()
  if (!dialog) return null

  const work = (job: Work) => {
    onClose()
    onDone()
    void doWork(job)
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
          title={words.renameTitle(shortName(entry.name))}
          submitLabel={words.rename}
          initial={entry.name}
          {...{ folder, onClose }}
          taken={(name) => name !== entry.name && taken(name)}
          onSubmit={async (name) => {
            if (name === entry.name) onClose()
            else work({ kind: 'move', pairs: [{ from: entry.path, to: folder + name + suffix }] })
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
          onChoose={(target) => work({ kind: dialog.kind, pairs: pairs(dialog.entries, target) })}
        />
      )
    case 'remove': {
      const [first, ...more] = dialog.entries
      return (
        <ConfirmDialog
          danger
          title={
            first && more.length === 0
              ? words.removeOne(shortName(first.name))
              : words.removeTitle(dialog.entries.length)
          }
          confirmLabel={words.remove}
          onClose={onClose}
          onConfirm={() => work({ kind: 'remove', paths: dialog.entries.map(({ path }) => path) })}
        >
          {words.removeText}
        </ConfirmDialog>
      )
    }
    case 'share':
      return <ShareDialog path={dialog.path} name={dialog.name} onClose={onClose} />
    case 'preview':
      return <PreviewDialog file={dialog.file} {...{ onDownload, onClose }} />
  }
}
