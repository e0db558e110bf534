import { type ReactNode, useId } from 'react'
import { words as english } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { cx } from './cx.ts'
import styles from './field.module.css'
import { AlertIcon } from './sign-icons.tsx'

export interface FieldProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** A sentence that says how to mend it; the field counts as wrong while there is one. */
  readonly error?: ReactNode
  /** Marks the field; the others are required, which is what most fields of a short form are. */
  readonly optional?: boolean | undefined
  readonly id?: string | undefined
  readonly className?: string | undefined
}

/** What ties the control to its label, error and hint. */
export interface Control {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
  readonly required: boolean
}

/**
 * The error is tied by `aria-describedby`, ahead of the hint: `aria-errormessage` is still not read
 * by every screen reader. `aria-invalid` is said even when false, as some call a required field
 * wrong for being empty.
 */
export function Field({
  label,
  hint,
  error,
  optional = false,
  id: given,
  className,
  describedBy,
  children,
}: FieldProps & {
  /** Ids of what describes the control besides. */
  readonly describedBy?: string | undefined
  readonly children: (control: Control) => ReactNode
}) {
  const words = useWords(english)
  const own = useId()
  const id = given ?? own
  return (
    <div className={cx(styles.field, className)}>
      <label htmlFor={id} className={styles.label}>
        <span>{label}</span>
        {optional && <span className={styles.optional}>{words.optional}</span>}
      </label>
      {children({
        id,
        'aria-describedby':
          cx(error ? `${id}-error` : '', hint ? `${id}-hint` : '', describedBy) || undefined,
        'aria-invalid': Boolean(error),
        required: !optional,
      })}
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          <AlertIcon />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}
