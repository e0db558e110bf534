import { type ComponentProps, memo } from 'react'
import { TextField } from '#src/ui/text-field.tsx'
import { textsOf } from '#src/ui/texts-of.ts'

type Props = Pick<ComponentProps<typeof TextField>, 'label' | 'error' | 'autoComplete'>

/** The name of the account, hence `username`: password managers then keep the two together. */
export const EmailField = memo(function EmailField({ autoComplete = 'username', ...rest }: Props) {
  return (
    <TextField
      {...rest}
      autoComplete={autoComplete}
      name="email"
      type="email"
      inputMode="email"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      enterKeyHint="next"
    />
  )
})

/** What stands in it, in the form that another field is in. */
export const typedEmail = (beside: HTMLInputElement | null) =>
  beside?.form ? textsOf(beside.form)('email') : ''
