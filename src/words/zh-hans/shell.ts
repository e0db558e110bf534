import type { words as english } from '#src/words/en/shell.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'shell',
  skip: '跳到正文',
  home: '首页',
  about: '关于',
  files: '文件',
  account: '账户',
  admins: '管理员',
  signIn: '登录',
  signUp: '创建账户',
  signOut: '退出登录',
  mainNavigation: '主导航',
  accountMenu: (name) => `${name} 的账户`,
  signedInAs: '当前登录账户',
  theme: '外观',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  language: '语言',
  inbox: '本地收件箱',
  loading: '正在加载…',

  notFound: {
    title: '找不到页面',
    text: '这个地址没有任何内容。页面可能已移动，或者链接有误。',
    onward: '前往首页',
  },
  failed: {
    title: '页面出错了',
    text: '显示此页面时出现问题。你的账户和文件不受影响。',
    chunk: '应用的一部分未能加载。请检查网络连接后重试。',
    onward: '前往首页',
    details: '技术详情',
  },
}
