import type { ComponentProps } from 'react'
import { cx } from './cx.ts'
import { Field, type FieldProps } from './field.tsx'
import styles from './field.module.css'

export type TextFieldProps = Omit<ComponentProps<'input'>, keyof FieldProps> & FieldProps

export function TextField({
  label,
  hint,
  error,
  optional,
  id,
  className,
  'aria-describedby': describedBy,
  ...input
}: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, id, className, describedBy }}>
      {(control) => <input {...input} {...control} className={cx(styles.control)} />}
    </Field>
  )
}
