import type { words as english } from '#src/words/en/account-picture.ts'
import type { Translation } from '#src/words/words.ts'

export const words: Translation<typeof english> = {
  part: 'account-picture',
  title: '你的头像',
  about: '每个页面上都会向你显示，并与你的文件存放在一起。',
  yours: '你的头像',
  none: '尚无头像',
  choose: '选择图片…',
  change: '另选一张…',
  remove: '移除',
  crop: '选取哪一部分？',
  preview: '头像的效果',
  hint: '拖动图片，或使用滑块。',
  zoom: '缩放',
  across: '左右',
  down: '上下',
  save: '保存头像',
  saving: '正在保存…',
  saved: '头像已保存。',
  removed: '头像已移除。',
  removeTitle: '移除你的头像？',
  removeConsequence: '将改为显示你的姓名首字母。',
  problems: {
    tooLarge: '图片过大。请选择不超过 30 MB 的图片。',
    notAnImage: '此浏览器无法将其作为图片读取。请选择照片，例如 JPEG 或 PNG。',
  },
}
