import type { words as english } from '#src/words/en/account-profile.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'account-profile',
  hello: (name) => `你好，${name}`,
  helloNobody: '你好',
  lead: '这是你的账户：你在这里的身份，以及你的登录方式。',
  title: '关于你',
  save: '保存更改',
  saving: '正在保存…',
  saved: '已保存',
  unsaved: '尚未保存',
  discard: '放弃更改',
}
