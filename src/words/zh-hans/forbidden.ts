import type { words as english } from '#src/words/en/forbidden.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'forbidden',
  title: '您不能查看此页',
  text: '您已登录，但不是可以查看此页的组的成员。',
  signedInAs: (email) => `您当前登录的账户是 ${email}。`,
  onward: '前往您的账户',
}
