import type { PasswordPolicy } from '#src/config.ts'
import { PasswordField, type PasswordFieldProps } from './password-field.tsx'
import { PasswordGuide } from './password-guide.tsx'
import { passwordRulesAttribute } from './password-rules.ts'

export type NewPasswordFieldProps = Omit<PasswordFieldProps, 'autoComplete' | 'renderGuide'> & {
  readonly policy: PasswordPolicy
  /** Adds the rule that it must not be one of a list, which the caller loads. */
  readonly isCommon?: ((password: string) => boolean) | undefined
}

/** A file of its own, so that signing in does not load the rules. */
export function NewPasswordField({ policy, isCommon, ...field }: NewPasswordFieldProps) {
  return (
    <PasswordField
      {...{ passwordrules: passwordRulesAttribute(policy) }}
      {...field}
      autoComplete="new-password"
      renderGuide={(id, password) => <PasswordGuide {...{ id, password, policy, isCommon }} />}
    />
  )
}
