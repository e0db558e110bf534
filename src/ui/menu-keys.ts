import { useRef } from 'react'

/** Within this many milliseconds letters are read as one word. */
const pause = 600

/**
 * Which item the focus goes to, as the ARIA authoring practices have it: arrows go round, Home and
 * End to the ends, letters to the next item that begins with them.
 */
export function useMenuKeys() {
  const typed = useRef({ text: '', at: 0 })

  return (key: string, at: number, items: readonly HTMLElement[]): HTMLElement | undefined => {
    const focused = items.indexOf(document.activeElement as HTMLElement)
    const round = (index: number) => items[(index + items.length) % items.length]
    if (key === 'ArrowDown') return round(focused + 1)
    if (key === 'ArrowUp') return round(focused === -1 ? -1 : focused - 1)
    if (key === 'Home') return items[0]
    if (key === 'End') return items.at(-1)
    if (key.length !== 1 || (key === ' ' && at - typed.current.at > pause)) return undefined

    const before = at - typed.current.at > pause ? '' : typed.current.text
    // The same letter again goes on to the next item that begins with it.
    const text = before === key.toLowerCase() ? before : before + key.toLowerCase()
    typed.current = { text, at }
    const from = text.length === 1 ? focused + 1 : focused
    const order = [...items.slice(Math.max(from, 0)), ...items.slice(0, Math.max(from, 0))]
    return order.find((item) => item.textContent?.trim().toLowerCase().startsWith(text))
  }
}
