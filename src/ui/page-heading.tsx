import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './page-heading.module.css'

export type PageHeadingProps = ComponentProps<'h1'> & {
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly centred?: boolean
}

/** Can be focused by script, so that arriving at a page reads out where one is. */
export function PageHeading({
  lead,
  actions,
  centred,
  className,
  children,
  ...h1
}: PageHeadingProps) {
  return (
    <div className={cx(styles.heading, className)}>
      <div className={cx(styles.words, centred && styles.centred)}>
        <h1 tabIndex={-1} {...h1}>
          {children}
        </h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {actions}
    </div>
  )
}
