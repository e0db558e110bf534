import type { words as english } from '#src/words/en/attributes.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'attributes',
  labels: {
    email: '邮箱',
    name: '姓名',
    given_name: '名',
    family_name: '姓',
    middle_name: '中间名',
    nickname: '昵称',
    preferred_username: '显示名称',
    phone_number: '手机号码',
    birthdate: '出生日期',
    gender: '性别',
    locale: '语言和地区',
    zoneinfo: '时区',
    address: '地址',
    picture: '头像网址',
    profile: '个人主页网址',
    website: '网站',
    'custom:agentName': '代理名称',
  },
  hints: {
    phone_number: '请带上国家代码，例如 +86 138 0013 8000。',
    'custom:agentName': '我们这样称呼你。',
  },
  problems: {
    missing: '请填写此项。',
    short: (least) => `至少需要 ${least} 个字符。`,
    long: (most) => `最多 ${most} 个字符。`,
    phone: '请输入带国家代码的手机号码，例如 +86 138 0013 8000。',
    address: '请输入完整的网址，例如 https://example.com。',
    refused: '此项未被接受，请修改。',
  },
}
