import type { words as english } from '#src/words/en/account-passkeys.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'account-passkeys',
  lead: '用指纹、面容或设备的 PIN 登录，无需密码。',
  title: '你的通行密钥',
  none: '还没有通行密钥',
  noneLead: '在你使用的每台设备上添加一个，或添加一个可在多台设备间共享的。',
  unsupported: '此浏览器无法使用通行密钥。你已有的通行密钥在其他浏览器中仍然有效。',
  name: '名称',
  unnamed: '通行密钥',
  addedAt: '添加时间',
  add: '添加通行密钥',
  adding: '正在等待你的通行密钥…',
  added: '通行密钥已添加。',
  cancelled: '未添加通行密钥。',
  remove: '移除',
  removeNamed: (name) => `移除 ${name}`,
  consequence: '你将无法再用它在这里登录。你的设备可能仍会显示它，请在设备上也将其移除。',
  removed: '通行密钥已移除。',
}
