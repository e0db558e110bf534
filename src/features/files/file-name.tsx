import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import { splitName } from './split-name.ts'
import styles from './file-name.module.css'

/** Where there is no room, cut in the middle: the ending says what it is, and often which. */
export function FileName({ name }: { readonly name: string }) {
  const [start, end] = splitName(name)
  return (
    <span className={styles.name} title={name}>
      <span className={styles.start} aria-hidden={end !== ''}>
        {start}
      </span>
      {end !== '' && (
        <>
          <span className={styles.end} aria-hidden="true">
            {end}
          </span>
          <VisuallyHidden>{name}</VisuallyHidden>
        </>
      )}
    </span>
  )
}
