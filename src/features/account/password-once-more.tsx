import type { ReactNode } from 'react'
import { useConfig } from '#src/app/config-context.ts'
import { PasswordField } from '#src/ui/password-field.tsx'
import { words as english } from '#src/words/en/account.ts'
import { sentence } from '#src/words/sentence.ts'
import { useWords } from '#src/words/words.ts'
import styles from './password-once-more.module.css'

/** Where a form that asks for it says what came of it. */
export function usePasswordPlaces() {
  const { wrongPassword: text } = useWords(english)
  return {
    'wrong-credentials': { at: 'password', text },
    'user-not-found': { at: 'password', text },
    'too-many-attempts': { at: 'password' },
  } as const
}

export const passwordOnceMoreProblem = (password: string): ReactNode =>
  password === '' ? sentence(english, (words) => words.passwordMissing) : undefined

interface Props {
  readonly hint?: string
  readonly error: ReactNode
}

export function PasswordOnceMore({ hint, error }: Props) {
  const words = useWords(english)
  const { mfa, mfaMethods } = useConfig()
  // Cognito checks a password only by signing in, and at that sends the code of the second step
  // unasked. What comes unannounced would look like somebody breaking in.
  const codeComes = mfa !== 'OFF' && mfaMethods.some((method) => method !== 'TOTP')
  return (
    <>
      <PasswordField
        name="password"
        label={words.password}
        hint={hint}
        autoComplete="current-password"
        error={error}
      />
      {codeComes && <p className={styles.note}>{words.codeComes}</p>}
    </>
  )
}
