import type { ReactNode } from 'react'
import { NavLink } from 'react-router-dom'
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
  return (
    <nav aria-label={label} className={styles.nav}>
      {items.map(({ to, label: text, icon }) => (
        <NavLink key={to} to={to} end>
          {icon}
          {text}
        </NavLink>
      ))}
    </nav>
  )
}
