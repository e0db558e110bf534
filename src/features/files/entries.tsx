import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { FocusEvent, KeyboardEvent } from 'react'

import type { Entry } from '#src/aws/file-store/listing.ts'
import { cx } from '#src/ui/cx.ts'
import { Skeleton } from '#src/ui/skeleton.tsx'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { EntryRow } from './entry-row.tsx'
import { roles } from './grid-roles.ts'
import type { FileActions, Layout } from './folder.tsx'
import type { Selection } from './selection.ts'
import { sortKeys } from './view.ts'
import type { useFolder } from './use-folder.ts'
import { useColumns, useVisibleRows } from './window-rows.ts'
import styles from './files.module.css'

interface Props {
  readonly view: ReturnType<typeof useFolder>
  readonly shown: readonly Entry[]
  readonly selection: Selection
  readonly layout: Layout
  readonly act: FileActions
}

const heights = { list: 52, grid: 176 } as const
const tileWidth = 168

/** As many elements as fit on the screen, however many files there are. */
export function Entries({ view, shown, selection, layout, act }: Props) {
  const words = useWords(english)
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const hasFocus = useRef(false)
  const columns = useColumns(box, layout === 'grid' ? tileWidth : undefined)
  const height = heights[layout]
  const rows = Math.ceil(shown.length / columns)
  const { first, end } = useVisibleRows(box, rows, height)
  const { active } = selection

  const { loadMore, isComplete, failedMore } = view
  const isNearEnd = end >= rows - 30
  useEffect(() => {
    if (isNearEnd && !isComplete && !failedMore) loadMore()
  })

  // The active one is brought to where it can be seen; it then takes the focus along.
  const activeRow = Math.floor(active / columns)
  useLayoutEffect(() => {
    const element = box.current
    if (!element || !hasFocus.current) return
    const top = element.getBoundingClientRect().top + activeRow * height
    const margin = 140
    if (top < margin) window.scrollBy(0, top - margin)
    else if (top + height > window.innerHeight - 24)
      window.scrollBy(0, top + height - window.innerHeight + 24)
    const focus = () => {
      // A menu or a button of a row that has the focus keeps it.
      const { activeElement } = document
      if (activeElement !== document.body && !activeElement?.matches('[role=row]')) return
      element
        .querySelector<HTMLElement>(`[aria-rowindex='${active + 2}']`)
        ?.focus({ preventScroll: true })
    }
    focus()
    // Scrolled far, it is there after the next frame.
    const frame = requestAnimationFrame(focus)
    return () => cancelAnimationFrame(frame)
  }, [activeRow, active, height])

  const visible = shown.slice(first * columns, end * columns)
  const grid = {
    ...roles.grid,
    onKeyDown(event: KeyboardEvent) {
      if (!(event.target as Element).matches('[role=row]')) return
      selection.keyDown(event, {
        columns,
        onOpen: act.open,
        onRename: act.rename,
        onRemove: act.remove,
      })
    },
    onFocus() {
      hasFocus.current = true
    },
    onBlur({ currentTarget, relatedTarget }: FocusEvent) {
      // Null when the focused row has been scrolled out of existence.
      if (relatedTarget && !currentTarget.contains(relatedTarget)) hasFocus.current = false
    },
  }
  return (
    <div
      {...grid}
      aria-label={words.title}
      aria-describedby={id}
      aria-multiselectable="true"
      aria-rowcount={isComplete ? shown.length + 1 : -1}
      className={styles[layout]}
    >
      <VisuallyHidden id={id}>{words.keys}</VisuallyHidden>
      <div {...roles.row} aria-rowindex={1} className={styles.columns}>
        {sortKeys.map((key) => {
          const isChosen = view.sort.by === key
          const direction = view.sort.descending ? 'descending' : 'ascending'
          return (
            <span
              key={key}
              {...roles.columnheader}
              aria-sort={isChosen ? direction : 'none'}
              className={styles[key]}
            >
              <button
                type="button"
                className={cx(styles.sort, isChosen && styles.chosen)}
                title={words.sortBy(words.columns[key])}
                onClick={() =>
                  view.setSort({ by: key, descending: isChosen && !view.sort.descending })
                }
              >
                {words.columns[key]}
                {isChosen && <span aria-hidden="true">{view.sort.descending ? ' ↓' : ' ↑'}</span>}
              </button>
            </span>
          )
        })}
        <span {...roles.columnheader}>
          <VisuallyHidden>{words.more}</VisuallyHidden>
        </span>
      </div>
      <div
        ref={box}
        {...roles.rowgroup}
        className={styles.rows}
        style={{ blockSize: rows * height }}
      >
        {visible.map((entry, offset) => {
          const index = first * columns + offset
          return (
            <EntryRow
              key={entry.path}
              {...{ entry, index, layout, act }}
              isSelected={selection.has(entry)}
              isActive={index === active}
              onPress={(at, event) => selection.press(at, event)}
              onToggle={(at) => selection.toggle(at)}
              onActive={(at) => selection.setActive(at)}
              style={{
                insetBlockStart: Math.floor(index / columns) * height,
                insetInlineStart: `${((index % columns) / columns) * 100}%`,
                inlineSize: `${100 / columns}%`,
                blockSize: height,
              }}
            />
          )
        })}
      </div>
      {view.isFetchingMore && <Skeleton label={words.loading} lines={2} />}
    </div>
  )
}
