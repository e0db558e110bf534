import { type ComponentProps, type MouseEvent, type ReactNode, useEffect } from 'react'
import { words as english } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { useAnnounce } from './announcer.tsx'
import styles from './button.module.css'
import { cx } from './cx.ts'
import { Link } from './link.tsx'
import { Spinner } from './spinner.tsx'

interface Look {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined
  readonly size?: 'small' | 'medium' | 'large' | undefined
  /** As wide as what it stands in. */
  readonly wide?: boolean | undefined
  /** For a single icon; give the button an `aria-label`. */
  readonly square?: boolean | undefined
  readonly icon?: ReactNode
}

const look = ({ variant = 'secondary', size = 'medium', wide, square }: Look, more?: string) =>
  cx(
    styles.button,
    styles[variant],
    size !== 'medium' && styles[size],
    wide && styles.wide,
    square && styles.square,
    more,
  )

// Enter in a form's field presses its submit button too, so this holds back both.
const ignore = (event: MouseEvent) => {
  event.preventDefault()
  event.stopPropagation()
}

export type ButtonProps = ComponentProps<'button'> &
  Look & {
    /** Keeps width, name and focus, says so once, and ignores presses. */
    readonly pending?: boolean | undefined
    readonly pendingLabel?: string | undefined
  }

export function Button({
  variant,
  size,
  wide,
  square,
  icon,
  pending = false,
  pendingLabel,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const words = useWords(english)
  const announce = useAnnounce()
  const waiting = pendingLabel ?? words.working

  useEffect(() => {
    if (pending) announce(waiting)
  }, [pending, announce, waiting])

  return (
    <button
      {...rest}
      type={type}
      className={look({ variant, size, wide, square }, cx(pending && styles.pending, className))}
      aria-disabled={pending || rest['aria-disabled']}
      onClick={pending ? ignore : onClick}
    >
      <span className={styles.label}>
        {icon}
        {children}
      </span>
      {pending && (
        <span className={styles.wait}>
          <Spinner />
        </span>
      )}
    </button>
  )
}

export type ButtonLinkProps = ComponentProps<typeof Link> & Look

export function ButtonLink({
  variant,
  size,
  wide,
  square,
  icon,
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <Link {...rest} className={look({ variant, size, wide, square }, className)}>
      {icon}
      {children}
    </Link>
  )
}
