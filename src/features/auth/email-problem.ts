import type { ReactNode } from 'react'
import { words as english } from '#src/words/en/auth.ts'
import { sentence } from '#src/words/sentence.ts'

/** Loose on purpose: whether an address exists only a mail to it can tell. */
export const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

export function emailProblem(email: string): ReactNode {
  if (email.trim() === '') return sentence(english, ({ checks }) => checks.emailMissing)
  return isEmail(email.trim()) ? undefined : sentence(english, ({ checks }) => checks.emailWrong)
}
