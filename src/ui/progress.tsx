import { type ReactNode, useId } from 'react'
import styles from './progress.module.css'

export interface ProgressProps {
  readonly label: ReactNode
  /** Between 0 and 1; without it the end is not known. */
  readonly value?: number | undefined
  /** What stands at the end of the line: "12 of 40 MB". */
  readonly figure?: ReactNode
}

export function Progress({ label, value, figure }: ProgressProps) {
  const id = useId()
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <label htmlFor={id}>{label}</label>
        {figure && <span className={styles.figure}>{figure}</span>}
      </div>
      <progress id={id} max={1} value={value} className={styles.bar} />
    </div>
  )
}
