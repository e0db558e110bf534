import type { ReactNode } from 'react'
import { CheckCircleIcon } from '#src/ui/sign-icons.tsx'
import styles from './form-foot.module.css'

/** How things stand, and beside it what can be done about it. */
export function FormFoot({
  state,
  done = false,
  children,
}: {
  readonly state?: ReactNode
  readonly done?: boolean
  readonly children: ReactNode
}) {
  return (
    <div className={styles.foot}>
      <p className={styles.state}>
        {done && <CheckCircleIcon />}
        {state}
      </p>
      <div className={styles.actions}>{children}</div>
    </div>
  )
}
