import { type ComponentProps, memo, useId } from 'react'
import styles from './choice.module.css'
import { cx } from './cx.ts'
import type { FieldProps } from './field.tsx'

export type CheckboxFieldProps = Omit<ComponentProps<'input'>, keyof FieldProps | 'role' | 'type'> &
  Omit<FieldProps, 'optional'> & {
    readonly role?: 'switch' | undefined
    /** Of the box itself. */
    readonly boxClassName?: string | undefined
  }

export const CheckboxField = memo(function CheckboxField({
  label,
  hint,
  error,
  id: given,
  className,
  boxClassName = styles.tick,
  ...input
}: CheckboxFieldProps) {
  const own = useId()
  const id = given ?? own
  return (
    <div className={cx(styles.row, className)}>
      <input
        {...input}
        id={id}
        type="checkbox"
        className={boxClassName}
        aria-invalid={error ? true : undefined}
        aria-describedby={cx(error ? `${id}-error` : '', hint ? `${id}-hint` : '') || undefined}
      />
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {(error || hint) && (
        <div className={styles.about}>
          {error && (
            <p id={`${id}-error`} className={styles.error}>
              {error}
            </p>
          )}
          {hint && <p id={`${id}-hint`}>{hint}</p>}
        </div>
      )}
    </div>
  )
})
