import type { ComponentProps } from 'react'
import styles from './badge.module.css'
import { cx } from './cx.ts'

export type BadgeProps = ComponentProps<'span'> & {
  readonly tone?: 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | undefined
}

export function Badge({ tone = 'neutral', className, ...rest }: BadgeProps) {
  return <span {...rest} className={cx(styles.badge, styles[tone], className)} />
}
