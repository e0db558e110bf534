import { useEffect, useLayoutEffect, useRef } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router-dom'

/**
 * What a browser does by itself on a page load and a router must do for it: a new page starts at
 * the top with the focus on its heading, and going back returns to where one was.
 */
export function useArrival() {
  const { key, pathname, hash } = useLocation()
  const navigation = useNavigationType()
  const arrivedAt = useRef(pathname)
  /** Where each entry of the history was scrolled to, for as long as the tab lives. */
  const positions = useRef(new Map<string, number>())

  useEffect(() => {
    history.scrollRestoration = 'manual'
  }, [])

  useLayoutEffect(() => {
    const kept = positions.current
    // A prerendered page may have been scrolled before it was taken over.
    if (kept.size === 0) kept.set(key, window.scrollY)
    else if (navigation === NavigationType.Pop) window.scrollTo(0, kept.get(key) ?? 0)
    else if (!hash) window.scrollTo(0, 0)
    const keep = () => {
      kept.set(key, window.scrollY)
    }
    window.addEventListener('scroll', keep, { passive: true })
    return () => window.removeEventListener('scroll', keep)
  }, [key, hash, navigation])

  useEffect(() => {
    if (arrivedAt.current === pathname) return
    arrivedAt.current = pathname
    const main = document.querySelector('main')
    // A page that put the focus somewhere itself (a first field) knows better.
    if (main?.contains(document.activeElement)) return
    main?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }, [pathname])
}
