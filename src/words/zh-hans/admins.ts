import type { words as english } from '#src/words/en/admins.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'admins',
  title: '管理员',
  lead: '只有某个组的成员能看到此页。他们能做什么由 AWS 决定，而不是由此页决定。',
  who: '你是谁',
  email: '邮箱',
  id: '用户 ID',
  groups: '组',
  since: '登录时间',
  claims: '你的 ID 令牌中的内容',
  claim: '声明',
  value: '值',
  note: '浏览器不能列出用户池中的人，那需要管理员的权限。请使用 AWS 控制台或命令行，或在此页背后接上你自己的函数。',
}
