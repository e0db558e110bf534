import type { words as english } from '#src/words/en/about.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'about',
  title: '关于这个起步项目',
  lead: '一个运行在 AWS 上、自带账户功能的 React 应用：克隆即用，一个下午读完，放心修改。',
  sections: [
    {
      title: '为什么有它',
      text: '每个产品都要做一遍账户功能，而且很容易做得只是“差不多对”。这里把它完整地做了一次：各个页面、各种错误、第二因素、互相矛盾的标签页，以及突然中断的网络。',
    },
    {
      title: '你的数据在哪里',
      text: '你的账户由 Amazon Cognito 用户池保管。你的文件存放在私有的 Amazon S3 存储桶中，只有你能访问自己的文件夹。开发时两者都只保存在运行它的那台电脑的一个文件夹里。',
    },
    {
      title: '这个页面的用途',
      text: '等你来替换。请在这里说明你是谁、别人如何联系你；文字都在语言目录中，每种语言一个文件。',
    },
  ],
}
