import { type ComponentProps, type ReactNode, useId } from 'react'
import styles from './card.module.css'
import { cx } from './cx.ts'

export type CardProps = Omit<ComponentProps<'section'>, 'title'> & {
  /** Names the section; a card without one is a plain surface. */
  readonly title?: ReactNode
  readonly description?: ReactNode
  /** Beside the title. */
  readonly actions?: ReactNode
  /** A band below: what belongs to the whole card, such as its save button. */
  readonly footer?: ReactNode
  readonly tone?: 'plain' | 'danger'
}

export function Card({
  title,
  description,
  actions,
  footer,
  tone = 'plain',
  className,
  children,
  ...rest
}: CardProps) {
  const id = useId()
  const Element = title ? 'section' : 'div'
  return (
    <Element
      aria-labelledby={title ? id : undefined}
      {...(rest as ComponentProps<'div'>)}
      className={cx(styles.card, tone === 'danger' && styles.danger, className)}
    >
      {title && (
        <div className={styles.head}>
          <div className={styles.words}>
            <h2 id={id}>{title}</h2>
            {description && <p className={styles.about}>{description}</p>}
          </div>
          {actions}
        </div>
      )}
      {children && <div className={styles.body}>{children}</div>}
      {footer && <div className={styles.foot}>{footer}</div>}
    </Element>
  )
}
