import type { ReactNode } from 'react'
import type { PasswordPolicy } from '#src/config.ts'
import { unmetRules } from '#src/ui/password-rules.ts'
import { words as english } from '#src/words/en/entries.ts'
import { sentence } from '#src/words/sentence.ts'

export function newPasswordProblem(
  password: string,
  policy: PasswordPolicy,
  isCommon: ((password: string) => boolean) | undefined,
): ReactNode {
  if (password === '') return sentence(english, (words) => words.newPasswordMissing)
  if (unmetRules(policy, password).length > 0) return sentence(english, (words) => words.rules)
  // No rule of the pool's, and refused by it all the same.
  if (/^\s|\s$/.test(password)) return sentence(english, (words) => words.spaceAtEnd)
  return isCommon?.(password) ? sentence(english, (words) => words.common) : undefined
}

/** How long codes are for signing in without a password Cognito does not promise. */
export function codeProblem(code: string, length: number | 'any' = 6): ReactNode {
  if (code === '') return sentence(english, (words) => words.codeMissing)
  if (length === 'any' || code.length === length) return undefined
  return sentence(english, (words) => words.codeShort(length))
}
