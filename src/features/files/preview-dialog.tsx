import { useEffect, useState } from 'react'

import type { FileEntry } from '#src/aws/file-store/listing.ts'
import { toFileError } from '#src/aws/file-store/file-error.ts'
import type { FileErrorCode } from '#src/aws/file-store/file-error.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { DownloadIcon, FileIcon } from '#src/ui/icons.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Spinner } from '#src/ui/spinner.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { useFilesDispatch } from './files-api.ts'
import { withFiles } from './files-thunks.ts'
import { kindOf, previewLimit, textLimit } from './kind-of.ts'
import type { PreviewKind } from './kind-of.ts'
import styles from './files.module.css'

type Loaded =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly code: FileErrorCode }
  | { readonly status: 'text'; readonly text: string }
  | { readonly status: 'shown'; readonly address: string }

interface Props {
  readonly file: FileEntry
  readonly onDownload: (path: string) => Promise<void>
  readonly onClose: () => void
}

export function PreviewDialog({ file, onDownload, onClose }: Props) {
  const words = useWords(english)
  const found = kindOf(file.name)
  const isTooLarge = found !== undefined && file.size > previewLimit[found.kind]
  return (
    <Dialog
      title={file.name}
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
      {found && !isTooLarge ? (
        <Preview file={file} kind={found.kind} type={found.type} />
      ) : (
        <EmptyState icon={<FileIcon />} level={3} title={file.name}>
          {isTooLarge ? words.preview.tooLarge : words.preview.none}
        </EmptyState>
      )}
    </Dialog>
  )
}

interface PreviewProps {
  readonly file: FileEntry
  readonly kind: PreviewKind
  readonly type: string
}

function Preview(props: PreviewProps) {
  const [attempt, setAttempt] = useState(0)
  return <Attempt key={attempt} {...props} onRetry={() => setAttempt(attempt + 1)} />
}

function Attempt({ file, kind, type, onRetry }: PreviewProps & { readonly onRetry: () => void }) {
  const words = useWords(english)
  const loaded = useLoaded(file, kind, type)
  if (loaded.status === 'loading') return <Spinner label={words.preview.loading} />
  if (loaded.status === 'failed')
    return (
      <Notice
        tone="error"
        actions={
          <Button size="small" onClick={onRetry}>
            {words.retry}
          </Button>
        }
      >
        {words.errors[loaded.code]}
      </Notice>
    )
  if (loaded.status === 'text')
    return (
      <>
        {file.size > textLimit && <Notice>{words.preview.cut}</Notice>}
        <pre className={styles.text} {...{ tabIndex: 0 }}>
          {loaded.text}
        </pre>
      </>
    )
  const { address } = loaded
  if (kind === 'image') return <img src={address} alt={file.name} className={styles.image} />
  // Nobody has written captions for what a person uploads, hence the empty tracks.
  if (kind === 'audio')
    return (
      <audio src={address} controls className={styles.media}>
        <track kind="captions" />
      </audio>
    )
  if (kind === 'video')
    return (
      <video src={address} controls className={styles.media}>
        <track kind="captions" />
      </video>
    )
  // A sandbox would keep Chromium's reader of PDFs from starting; of this type it is only that.
  return <iframe src={address} title={file.name} className={styles.document} />
}

/** In memory and under a type of our choosing: never what the file was uploaded as. */
function useLoaded({ path }: FileEntry, kind: PreviewKind, type: string) {
  const dispatch = useFilesDispatch()
  const [loaded, setLoaded] = useState<Loaded>({ status: 'loading' })
  useEffect(() => {
    const control = new AbortController()
    const { signal } = control
    let address: string | undefined
    const load = async () => {
      const first = kind === 'text' ? { first: textLimit } : {}
      const bytes = await dispatch(withFiles((files) => files.read(path, { signal, ...first })))
      if (signal.aborted) return
      if (kind === 'text') {
        setLoaded({ status: 'text', text: await bytes.text() })
        return
      }
      address = URL.createObjectURL(bytes.slice(0, bytes.size, type))
      setLoaded({ status: 'shown', address })
    }
    load().catch((error: unknown) => {
      if (!signal.aborted) setLoaded({ status: 'failed', code: toFileError(error).code })
    })
    return () => {
      control.abort()
      if (address !== undefined) URL.revokeObjectURL(address)
    }
  }, [dispatch, path, kind, type])
  return loaded
}
