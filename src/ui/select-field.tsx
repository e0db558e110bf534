import type { ComponentProps } from 'react'
import { cx } from './cx.ts'
import { Field, type FieldProps } from './field.tsx'
import fieldStyles from './field.module.css'
import { ChevronDownIcon } from './sign-icons.tsx'
import styles from './select-field.module.css'

export type SelectFieldProps = Omit<ComponentProps<'select'>, keyof FieldProps> &
  FieldProps & {
    readonly options: readonly { readonly value: string; readonly label: string }[]
    /** A first line that is no choice. */
    readonly placeholder?: string | undefined
  }

export function SelectField({
  label,
  hint,
  error,
  optional,
  id,
  className,
  options,
  placeholder,
  ...select
}: SelectFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, id, className }}>
      {(control) => (
        <div className={styles.box}>
          <select
            {...(placeholder && select.value === undefined && { defaultValue: '' })}
            {...select}
            {...control}
            className={cx(fieldStyles.control)}
          >
            {placeholder && (
              <option value="" disabled={!optional}>
                {placeholder}
              </option>
            )}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDownIcon />
        </div>
      )}
    </Field>
  )
}
