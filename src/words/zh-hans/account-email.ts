import type { words as english } from '#src/words/en/account-email.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'account-email',
  lead: '你用它登录；忘记密码时，也靠它找回账户。',
  current: '你的邮箱',
  verified: '已验证',
  title: '更改邮箱',
  about: '我们会向新邮箱发送验证码。在你输入验证码之前，旧邮箱仍属于你，并继续有效。',
  next: '新邮箱',
  wrong: '请输入完整的邮箱地址，例如 name@example.com。',
  same: '这已经是你的邮箱。',
  taken: '此邮箱无法在这里使用。请换一个。',
  passwordHint: '以免他人盗走你的账户。',
  submit: '发送验证码',
  pending: '正在发送验证码…',
  verifyTitle: '输入验证码',
  sentTo: (address) => `验证码已发送到 ${address}。输入之前，旧邮箱继续有效。`,
  question: '没有收到邮件？',
  questionHint: '可能需要一分钟。也请查看垃圾邮件。',
  sentAgain: '新的验证码已发出。只有最新的有效。',
  verify: '更改邮箱',
  verifying: '正在检查验证码…',
  news: {
    changed: '邮箱已更改。今后请用新邮箱登录。',
    cancelled: '未作任何更改。',
  },
}
