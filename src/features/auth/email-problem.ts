import type { words as english } from '#src/words/en/auth.ts'
import type { Translation } from '#src/words/words.ts'

/** Loose on purpose: whether an address exists only a mail to it can tell. */
export function emailProblem(
  email: string,
  { checks }: Translation<typeof english>,
): string | undefined {
  if (email.trim() === '') return checks.emailMissing
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? undefined : checks.emailWrong
}
