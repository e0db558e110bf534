import type { words as english } from '#src/words/en/account.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'account',
  navigation: '你的账户',
  sections: {
    profile: '个人资料',
    password: '密码',
    twoStep: '两步验证',
    email: '邮箱',
    phone: '手机',
    passkeys: '通行密钥',
    devices: '设备',
    sessions: '登录会话',
    data: '你的数据',
    delete: '删除账户',
    developer: '开发者',
  },
  password: '你的密码',
  passwordMissing: '请输入密码。',
  wrongPassword: '这不是你的密码。请检查后重试。',
  codeComes: '如果你的第二步是短信或邮件验证码，此时也会收到一个，无需输入。',
  loading: '正在加载…',
  notOffered: '这里没有可设置的内容：本站不使用此功能。',
}
