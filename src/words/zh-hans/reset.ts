import type { words as english } from '#src/words/en/reset.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'reset',
  forgot: {
    title: '重设密码',
    lead: '请输入邮箱，我们会发送用来设置新密码的验证码。',
    submit: '发送验证码',
    pending: '正在发送…',
    remembered: '想起来了？',
    signIn: '登录',
  },
  reset: {
    title: '设置新密码',
    lead: (email) => `如果 ${email} 在这里有账户，验证码正在发往该邮箱。`,
    leadRequired: (email) => `登录之前需要设置新密码。我们已把验证码发送到 ${email}。`,
    leadUnknown: '请输入邮件中的验证码，以及今后要使用的密码。',
    submit: '保存并登录',
    pending: '正在保存…',
    noCode: '还没有收到验证码？',
    noCodeHint:
      '可能需要一分钟，也可能被归入了垃圾邮件。从未确认过的邮箱不会收到：请先登录，完成邮箱确认。',
    resent: '如果账户存在，新的验证码正在路上。只有最新的一个有效。',
    change: '换一个邮箱',
  },
}
