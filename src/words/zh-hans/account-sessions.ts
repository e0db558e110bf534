import type { words as english } from '#src/words/en/account-sessions.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'account-sessions',
  lead: '你已登录的地方。登录数周后，会话会自行结束。',
  here: '在本浏览器中',
  since: '登录时间',
  title: '所有地方',
  about: '在一台你无法再使用的电脑上登录过，或不确定还有谁登录着？可以一次结束所有会话。',
  files: '在那里已打开的文件，最长一小时内可能仍可访问。',
  submit: '在所有地方退出登录',
  confirm: '在所有地方退出登录？',
  consequence: '所有会话都会结束，包括当前会话。你可以立即重新登录。',
}
