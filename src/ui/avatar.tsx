import { useState } from 'react'
import styles from './avatar.module.css'
import { cx } from './cx.ts'

export interface AvatarProps {
  readonly name: string
  /** What the colour is made from; without it the name, which may change. */
  readonly id?: string | undefined
  readonly src?: string | undefined
  readonly size?: 'small' | 'medium' | 'large' | undefined
  /** For where no text beside it says whose it is. */
  readonly label?: string | undefined
}

const firstLetter = (part = '') => part && String.fromCodePoint(part.codePointAt(0) ?? 0)

/** "Ada King" gives AK, "ada@example.org" A, "李小龙" 李. */
export function initialsOf(name: string): string {
  const parts = name
    .replace(/@.*/, '')
    .split(/[\s._-]+/u)
    .filter(Boolean)
  const last = parts.length > 1 ? parts.at(-1) : undefined
  return (firstLetter(parts[0]) + firstLetter(last)).toLocaleUpperCase() || '?'
}

function hueOf(text: string): number {
  let sum = 7
  for (let index = 0; index < text.length; index++)
    sum = (Math.imul(sum, 31) + text.charCodeAt(index)) >>> 0
  return sum % 8
}

export function Avatar({ name, id, src, size = 'medium', label }: AvatarProps) {
  const [broken, setBroken] = useState<string>()
  const pictured = src && src !== broken
  return (
    <span
      className={cx(
        styles.avatar,
        size !== 'medium' && styles[size],
        styles[`h${hueOf(id ?? name)}`],
      )}
      // Painted, not text: a button's name should not have to begin with it.
      data-initials={pictured ? undefined : initialsOf(name)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {pictured && <img src={src} alt="" draggable={false} onError={() => setBroken(src)} />}
    </span>
  )
}
