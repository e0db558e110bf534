import type { ReactNode } from 'react'
import styles from './specimen.module.css'

/** One component: what it is for, and its states. */
export function Specimen({
  title,
  note,
  columns = false,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly columns?: boolean
  readonly children: ReactNode
}) {
  return (
    <section className={styles.specimen} aria-labelledby={anchor(title)}>
      <h2 id={anchor(title)} className={styles.title}>
        {title}
      </h2>
      {note && <p className={styles.note}>{note}</p>}
      <div className={columns ? `${styles.states} ${styles.columns}` : styles.states}>
        {children}
      </div>
    </section>
  )
}

const anchor = (title: string) => title.toLowerCase().replaceAll(/\W+/g, '-')

export function State({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.state}>
      <p className={styles.name}>{name}</p>
      {children}
    </div>
  )
}
