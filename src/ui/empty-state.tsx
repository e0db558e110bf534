import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './empty-state.module.css'

export interface EmptyStateProps {
  readonly title: ReactNode
  readonly icon?: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** 1 where it is the whole page; it can then be focused on arrival. */
  readonly level?: 1 | 2 | 3 | undefined
  readonly className?: string | undefined
}

/** Nothing here, and what to do about it. Also for pages that could not be shown. */
export function EmptyState({
  title,
  icon,
  children,
  actions,
  level = 2,
  className,
}: EmptyStateProps) {
  const Heading = `h${level}` as const
  return (
    <div className={cx(styles.empty, className)}>
      {icon && <div className={styles.icon}>{icon}</div>}
      <Heading className={cx(level !== 1 && styles.title)} tabIndex={level === 1 ? -1 : undefined}>
        {title}
      </Heading>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
