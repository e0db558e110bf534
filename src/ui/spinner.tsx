import { cx } from './cx.ts'
import styles from './spinner.module.css'

interface SpinnerProps {
  /** Without it the spinner is decoration beside a text that says the same. */
  readonly label?: string
  readonly size?: 'text' | 'large'
}

export function Spinner({ label, size = label ? 'large' : 'text' }: SpinnerProps) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      className={cx(styles.spinner, size === 'large' && styles.large)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <circle cx="10" cy="10" r="7.5" className={styles.track} />
      <path d="M10 2.5a7.5 7.5 0 0 1 7.5 7.5" />
    </svg>
  )
}
