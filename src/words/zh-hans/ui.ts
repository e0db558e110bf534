import type { words as english } from '../en/ui.ts'
import type { Translation } from '../words.ts'

export const words: Translation<typeof english> = {
  part: 'ui',
  close: '关闭',
}
