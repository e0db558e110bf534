import { useConfig } from '#src/app/config-context.ts'
import { words as english } from '#src/words/en/account.ts'
import { useWords } from '#src/words/words.ts'
import styles from './code-note.module.css'

/**
 * Cognito checks a password only by signing in, and at that sends the code of the second step
 * unasked. What comes unannounced would look like somebody breaking in.
 */
export function CodeNote() {
  const words = useWords(english)
  const { mfa, mfaMethods } = useConfig()
  const comes = mfa !== 'OFF' && mfaMethods.some((method) => method !== 'TOTP')
  return comes ? <p className={styles.note}>{words.codeComes}</p> : null
}
