import type { PasswordPolicy } from '#src/config.ts'
import { unmetRules } from '#src/ui/password-rules.ts'
import type { words as english } from '#src/words/en/entries.ts'
import type { Translation } from '#src/words/words.ts'

type Words = Translation<typeof english>

export function newPasswordProblem(
  password: string,
  policy: PasswordPolicy,
  isCommon: ((password: string) => boolean) | undefined,
  words: Words,
): string | undefined {
  if (password === '') return words.newPasswordMissing
  if (unmetRules(policy, password).length > 0) return words.rules
  // No rule of the pool's, and refused by it all the same.
  if (/^\s|\s$/.test(password)) return words.spaceAtEnd
  return isCommon?.(password) ? words.common : undefined
}

/** How long codes are for signing in without a password Cognito does not promise. */
export function codeProblem(
  code: string,
  words: Words,
  length: number | 'any' = 6,
): string | undefined {
  if (code === '') return words.codeMissing
  return length === 'any' || code.length === length ? undefined : words.codeShort(length)
}
