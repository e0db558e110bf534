import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { FocusEvent, KeyboardEvent } from 'react'

import type { Entry } from '#src/aws/file-store/listing.ts'
import { cx } from '#src/ui/cx.ts'
import { Skeleton } from '#src/ui/skeleton.tsx'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { EntryRow } from './entry-row.tsx'
import type { FileActions, Layout } from './folder.tsx'
import type { Selection } from './selection.ts'
import { sortKeys } from './view.ts'
import type { useFolder } from './use-folder.ts'
import { useColumns, useVisibleRows } from './window-rows.ts'
import columnStyles from './entry-row.module.css'
import styles from './entries.module.css'

interface Props {
  readonly view: ReturnType<typeof useFolder>
  readonly shown: readonly Entry[]
  readonly selection: Selection
  readonly layout: Layout
  readonly act: FileActions
}

/** What gives the focus on when another row becomes the active one. */
const ownFocus = '[role=row], [role=row] [type=checkbox]'
const heights = { list: 52, grid: 176 } as const
const tileWidth = 144

/** Below the bars that stay, and above the edge. */
function reveal(top: number, height: number) {
  const [first, last] = [140, window.innerHeight - height - 24]
  if (top < first) window.scrollBy(0, top - first)
  else if (top > last) window.scrollBy(0, top - last)
}

/** As many elements as fit on the screen, however many files there are. */
export function Entries({ view, shown, selection, layout, act }: Props) {
  const words = useWords(english)
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const hasFocus = useRef(false)
  const isByKey = useRef(false)
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

  // A dialog that is gone has given the focus back while React was not listening.
  useLayoutEffect(() => {
    if (box.current?.contains(document.activeElement)) hasFocus.current = true
  })

  // The active one is brought to where it can be seen; it then takes the focus along.
  const activeRow = Math.floor(active / columns)
  const activePath = shown[active]?.path
  useLayoutEffect(() => {
    const element = box.current
    if (!element || !hasFocus.current || activePath === undefined) return
    // What is pressed must not move away under the pointer.
    if (isByKey.current) reveal(element.getBoundingClientRect().top + activeRow * height, height)
    isByKey.current = false
    const focus = () => {
      // A menu or a button of a row that has the focus keeps it.
      const { activeElement } = document
      const isFree = activeElement === document.body || activeElement?.matches(ownFocus)
      if (!isFree) return
      element
        .querySelector<HTMLElement>(`[aria-rowindex='${active + 2}']`)
        ?.focus({ preventScroll: true })
    }
    focus()
    // Scrolled far, it is there after the next frame.
    const frame = requestAnimationFrame(focus)
    return () => cancelAnimationFrame(frame)
    // Where the active one has been deleted, the next takes its place.
  }, [activeRow, active, activePath, height])

  const visible = shown.slice(first * columns, end * columns)
  const keyDown = (event: KeyboardEvent) => {
    isByKey.current = true
    selection.keyDown(event, {
      columns,
      onOpen: act.open,
      onRename: act.rename,
      onRemove: act.remove,
    })
  }
  const blurred = ({ currentTarget, relatedTarget }: FocusEvent) => {
    // Null when the focused row has been scrolled out of existence.
    if (relatedTarget && !currentTarget.contains(relatedTarget)) hasFocus.current = false
  }
  return (
    <div
      role="grid"
      tabIndex={-1}
      aria-label={words.title}
      aria-describedby={id}
      aria-multiselectable="true"
      aria-rowcount={isComplete ? shown.length + 1 : -1}
      className={styles.entries}
      onFocus={() => {
        hasFocus.current = true
      }}
      onBlur={blurred}
    >
      <VisuallyHidden id={id}>{words.keys}</VisuallyHidden>
      <div role="row" aria-rowindex={1} className={styles.columns}>
        {sortKeys.map((key) => {
          const isChosen = view.sort.by === key
          const direction = view.sort.descending ? 'descending' : 'ascending'
          return (
            <span
              key={key}
              role="columnheader"
              aria-sort={isChosen ? direction : 'none'}
              className={columnStyles[key]}
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
        <span role="columnheader">
          <VisuallyHidden>{words.more}</VisuallyHidden>
        </span>
      </div>
      <div
        ref={box}
        role="rowgroup"
        className={layout === 'grid' ? styles.tiles : styles.rows}
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
              onKeyDown={keyDown}
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
