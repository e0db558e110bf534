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
  return isCommon?.(password) ? words.common : undefined
}

export const codeProblem = (code: string, words: Words) =>
  code === '' ? words.codeMissing : code.length === 6 ? undefined : words.codeShort(6)

/** What stands in a form's fields, as text. */
export function textsOf(form: HTMLFormElement): (name: string) => string {
  const data = new FormData(form)
  return (name) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
}
