import type { words as english } from '#src/words/en/account-phone.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'account-phone',
  lead: '用于接收短信验证码，不作他用。',
  current: '你的手机号码',
  none: '尚未添加',
  verified: '已验证',
  unverified: '未验证',
  titleFirst: '添加手机号码',
  title: '更改手机号码',
  about: '我们会通过短信发送验证码。输入验证码后，号码才会生效。',
  next: '新号码',
  wrong: '请输入带国家代码的电话号码，例如 +86 138 0013 8000。',
  same: '这已经是你的号码。',
  taken: '此号码无法在这里使用。请换一个。',
  passwordHint: '以免他人在这里填入自己的号码。',
  submit: '发送验证码',
  pending: '正在发送验证码…',
  verifyNow: '验证',
  verifyTitle: '输入验证码',
  sentTo: (number) => `验证码已通过短信发送到 ${number}。`,
  question: '没有收到短信？',
  questionHint: '可能需要一分钟。请检查号码是否正确。',
  sentAgain: '新的验证码已发出。只有最新的有效。',
  verify: '验证此号码',
  verifying: '正在检查验证码…',
  remove: '移除',
  removeTitle: '移除你的号码？',
  removeConsequence: '之后无法再向它发送验证码。',
  inUse:
    '两步验证的验证码会发送到此号码。请先在那里关闭短信验证，更改或移除号码，然后再打开：这样即使出错，也不会把你锁在门外。',
  inUseOnly:
    '两步验证的验证码会发送到此号码；更改后立即改为发送到新号码。请仔细核对：号码有误会把你锁在门外。',
  toTwoStep: '两步验证',
  news: {
    verified: '你的号码已验证。',
    cancelled: '号码经过验证后才会生效。',
    removed: '你的号码已移除。',
  },
}
