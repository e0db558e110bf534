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

/** The sections of a page, each with an address of its own. */
export function SideNav({ label, items }: SideNavProps) {
  const { pathname } = useLocation()
  return (
    <nav aria-label={label} className={styles.nav}>
      {items.map(({ to, label: text, icon }) => (
        <Link key={to} to={to} aria-current={to === pathname ? 'page' : undefined}>
          {icon}
          {text}
        </Link>
      ))}
    </nav>
  )
}
