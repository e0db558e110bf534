import type { words as english } from '#src/words/en/home.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'home',
  title: '账户功能，已经做好',
  lead: '在 AWS 上完成注册、登录、两步验证、密码、设备与私人文件。还没有 AWS 账户也能在你的电脑上运行，午饭前就能改成你自己的产品。',
  start: '创建账户',
  signIn: '登录',
  open: '打开你的账户',
  files: '打开你的文件',
  wayTitle: '从密码到私人文件',
  way: [
    { from: '密码', to: '登录时通过 SRP 证明，无需发送' },
    { from: '令牌', to: '说明你是谁，有效期一刻钟' },
    { from: '凭证', to: '由身份池签发，只适用于你' },
    { from: '你的文件夹', to: '是它们在存储桶中能打开的唯一位置' },
  ],
  tryTitle: '五分钟上手',
  tryLead: '下面的一切现在就能用，无需任何设置。',
  steps: [
    {
      title: '创建账户',
      text: '任何邮箱地址都可以。用来确认邮箱的验证码会通过邮件送达；开发时它会出现在本地收件箱里。',
    },
    {
      title: '忘记密码',
      text: '申请一个新密码，看看用户找回账户时会看到什么：验证码、密码规则和出错提示。',
    },
    {
      title: '加上第二步验证',
      text: '用身份验证器应用扫描二维码，再登录一次，并让这个浏览器被记住。',
    },
    {
      title: '存一个文件',
      text: '把东西放进存储桶里属于你的那一部分。别人无法访问，中间也没有我们的服务器。',
    },
  ],
  builtTitle: '它建立在什么之上',
  built: [
    {
      title: '用户池',
      text: 'Amazon Cognito 保管用户信息：它从不见到明文密码，还管理验证码、第二因素和记住的设备。',
    },
    {
      title: '身份池',
      text: '登录后的用户会得到一小时有效的 AWS 凭证，其策略只适用于本人。',
    },
    {
      title: '一份模板',
      text: '同一份 CloudFormation 模板既驱动 AWS，也驱动你电脑上的替身。策略写错了，会先在笔记本上暴露出来。',
    },
  ],
}
