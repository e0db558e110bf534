import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './field.tsx'
import styles from './range-field.module.css'

export type RangeFieldProps = Omit<
  ComponentProps<'input'>,
  keyof FieldProps | 'type' | 'value' | 'onChange'
> &
  Omit<FieldProps, 'optional'> & {
    readonly value: number
    /** As it is read out: "150 %" rather than "1.5". */
    readonly valueText: string
    readonly onValueChange: (value: number) => void
  }

export function RangeField({
  label,
  hint,
  error,
  id,
  className,
  valueText,
  onValueChange,
  ...input
}: RangeFieldProps) {
  return (
    <Field {...{ label, hint, error, id, className }}>
      {({ required: _never, ...control }) => (
        <input
          {...input}
          {...control}
          type="range"
          aria-valuetext={valueText}
          className={styles.range}
          onChange={({ target }) => onValueChange(target.valueAsNumber)}
        />
      )}
    </Field>
  )
}
