import { useEffect, useRef } from 'react'

import { useAppSelector } from '#src/app/hooks.ts'
import { isUnderWay } from '#src/aws/file-store/upload-item.ts'
import { useAnnounce } from '#src/ui/announcer.tsx'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Progress } from '#src/ui/progress.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useLanguage, useWords } from '#src/words/words.ts'
import { useFilesDispatch } from './files-api.ts'
import {
  cancelUploads,
  forgetUploads,
  pauseUploads,
  resolveUploads,
  resumeUploads,
} from './files-thunks.ts'
import { formatLeft, formatSize, formatSpeed } from './format.ts'
import { UploadRow } from './upload-row.tsx'
import { selectUploads, summarise } from './uploads-slice.ts'
import styles from './files.module.css'

/** Of thousands, those that need somebody come first; the rest is in the sum. */
const most = 100
const order = ['conflict', 'failed', 'offline', 'retrying', 'running', 'paused', 'waiting']
const rank = (status: string) => (order.indexOf(status) + order.length + 1) % (order.length + 1)

/** For the keyboard, where what is in it takes no focus. */
const scrollable = { tabIndex: 0 }

export function UploadPanel() {
  const words = useWords(english)
  const language = useLanguage()
  const announce = useAnnounce()
  const dispatch = useFilesDispatch()
  const { all, size, sent, underWay, done, speed, secondsLeft } = summarise(
    useAppSelector(selectUploads),
  )
  const wasBusy = useRef(false)
  const isBusy = underWay > 0
  useEffect(() => {
    if (wasBusy.current && !isBusy) announce(words.uploads.finished(done))
    wasBusy.current = isBusy
  }, [wasBusy, isBusy, done, announce, words.uploads])
  if (all.length === 0) return null

  const ids = (...statuses: readonly string[]) =>
    all.filter(({ status }) => statuses.includes(status)).map(({ id }) => id)
  const active = all.filter(isUnderWay).map(({ id }) => id)
  const [conflicts, stopped] = [ids('conflict'), ids('paused', 'failed')]
  const open = [...active, ...stopped, ...conflicts]
  const shown = all.toSorted((a, b) => rank(a.status) - rank(b.status)).slice(0, most)

  return (
    <Card
      className={styles.panel}
      title={words.uploads.title}
      actions={
        <div className={styles.panelActions}>
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
              onClick={() => void dispatch(forgetUploads(all.map(({ id }) => id)))}
            >
              {words.uploads.clear}
            </Button>
          )}
        </div>
      }
    >
      <Progress
        label={`${words.uploads.progress}: ${words.uploads.summary(done, all.length)}`}
        value={size === 0 ? Number(!isBusy) : sent / size}
        figure={[
          words.uploads.figure(formatSize(sent, language), formatSize(size, language)),
          ...(isBusy && speed > 0 ? [formatSpeed(speed, language)] : []),
          ...(secondsLeft === undefined
            ? []
            : [words.uploads.left(formatLeft(secondsLeft, language))]),
        ].join(' · ')}
      />
      {conflicts.length > 0 && (
        <Notice
          tone="warning"
          title={words.uploads.conflicts(conflicts.length)}
          actions={(
            [
              ['replace', words.uploads.replace],
              ['keep-both', words.uploads.keepBoth],
              ['skip', words.uploads.skip],
            ] as const
          ).map(([how, label]) => (
            <Button
              key={how}
              size="small"
              onClick={() => void dispatch(resolveUploads(conflicts, how))}
            >
              {label}
            </Button>
          ))}
        />
      )}
      <ul className={styles.uploads} aria-label={words.uploads.title} {...scrollable}>
        {shown.map((item) => (
          <UploadRow key={item.id} item={item} />
        ))}
      </ul>
    </Card>
  )
}
