import type { words as english } from '#src/words/en/entries.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'entries',
  code: '验证码',
  codeMissing: '请输入验证码。',
  codeShort: (length) => `验证码有 ${length} 位数字。`,
  newPassword: '新密码',
  newPasswordMissing: '请设置密码。',
  rules: '密码没有满足全部要求。',
  spaceAtEnd: '密码的开头和结尾不能是空格。',
  common: '很多人使用这个密码，最容易被猜到。请换一个。',
  resend: '重新发送验证码',
  resendIn: (time) => `${time}后可重新发送`,
  startAgain: '重新开始',
  back: '返回登录',
  continue: '继续',
}
