import { type ReactNode, useId } from 'react'
import choice from './choice.module.css'
import { cx } from './cx.ts'
import styles from './radio-cards.module.css'

export interface RadioCard<V extends string> {
  readonly value: V
  readonly label: ReactNode
  readonly description?: ReactNode
  readonly icon?: ReactNode
  readonly disabled?: boolean | undefined
}

export interface RadioCardsProps<V extends string> {
  readonly legend: ReactNode
  readonly name: string
  readonly options: readonly RadioCard<V>[]
  readonly value?: V | undefined
  readonly defaultValue?: V | undefined
  readonly onValueChange?: ((value: V) => void) | undefined
  readonly error?: ReactNode
  readonly disabled?: boolean | undefined
}

/** A choice among a few, each with a sentence about it. */
export function RadioCards<V extends string>({
  legend,
  name,
  options,
  value,
  defaultValue,
  onValueChange,
  error,
  disabled,
}: RadioCardsProps<V>) {
  const id = useId()
  return (
    <fieldset
      className={styles.group}
      disabled={disabled}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend className={styles.legend}>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.card}>
          <input
            type="radio"
            name={name}
            value={option.value}
            className={choice.tick}
            disabled={option.disabled}
            aria-labelledby={`${id}-${option.value}`}
            aria-describedby={option.description ? `${id}-${option.value}-about` : undefined}
            data-invalid={error ? '' : undefined}
            {...(value === undefined
              ? { defaultChecked: option.value === defaultValue }
              : { checked: option.value === value })}
            onChange={() => onValueChange?.(option.value)}
          />
          <span className={styles.words}>
            <span id={`${id}-${option.value}`} className={styles.label}>
              {option.label}
            </span>
            {option.description && (
              <span id={`${id}-${option.value}-about`} className={styles.about}>
                {option.description}
              </span>
            )}
          </span>
          {option.icon && <span className={cx(styles.icon)}>{option.icon}</span>}
        </label>
      ))}
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  )
}
