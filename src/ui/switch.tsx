import { CheckboxField, type CheckboxFieldProps } from './checkbox-field.tsx'
import styles from './switch.module.css'

export type SwitchProps = Omit<CheckboxFieldProps, 'boxClassName' | 'role'>

/** Acts at once, where a checkbox is sent with its form. */
export const Switch = (props: SwitchProps) => (
  <CheckboxField {...props} {...{ role: 'switch' }} boxClassName={styles.toggle} />
)
