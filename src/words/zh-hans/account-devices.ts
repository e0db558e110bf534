import type { words as english } from '#src/words/en/account-devices.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'account-devices',
  lead: '登录过你账户的浏览器。请移除不再使用的浏览器。',
  thisTitle: '本浏览器',
  remember: '在本浏览器中不再要求验证码',
  rememberHint: '开启两步验证后，在这里只需密码即可。请只在没有其他人使用的设备上开启。',
  title: '已知的浏览器',
  device: '浏览器',
  used: '上次登录',
  isThis: '当前',
  remembered: '不要求验证码',
  on: (browser, system) => `${system} 上的 ${browser}`,
  unknown: '未知浏览器',
  forget: '移除',
  forgetNamed: (name) => `移除 ${name}`,
  forgetOther:
    '它需要再次输入验证码，会话到期后还须重新登录。要立即结束它的会话，请在所有地方退出登录。',
  forgetThis: '你将在这里退出登录，下次登录时会要求验证码。',
  forgotten: '浏览器已移除。',
  none: '没有已知的浏览器',
  noneLead: '用浏览器登录后，它会显示在这里。',
}
