import { cx } from './cx.ts'
import styles from './skeleton.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface SkeletonProps {
  /** What is on its way, for those who cannot see it. */
  readonly label: string
  readonly lines?: number | undefined
  readonly shape?: 'text' | 'block' | undefined
}

export function Skeleton({ label, lines = 3, shape = 'text' }: SkeletonProps) {
  return (
    <div aria-busy="true">
      <VisuallyHidden>{label}</VisuallyHidden>
      <div className={cx(styles.skeleton, shape === 'block' && styles.block)} aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => (
          <span key={index} />
        ))}
      </div>
    </div>
  )
}
