import type { words as english } from '#src/words/en/auth.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'auth',
  fields: {
    email: '邮箱',
    password: '密码',
    keep: '保持登录状态',
  },
  checks: {
    emailMissing: '请输入邮箱。',
    emailWrong: '请输入完整的邮箱地址，例如 name@example.com。',
    passwordMissing: '请输入密码。',
  },
  failed: '操作没有成功。请检查网络后重试。',

  signIn: {
    title: '登录',
    heading: (app) => `登录 ${app}`,
    submit: '登录',
    pending: '正在登录…',
    forgot: '忘记密码？',
    or: '或者',
    emailCode: '用邮件验证码登录',
    smsCode: '用短信验证码登录',
    passkey: '使用通行密钥',
    newHere: '第一次来？',
    signUp: '创建账户',
    confirmed: '邮箱已确认。请登录以继续。',
    passwordChanged: '密码已更改。请用新密码登录。',
    expired: '等待时间过长，本次登录已取消。请重新开始。',
  },
}
