import type { words as english } from '#src/words/en/signed-out.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'signed-out',
  again: '重新登录',
  home: '前往首页',
  byChoice: { title: '你已退出登录', lead: '你的账户在此浏览器中已全部退出。' },
  ended: { title: '登录已失效', lead: '请重新登录，之后会回到刚才的位置。' },
  elsewhere: { title: '你已退出登录', lead: '你在此浏览器的另一个标签页或窗口中退出了登录。' },
  replaced: { title: '你已退出登录', lead: '之后有其他人用此浏览器登录了。' },
  deleted: {
    title: '你的账户已删除',
    lead: '你的个人资料和文件也已一并删除。感谢你曾经使用本站。',
  },
}
