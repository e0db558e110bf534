import { type KeyboardEvent, useRef } from 'react'

/** The heading has the focus as a screen opens, and a code is what will be typed or pasted. */
export function useTypeAhead() {
  const field = useRef<HTMLInputElement>(null)
  const onKeyDown = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    if (/^\d$/.test(key) || (key === 'v' && (ctrlKey || metaKey))) field.current?.focus()
  }
  return { field, onKeyDown }
}
