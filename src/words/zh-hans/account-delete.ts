import type { words as english } from '#src/words/en/account-delete.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'account-delete',
  lead: '此操作无法撤销。你可能想先下载你的数据。',
  title: '删除账户',
  consequences: {
    files: '首先删除你的所有文件。它们的早期版本会在数周后清除。',
    account: '然后删除你的账户：个人资料、邮箱以及登录方式。',
    sessions: '你在所有地方的登录都会退出。',
  },
  confirmation: (email) => `请输入你的邮箱以确认：${email}`,
  confirmationWrong: '这不是你的邮箱。请照上面的原样输入。',
  submit: '删除我的账户',
  pending: '正在删除账户…',
  progress: (files) => (files === 0 ? '正在删除你的文件…' : `正在删除你的文件… 已删除 ${files} 个`),
  broken: (files) =>
    `删除了 ${files} 个文件后中断。你的账户和其余文件仍在。重新开始，即可继续删除剩余的内容。`,
}
