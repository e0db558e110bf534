import type { Collection } from '../store/store.ts'

import type { Message } from './model.ts'

const capacity = 1000

/** Keys sort by age. The oldest messages go when there are too many. */
export function createInbox(items: Collection<Message>) {
  let last: number | undefined
  return {
    add(message: Message) {
      last ??= [...items.entries()].reduce((highest, [key]) => Math.max(highest, Number(key)), 0)
      last += 1
      items.set(String(last).padStart(12, '0'), message)
      if (items.size <= capacity) return
      const [oldest] = items.entries().next().value ?? []
      if (oldest) items.delete(oldest)
    },
  }
}
