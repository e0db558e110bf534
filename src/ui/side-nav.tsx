import type { ReactNode } from 'react'
import { useLocation } from 'react-router-dom'
import { Link } from './link.tsx'
import styles from './side-nav.module.css'

export interface SideNavProps {
  readonly label: string
  readonly items: readonly {
    readonly to: string
    readonly label: string
    readonly icon?: ReactNode
  }[]
}

/** On a small screen it is a row that scrolls, and the page itself must stay where it is. */
function show(link: HTMLAnchorElement | null) {
  const nav = link?.parentElement
  if (!link || !nav) return
  const [row, current] = [nav.getBoundingClientRect(), link.getBoundingClientRect()]
  nav.scrollLeft += current.left - row.left - (row.width - current.width) / 2
}

/** The sections of a page, each with an address of its own. */
export function SideNav({ label, items }: SideNavProps) {
  const { pathname } = useLocation()
  return (
    <nav aria-label={label} className={styles.nav}>
      {items.map(({ to, label: text, icon }) => (
        <Link
          key={to}
          to={to}
          {...(to === pathname && { ref: show, 'aria-current': 'page' as const })}
        >
          {icon}
          {text}
        </Link>
      ))}
    </nav>
  )
}
