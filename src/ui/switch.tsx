import { CheckboxField, type CheckboxFieldProps } from './checkbox-field.tsx'
import styles from './switch.module.css'

export type SwitchProps = Omit<CheckboxFieldProps, 'boxClassName' | 'role'>

/** Acts at once, where a checkbox is sent with its form. */
const own = { role: 'switch', boxClassName: styles.toggle } as const

export const Switch = (props: SwitchProps) => <CheckboxField {...props} {...own} />
