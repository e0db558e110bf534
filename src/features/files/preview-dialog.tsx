import { useConfig } from '#src/app/config-context.ts'
import type { FileEntry } from '#src/aws/file-store/listing.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { DownloadIcon, FileIcon } from '#src/ui/icons.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { inMemory, kindOf } from './kind-of.ts'
import { Preview } from './preview.tsx'
import { shortName } from './split-name.ts'

interface Props {
  readonly file: FileEntry
  readonly onDownload: (path: string) => Promise<void>
  readonly onClose: () => void
}

export function PreviewDialog({ file, onDownload, onClose }: Props) {
  const words = useWords(english)
  const { files: limits } = useConfig()
  const shown = kindOf(file.name)
  const obstacle = () => {
    if (!shown) return 'none'
    if (file.size === 0) return 'empty'
    // Browsers on phones mostly hand PDFs to another app.
    if (shown.kind === 'pdf' && !navigator.pdfViewerEnabled) return 'noReader'
    return !limits.shareLinks && file.size > inMemory[shown.kind] ? 'tooLarge' : undefined
  }
  const why = obstacle()
  return (
    <Dialog
      title={shortName(file.name)}
      size="wide"
      lightDismiss
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.close}</Button>
          <Button
            variant="primary"
            icon={<DownloadIcon />}
            onClick={() => void onDownload(file.path)}
          >
            {words.download}
          </Button>
        </>
      }
    >
      {shown && !why ? (
        <Preview file={file} kind={shown.kind} type={shown.type} />
      ) : (
        <EmptyState icon={<FileIcon />} level={3} title={words.preview[why ?? 'none']} />
      )}
    </Dialog>
  )
}
