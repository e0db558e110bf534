import { useEffect, useRef, useState } from 'react'

import type { Chosen } from './check-files.ts'
import { droppedFiles } from './dropped-files.ts'

/** Files dropped anywhere on the page, or pasted; true while some are held over it. */
export function useDrop(onFiles: (chosen: readonly Chosen[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  const take = useRef(onFiles)
  useEffect(() => {
    take.current = onFiles
  }, [onFiles])

  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const brings = (event: DragEvent) => event.dataTransfer?.types.includes('Files')
    const accept = (data: DataTransfer | null) => {
      if (data) void droppedFiles(data).then((chosen) => chosen.length > 0 && take.current(chosen))
    }
    // Entering a child leaves its parent, so the two are counted.
    let depth = 0
    const on = <K extends keyof WindowEventMap>(
      type: K,
      listener: (event: WindowEventMap[K]) => void,
    ) => window.addEventListener(type, listener, { signal })
    on('dragenter', (event) => {
      if (!brings(event)) return
      depth += 1
      setOver(true)
    })
    on('dragleave', (event) => {
      if (!brings(event)) return
      depth -= 1
      if (depth <= 0) setOver(false)
    })
    // Without this the browser would leave the page to show the file.
    on('dragover', (event) => brings(event) && event.preventDefault())
    on('drop', (event) => {
      depth = 0
      setOver(false)
      if (!brings(event)) return
      event.preventDefault()
      accept(event.dataTransfer)
    })
    on('paste', (event) => {
      if (!event.clipboardData?.files.length) return
      event.preventDefault()
      accept(event.clipboardData)
    })
    return () => listening.abort()
  }, [])
  return isOver
}
