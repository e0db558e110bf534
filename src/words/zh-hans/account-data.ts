import type { words as english } from '#src/words/en/account-data.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'account-data',
  lead: '本站掌握的与你有关的数据，你可以留存，也可以带到别处。',
  title: '下载你的数据',
  about: '一个 JSON 文件，人和程序都能读取。其中包括：',
  contents: {
    profile: '你的个人资料、邮箱以及所在的组',
    security: '你的两步验证、已知的浏览器和通行密钥，不含其中的机密',
    files: '你的文件列表：名称、大小、日期。文件本身在“文件”中。',
  },
  fileName: '我的账户.json',
  submit: '下载',
  pending: '正在收集你的数据…',
  done: '已下载',
}
