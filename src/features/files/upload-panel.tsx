import { useId, useState } from 'react'

import { useAppSelector } from '#src/app/hooks.ts'
import { isUnderWay } from '#src/aws/file-store/upload-item.ts'
import { Button } from '#src/ui/button.tsx'
import { ChevronDownIcon } from '#src/ui/sign-icons.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Progress } from '#src/ui/progress.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useLanguage, useWords } from '#src/words/words.ts'
import { ChevronUpIcon } from './file-icons.tsx'
import { useFilesDispatch } from './files-api.ts'
import {
  cancelUploads,
  forgetUploads,
  pauseUploads,
  resolveUploads,
  resumeUploads,
} from './files-thunks.ts'
import { formatLeft, formatSize, formatSpeed } from './format.ts'
import { scrollable } from './scrollable.ts'
import { UploadRow } from './upload-row.tsx'
import { selectUploads, summarise } from './uploads-slice.ts'
import { useUploadsEnd } from './use-uploads-end.ts'
import styles from './upload-panel.module.css'

/** Of thousands, those that need somebody come first; the rest is in the sum. */
const most = 100
const order = ['conflict', 'failed', 'offline', 'retrying', 'running', 'paused', 'waiting']
const rank = (status: string) => (order.indexOf(status) + order.length + 1) % (order.length + 1)

const answers = [
  ['replace', 'replace'],
  ['keep-both', 'keepBoth'],
  ['skip', 'skip'],
] as const

export function UploadPanel() {
  const words = useWords(english)
  const language = useLanguage()
  const title = useId()
  const dispatch = useFilesDispatch()
  const uploads = useAppSelector(selectUploads)
  const { all, size, sent, underWay, done, speed, secondsLeft } = summarise(uploads)
  const [isWanted, setWanted] = useState<boolean>()
  useUploadsEnd(all)
  if (all.length === 0) return null

  const ids = (...statuses: readonly string[]) =>
    all.filter(({ status }) => statuses.includes(status)).map(({ id }) => id)
  const active = all.filter(isUnderWay).map(({ id }) => id)
  const [conflicts, stopped] = [ids('conflict'), ids('paused', 'failed')]
  const open = [...active, ...stopped, ...conflicts]
  const shown = all.toSorted((a, b) => rank(a.status) - rank(b.status)).slice(0, most)
  // What is over makes room, unless somebody wants to see it.
  const isOpen = isWanted ?? open.length > 0
  const figure = [
    words.uploads.figure(formatSize(sent, language), formatSize(size, language)),
    ...(underWay > 0 && speed > 0 ? [formatSpeed(speed, language)] : []),
    ...(secondsLeft === undefined ? [] : [words.uploads.left(formatLeft(secondsLeft, language))]),
  ]

  return (
    <section className={styles.panel} aria-labelledby={title}>
      <div className={styles.head}>
        <h2 id={title} tabIndex={-1}>
          {open.length > 0 ? words.uploads.title : words.uploads.finished(done)}
        </h2>
        <Button
          variant="quiet"
          size="small"
          square
          className={styles.fold}
          aria-expanded={isOpen}
          aria-label={words.uploads.details}
          icon={isOpen ? <ChevronDownIcon /> : <ChevronUpIcon />}
          onClick={() => setWanted(!isOpen)}
        />
        {active.length > 0 && (
          <Button size="small" onClick={() => void dispatch(pauseUploads(active))}>
            {words.uploads.pauseAll}
          </Button>
        )}
        {stopped.length > 0 && (
          <Button size="small" onClick={() => void dispatch(resumeUploads(stopped))}>
            {words.uploads.resumeAll}
          </Button>
        )}
        {open.length > 0 ? (
          <Button size="small" onClick={() => void dispatch(cancelUploads(open))}>
            {words.uploads.cancelAll}
          </Button>
        ) : (
          <Button
            size="small"
            onClick={() => {
              setWanted(undefined)
              void dispatch(forgetUploads(all.map(({ id }) => id)))
            }}
          >
            {words.uploads.clear}
          </Button>
        )}
      </div>
      {open.length > 0 && (
        <Progress
          label={words.uploads.progress(done, all.length)}
          value={size === 0 ? Number(underWay === 0) : sent / size}
          figure={figure.join(' · ')}
        />
      )}
      {conflicts.length > 0 && (
        <Notice
          live
          tone="warning"
          title={words.uploads.conflicts(conflicts.length)}
          actions={answers.map(([how, label]) => (
            <Button
              key={how}
              size="small"
              onClick={() => void dispatch(resolveUploads(conflicts, how))}
            >
              {words.uploads[label]}
            </Button>
          ))}
        />
      )}
      {isOpen && (
        <ul className={styles.files} aria-label={words.uploads.title} {...scrollable}>
          {shown.map((item) => (
            <UploadRow key={item.id} item={item} />
          ))}
        </ul>
      )}
    </section>
  )
}
