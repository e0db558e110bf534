import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { CheckIcon } from './sign-icons.tsx'
import { Link } from './link.tsx'
import styles from './menu.module.css'

interface Named {
  readonly label: string
  readonly icon?: ReactNode
}

export type MenuEntry =
  | (Named & { readonly to: string })
  | (Named & { readonly href: string })
  | (Named & {
      readonly onSelect: () => void
      readonly danger?: boolean | undefined
      readonly disabled?: boolean | undefined
      /** One of its group is chosen: true here, false for the others. */
      readonly checked?: boolean | undefined
    })

export function MenuItem({ item, onDone }: { item: MenuEntry; onDone: () => void }) {
  const inside = (
    <>
      {item.icon}
      <span>{item.label}</span>
    </>
  )
  if ('to' in item)
    return (
      <Link role="menuitem" tabIndex={-1} className={styles.item} to={item.to} onClick={onDone}>
        {inside}
      </Link>
    )
  if ('href' in item)
    return (
      <a role="menuitem" tabIndex={-1} className={styles.item} href={item.href} onClick={onDone}>
        {inside}
      </a>
    )
  const { checked, danger, disabled, onSelect } = item
  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={checked}
      aria-disabled={disabled || undefined}
      tabIndex={-1}
      className={cx(styles.item, danger && styles.danger)}
      onClick={() => {
        if (disabled) return
        onDone()
        onSelect()
      }}
    >
      {inside}
      {checked && <CheckIcon />}
    </button>
  )
}
