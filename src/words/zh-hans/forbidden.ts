import type { words as english } from '#src/words/en/forbidden.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'forbidden',
  title: '你不能查看此页',
  text: '你已登录，但不在可以查看此页的组中。',
  signedInAs: (email) => `你当前登录的账户是 ${email}。`,
  onward: '前往你的账户',
}
