import type { words as english } from '#src/words/en/sign-up.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'sign-up',
  signUp: {
    title: '创建账户',
    heading: '创建你的账户',
    lead: (app) => `一个账户，使用 ${app} 的全部功能。`,
    submit: '创建账户',
    pending: '正在创建账户…',
    known: '已经有账户？',
    signIn: '登录',
    closed: '账户需要邀请',
    closedLead: '本站的管理者通过邮件邀请成员。收到邀请后即可登录。',
  },
  confirm: {
    title: '请查收邮件',
    lead: (email) => `我们已把验证码发送到 ${email}。输入验证码以确认邮箱。`,
    leadUnknown: '请输入邮件中的验证码，以确认你的邮箱。',
    submit: '确认',
    pending: '正在确认…',
    noCode: '还没有收到验证码？',
    noCodeHint: '可能需要一分钟，也可能被归入了垃圾邮件。',
    resent: '新的验证码已发出，只有最新的一个有效。',
    change: '换一个邮箱',
    known: '已经有账户了？',
    signIn: '登录',
  },
}
