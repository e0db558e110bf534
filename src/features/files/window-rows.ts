import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

interface Range {
  readonly first: number
  /** Not included. */
  readonly end: number
}

/** Rows rendered beyond what is visible, so that scrolling finds them there. */
const spare = 5

/** Which rows of a long list are on the screen, as the window is scrolled. */
export function useVisibleRows(
  box: RefObject<HTMLElement | null>,
  rows: number,
  rowHeight: number,
): Range {
  const [{ first, end }, setRange] = useState<Range>({ first: 0, end: 40 })
  // Not again for rows that come in below: asked in their midst, the browser has to lay all out.
  useLayoutEffect(() => {
    const measure = () => {
      const top = box.current?.getBoundingClientRect().top ?? 0
      const next = {
        first: Math.max(0, Math.floor(-top / rowHeight) - spare),
        end: Math.ceil((window.innerHeight - top) / rowHeight) + spare,
      }
      setRange((now) => (now.first === next.first && now.end === next.end ? now : next))
    }
    measure()
    window.addEventListener('scroll', measure, { passive: true })
    window.addEventListener('resize', measure)
    return () => {
      window.removeEventListener('scroll', measure)
      window.removeEventListener('resize', measure)
    }
  }, [box, rowHeight])
  return { first: Math.min(first, rows), end: Math.min(end, rows) }
}

/** How many tiles fit side by side. */
export function useColumns(box: RefObject<HTMLElement | null>, tileWidth: number | undefined) {
  const [columns, setColumns] = useState(1)
  useLayoutEffect(() => {
    const element = box.current
    if (!element || tileWidth === undefined) return
    const measure = () => setColumns(Math.max(1, Math.floor(element.clientWidth / tileWidth)))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box, tileWidth])
  return tileWidth === undefined ? 1 : columns
}
