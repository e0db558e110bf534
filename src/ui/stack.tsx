import type { ComponentProps } from 'react'
import { cx } from './cx.ts'
import styles from './stack.module.css'

type Gap = 'xs' | 's' | 'm' | 'l' | 'xl'

export type StackProps = ComponentProps<'div'> & { readonly gap?: Gap }

/** One below the other. */
export function Stack({ gap = 'm', className, ...rest }: StackProps) {
  return <div {...rest} className={cx(styles.stack, styles[gap], className)} />
}

export type InlineProps = StackProps & { readonly justify?: 'start' | 'end' | 'between' }

/** Side by side, wrapping where there is no room. */
export function Inline({ gap = 's', justify = 'start', className, ...rest }: InlineProps) {
  return (
    <div
      {...rest}
      className={cx(styles.inline, styles[gap], justify !== 'start' && styles[justify], className)}
    />
  )
}
