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
    const { status, advance, removed } = await dispatch(doWork(job))
    const { done, failed } = advance
    const said = words.work.done[job.kind](done)
    if (job.kind === 'remove' && removed.length > 0)
      toast({
        text: status === 'stopped' ? words.work.stoppedAfter(said) : said,
        ...(status === 'stopped' && { tone: 'info' }),
        action: {
          label: words.work.undo,
          onSelect: () => void work({ kind: 'restore', removal: { paths: job.paths, removed } }),
        },
      })
    else if (status === 'stopped')
      toast({ text: done > 0 ? words.work.stoppedAfter(said) : words.work.stopped, tone: 'info' })
    else if (status === 'done' && done > 0) toast({ text: said })
    else if (status === 'done' && failed.length === 0)
      toast({ text: words.work.nothing, tone: 'info' })
  }
  return work
}
