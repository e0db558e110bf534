import { useAppSelector } from '#src/app/hooks.ts'
import { Button } from '#src/ui/button.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Progress } from '#src/ui/progress.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { useFilesDispatch } from './files-api.ts'
import { stopWork } from './files-thunks.ts'
import { selectWork, workDismissed } from './work-slice.ts'
import styles from './files.module.css'

const most = 20

/** A change that is going on, and afterwards what of it failed, file by file. */
export function WorkPanel() {
  const words = useWords(english)
  const dispatch = useFilesDispatch()
  const current = useAppSelector(selectWork)
  if (!current) return null
  const { kind, status, advance, code } = current
  const { done, total, failed } = advance
  const dismiss = () => void dispatch(workDismissed())

  if (status === 'running')
    return (
      <div className={styles.work}>
        <Progress
          label={words.work.running[kind]}
          {...(total > 0 && { value: (done + failed.length) / total })}
          figure={total > 0 ? words.work.figure(done + failed.length, total) : undefined}
        />
        <Button size="small" onClick={() => dispatch(stopWork())}>
          {words.work.stop}
        </Button>
      </div>
    )
  if (status === 'stopped')
    return (
      <Notice live onDismiss={dismiss}>
        {words.work.stopped}
      </Notice>
    )
  if (status === 'failed')
    return (
      <Notice tone="error" onDismiss={dismiss}>
        {words.errors[code ?? 'unknown']}
      </Notice>
    )
  if (failed.length === 0) return null
  return (
    <Notice tone="error" title={words.work.failed(failed.length)} onDismiss={dismiss}>
      <ul className={styles.reasons}>
        {failed.slice(0, most).map(({ path, code: reason }) => (
          <li key={path}>
            <strong>{path}</strong>: {words.errors[reason]}
          </li>
        ))}
        {failed.length > most && <li>{words.refused.more(failed.length - most)}</li>}
      </ul>
    </Notice>
  )
}
