import type { ReactNode } from 'react'
import { useConfig } from '#src/app/config-context.ts'
import { NewPasswordField as Field } from '#src/ui/new-password-field.tsx'

interface Props {
  readonly label: string
  readonly error: ReactNode
  readonly isCommon: ((password: string) => boolean) | undefined
}

export function NewPasswordField(props: Props) {
  const { passwordPolicy } = useConfig()
  return <Field {...props} name="password" policy={passwordPolicy} enterKeyHint="go" />
}
