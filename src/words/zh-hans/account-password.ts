import type { words as english } from '#src/words/en/account-password.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'account-password',
  lead: '最好使用一个较长、且不在别处使用的密码；密码管理器可以替你生成并保存。',
  title: '更改密码',
  current: '当前密码',
  currentMissing: '请输入你现在的密码。',
  wrong: '这不是你的密码。请检查后重试。',
  same: '这就是你现在的密码。请换一个。',
  limit: '尝试次数过多。请稍等片刻（最多 15 分钟）后再试。',
  elsewhere: '在其他所有地方退出登录',
  elsewhereHint:
    '之后，凡是用旧密码登录的人都需要使用新密码。如果开启了两步验证，本浏览器也可能再次要求输入验证码。',
  forgotten: '忘记了？请先退出登录，然后选择“忘记密码？”。',
  submit: '更改密码',
  pending: '正在更改密码…',
  endOthers: '在所有地方退出登录',
  outcomes: {
    changed: '密码已更改。其他已登录的浏览器保持登录。',
    'elsewhere-ended': '密码已更改，除本浏览器外，其他地方均已退出登录。',
    'others-left': '密码已更改，但未能退出其他浏览器的登录。请再试一次。',
  },
}
