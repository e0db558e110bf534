import type { FileEntry } from '#src/aws/file-store/listing.ts'
import { Notice } from '#src/ui/notice.tsx'
import { Spinner } from '#src/ui/spinner.tsx'
import { RetryNotice } from '#src/ui/try-again.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { textLimit } from './kind-of.ts'
import type { PreviewKind } from './kind-of.ts'
import { Player } from './player.tsx'
import { scrollable } from './scrollable.ts'
import { usePreview } from './use-preview.ts'
import styles from './preview.module.css'

interface Props {
  readonly file: FileEntry
  readonly kind: PreviewKind
  readonly type: string
}

export function Preview({ file, kind, type }: Props) {
  const words = useWords(english)
  const { loaded, load, broke } = usePreview(file, kind, type)
  if (loaded.status === 'loading') return <Spinner label={words.preview.loading} />
  if (loaded.status === 'failed')
    return (
      <RetryNotice onRetry={load}>
        {loaded.code === 'unreadable' ? words.preview.unreadable : words.errors[loaded.code]}
      </RetryNotice>
    )
  if (loaded.status === 'text')
    return (
      <>
        {file.size > textLimit && <Notice>{words.preview.cut}</Notice>}
        <pre className={styles.text} {...scrollable}>
          {loaded.text}
        </pre>
      </>
    )
  const { address } = loaded
  if (kind === 'image')
    return <img src={address} alt={file.name} className={styles.image} onError={broke} />
  if (kind === 'audio' || kind === 'video')
    return <Player as={kind} address={address} onBroken={broke} onEnded={load} />
  // A sandbox would keep Chromium's reader of PDFs from starting; of this type it is only that.
  return <iframe src={address} title={file.name} className={styles.document} />
}
