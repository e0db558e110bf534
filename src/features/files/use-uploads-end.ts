import { useEffect, useRef } from 'react'

import { isUnderWay } from '#src/aws/file-store/upload-item.ts'
import type { UploadItem } from '#src/aws/file-store/upload-item.ts'
import { useAnnounce } from '#src/ui/announcer.tsx'
import { useToast } from '#src/ui/toaster.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { useWork } from './use-work.ts'

/** When nothing is under way any more: says so, and offers to bring back what was replaced. */
export function useUploadsEnd(items: readonly UploadItem[]) {
  const words = useWords(english)
  const announce = useAnnounce()
  const toast = useToast()
  const work = useWork()
  const wasBusy = useRef(false)
  const offered = useRef(new Set<string>())
  const isBusy = items.some(isUnderWay)

  const end = useRef(() => {})
  useEffect(() => {
    end.current = () => {
      announce(words.uploads.finished(items.filter(({ status }) => status === 'done').length))
      const replacements = items.flatMap(({ path, replacement: version }) =>
        version === undefined || offered.current.has(version) ? [] : [{ path, version }],
      )
      if (replacements.length === 0) return
      for (const { version } of replacements) offered.current.add(version)
      toast({
        text: words.uploads.replaced(replacements.length),
        action: {
          label: words.work.undo,
          onSelect: () => void work({ kind: 'revert', replacements }),
        },
      })
    }
  })
  useEffect(() => {
    if (wasBusy.current && !isBusy) end.current()
    wasBusy.current = isBusy
  }, [isBusy])
}
