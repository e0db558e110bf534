import { type ComponentProps, useId } from 'react'
import styles from './choice.module.css'
import { cx } from './cx.ts'
import type { FieldProps } from './field.tsx'

export type CheckboxFieldProps = Omit<ComponentProps<'input'>, keyof FieldProps | 'type'> &
  Omit<FieldProps, 'optional'> & {
    /** A switch acts at once; a checkbox is sent with its form. */
    readonly kind?: 'checkbox' | 'switch' | undefined
  }

export function CheckboxField({
  label,
  hint,
  error,
  id: given,
  className,
  kind = 'checkbox',
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
        role={kind === 'switch' ? 'switch' : undefined}
        className={kind === 'switch' ? styles.toggle : styles.tick}
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
}

export type SwitchProps = Omit<CheckboxFieldProps, 'kind'>

export const Switch = (props: SwitchProps) => <CheckboxField {...props} kind="switch" />
