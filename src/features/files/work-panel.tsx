import { useState } from 'react'

import { useAppSelector } from '#src/app/hooks.ts'
import { Button } from '#src/ui/button.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Progress } from '#src/ui/progress.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { useFilesDispatch } from './files-api.ts'
import { stopWork } from './file-work.ts'
import { Reasons } from './reasons.tsx'
import { selectWork, workDismissed } from './work-slice.ts'
import type { WorkState } from './work-slice.ts'
import styles from './work-panel.module.css'

/** Changes that are going on, and afterwards what of them failed, file by file. */
export function WorkPanel() {
  const work = useAppSelector(selectWork)
  return Object.entries(work).map(([id, state]) => <WorkItem key={id} id={id} work={state} />)
}

function WorkItem({ id, work }: { readonly id: string; readonly work: WorkState }) {
  const words = useWords(english)
  const dispatch = useFilesDispatch()
  const { kind, status, advance, code } = work
  const { done, total, failed } = advance
  const [isStopping, setIsStopping] = useState(false)
  const dismiss = () => void dispatch(workDismissed(id))

  if (status === 'running')
    return (
      <div className={styles.work}>
        <Progress
          label={words.work.running[kind]}
          {...(total > 0 && { value: (done + failed.length) / total })}
          figure={total > 0 ? words.work.figure(done + failed.length, total) : undefined}
        />
        <Button
          size="small"
          pending={isStopping}
          onClick={() => {
            setIsStopping(true)
            void dispatch(stopWork(id))
          }}
        >
          {words.work.stop}
        </Button>
      </div>
    )
  if (status === 'failed')
    return (
      <Notice tone="error" onDismiss={dismiss}>
        {words.errors[code ?? 'unknown']}
      </Notice>
    )
  return (
    <Notice tone="error" title={words.work.failed(failed.length)} onDismiss={dismiss}>
      <Reasons
        reasons={failed.map(({ path, code: why }) => ({ name: path, reason: words.errors[why] }))}
        most={20}
      />
    </Notice>
  )
}
