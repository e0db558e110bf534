import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { Button, type ButtonProps } from './button.tsx'
import { MenuItem, type MenuEntry } from './menu-item.tsx'
import { useMenuKeys } from './menu-keys.ts'
import styles from './menu.module.css'
import { place } from './place.ts'

export interface MenuGroup {
  readonly title?: string | undefined
  readonly items: readonly MenuEntry[]
}

export interface MenuProps {
  /** The button; without visible text it needs an `aria-label`. */
  readonly button: ButtonProps
  /** A line is drawn between groups. */
  readonly groups: readonly MenuGroup[]
  /** Above the items, to be read only. */
  readonly header?: ReactNode
  readonly align?: 'start' | 'end' | undefined
}

const itemsOf = (menu: HTMLElement | null) => [
  ...(menu?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? []),
]

export function Menu({ button, groups, header, align = 'start' }: MenuProps) {
  const id = useId()
  const [open, setOpen] = useState<'first' | 'last'>()
  const trigger = useRef<HTMLButtonElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const target = useMenuKeys()

  const close = () => {
    setOpen(undefined)
    trigger.current?.focus()
  }

  useLayoutEffect(() => {
    const menu = popup.current
    const anchor = trigger.current
    if (!open || !menu || !anchor) return
    // Into the top layer, where no scrolling ancestor cuts it off; older browsers do without.
    if ('showPopover' in menu) {
      menu.popover = 'manual'
      menu.showPopover()
    }
    const follow = () => place(menu, anchor, align)
    follow()
    itemsOf(menu)
      .at(open === 'last' ? -1 : 0)
      ?.focus({ preventScroll: true })
    window.addEventListener('resize', follow)
    window.addEventListener('scroll', follow, true)
    return () => {
      window.removeEventListener('resize', follow)
      window.removeEventListener('scroll', follow, true)
    }
  }, [open, align])

  useEffect(() => {
    if (!open) return
    const outside = ({ target: pressed }: Event) => {
      const within = (element: HTMLElement | null) => element?.contains(pressed as Node)
      if (!within(popup.current) && !within(trigger.current)) setOpen(undefined)
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
    }
  }, [open])

  const openByKey = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setOpen(event.key === 'ArrowUp' ? 'last' : 'first')
  }

  const move = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    // From the button on, Tab goes where it would have gone without the menu.
    if (event.key === 'Tab') return close()
    if (event.key === 'Escape') {
      // A dialog around the menu stays open.
      event.preventDefault()
      return close()
    }
    const next = target(event.key, event.timeStamp, itemsOf(popup.current))
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  return (
    <>
      <Button
        {...button}
        ref={trigger}
        aria-haspopup="menu"
        aria-expanded={Boolean(open)}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(open ? undefined : 'first')}
        onKeyDown={openByKey}
      />
      {open && (
        <div ref={popup} className={styles.popup}>
          {header && <div className={styles.header}>{header}</div>}
          <div
            role="menu"
            tabIndex={-1}
            id={id}
            aria-label={button['aria-label'] ?? undefined}
            onKeyDown={move}
          >
            {groups.map((group, index) => (
              <div
                key={group.title ?? index}
                role="group"
                aria-label={group.title}
                className={styles.group}
              >
                {group.title && (
                  <div className={styles.title} aria-hidden="true">
                    {group.title}
                  </div>
                )}
                {group.items.map((item) => (
                  <MenuItem key={item.label} item={item} onDone={close} />
                ))}
              </div>
            ))}
          </div>
        </div>
      )}
    </>
  )
}
