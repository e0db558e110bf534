import type { ReactNode } from 'react'

import { baseName } from '#src/aws/file-store/file-names.ts'
import { isUnderWay } from '#src/aws/file-store/upload-item.ts'
import type { UploadItem } from '#src/aws/file-store/upload-item.ts'
import { Button } from '#src/ui/button.tsx'
import { Progress } from '#src/ui/progress.tsx'
import { CheckCircleIcon, CloseIcon } from '#src/ui/sign-icons.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useLanguage, useWords } from '#src/words/words.ts'
import { PauseIcon, PlayIcon } from './file-icons.tsx'
import { FileName } from './file-name.tsx'
import { useFilesDispatch } from './files-api.ts'
import { cancelUploads, pauseUploads, resumeUploads } from './files-thunks.ts'
import { formatSize } from './format.ts'
import styles from './upload-row.module.css'

export function UploadRow({ item }: { readonly item: UploadItem }) {
  const words = useWords(english)
  const language = useLanguage()
  const dispatch = useFilesDispatch()
  const { id, path, size, sent, status, code } = item
  const name = baseName(path)
  const isOver = status === 'done' || status === 'skipped' || status === 'cancelled'
  const isStopped = status === 'paused' || status === 'failed'
  const state = status === 'failed' && code ? words.errors[code] : words.uploads.states[status]
  const button = (label: string, icon: ReactNode, onClick: () => void) => (
    <Button variant="quiet" size="small" square aria-label={label} icon={icon} onClick={onClick} />
  )
  if (isOver)
    return (
      <li className={styles.row}>
        <div className={styles.over}>
          <FileName name={name} />
          <span className={styles.state}>
            {status === 'done' && <CheckCircleIcon />}
            {state}
          </span>
        </div>
      </li>
    )
  return (
    <li className={styles.row}>
      <div className={styles.progress}>
        <Progress
          label={<FileName name={name} />}
          value={size === 0 ? 0 : sent / size}
          figure={
            status === 'running'
              ? words.uploads.figure(formatSize(sent, language), formatSize(size, language))
              : state
          }
        />
      </div>
      {isUnderWay(item) &&
        button(words.uploads.pause(name), <PauseIcon />, () => void dispatch(pauseUploads([id])))}
      {isStopped &&
        button(
          (status === 'failed' ? words.uploads.retry : words.uploads.resume)(name),
          <PlayIcon />,
          () => void dispatch(resumeUploads([id])),
        )}
      {button(words.uploads.cancel(name), <CloseIcon />, () => void dispatch(cancelUploads([id])))}
    </li>
  )
}
