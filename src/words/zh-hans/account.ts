import type { words as english } from '../en/account.ts'
import type { Translation } from '../words.ts'

export const words: Translation<typeof english> = {
  part: 'account',
  navigation: '你的账户',
  sections: {
    profile: '个人资料',
  },
  loading: '正在加载…',
  again: '重试',
  save: '保存',
}
