import { useMemo, useState } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'

import type { Entry } from '#src/aws/file-store/listing.ts'

export type Selection = ReturnType<typeof useSelection>

interface Keys {
  readonly columns: number
  readonly onOpen: (entry: Entry) => void
  readonly onRename: (entry: Entry) => void
  readonly onRemove: (entries: readonly Entry[]) => void
}

const none: readonly Entry[] = []

/** As in a file manager: one is active, some are selected, shift extends from where one was. */
export function useSelection(shown: readonly Entry[]) {
  const [paths, setPaths] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState(0)
  const [anchor, setAnchor] = useState(0)
  const last = shown.length - 1
  const at = Math.min(active, Math.max(last, 0))

  const range = (from: number, to: number) =>
    new Set(shown.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ path }) => path))

  const toggle = (index: number) => {
    const path = shown[index]?.path
    if (path === undefined) return
    const next = new Set(paths)
    if (!next.delete(path)) next.add(path)
    setPaths(next)
    setActive(index)
    setAnchor(index)
  }

  const only = (index: number) => {
    setPaths(range(index, index))
    setActive(index)
    setAnchor(index)
  }

  const go = (index: number, extend: boolean) => {
    const to = Math.max(0, Math.min(index, last))
    setActive(to)
    if (extend) setPaths(range(anchor, to))
    else setAnchor(to)
  }

  const clear = () => setPaths(new Set())
  const selected = useMemo(
    () => (paths.size > 0 ? shown.filter(({ path }) => paths.has(path)) : none),
    [shown, paths],
  )

  return {
    active: at,
    setActive,
    selected,
    has: (entry: Entry) => paths.has(entry.path),
    toggle,
    clear,

    press(index: number, { shiftKey, ctrlKey, metaKey }: MouseEvent) {
      if (shiftKey) go(index, true)
      else if (ctrlKey || metaKey) toggle(index)
      else only(index)
    },

    keyDown(event: KeyboardEvent, { columns, onOpen, onRename, onRemove }: Keys) {
      const { key, shiftKey, ctrlKey, metaKey } = event
      const entry = shown[at]
      if (!entry || event.altKey) return
      const moves: Readonly<Record<string, number>> = {
        ArrowDown: at + columns,
        ArrowUp: at - columns,
        ...(columns > 1 && { ArrowRight: at + 1, ArrowLeft: at - 1 }),
        Home: 0,
        End: last,
        PageDown: at + 10 * columns,
        PageUp: at - 10 * columns,
      }
      const to = moves[key]
      if (to !== undefined) go(to, shiftKey)
      else if (key === ' ') toggle(at)
      else if (key === 'a' && (ctrlKey || metaKey)) setPaths(range(0, last))
      else if (key === 'Escape' && paths.size > 0) clear()
      else if (key === 'Enter') onOpen(entry)
      else if (key === 'F2') onRename(entry)
      else if (key === 'Delete') onRemove(selected.length > 0 ? selected : [entry])
      else return
      event.preventDefault()
    },
  }
}
