import { useToast } from '#src/ui/toaster.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { doWork } from './file-work.ts'
import type { Work } from './file-work.ts'
import { useFilesDispatch } from './files-api.ts'

/** Does it, says so, and offers to undo what can be undone. */
export function useWork() {
  const words = useWords(english)
  const toast = useToast()
  const dispatch = useFilesDispatch()
  const work = async (job: Work) => {
    const ended = await dispatch(doWork(job))
    const undo = job.kind === 'remove' && {
      action: {
        label: words.work.undo,
        onSelect: () => void work({ kind: 'restore', paths: job.paths }),
      },
    }
    if (ended.status === 'stopped') toast({ text: words.work.stopped, tone: 'info', ...undo })
    if (ended.status === 'done' && ended.advance.done > 0)
      toast({ text: words.work.done[job.kind](ended.advance.done), ...undo })
  }
  return work
}
