import { useEffect, useRef, useState } from 'react'
import { words as english } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import { AlertIcon, CheckCircleIcon, CloseIcon, InfoIcon } from './sign-icons.tsx'
import styles from './toaster.module.css'

const icons = { info: InfoIcon, success: CheckCircleIcon, error: AlertIcon }

export interface ToastContent {
  readonly text: string
  readonly tone?: keyof typeof icons | undefined
  /** With one, or as an error, the toast stays until it is dismissed. */
  readonly action?: { readonly label: string; readonly onSelect: () => void } | undefined
}

const stays = 7000

interface Props {
  readonly content: ToastContent
  readonly onDone: () => void
  readonly onActed: () => void
}

export function Toast({ content, onDone, onActed }: Props) {
  const words = useWords(english)
  const { text, tone = 'success', action } = content
  const [held, setHeld] = useState(false)
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  }, [onDone])

  const leaves = !held && !action && tone !== 'error'
  useEffect(() => {
    if (!leaves) return
    const timer = setTimeout(() => done.current(), stays)
    return () => clearTimeout(timer)
  }, [leaves])

  // Nobody is hurried: it waits while it is pointed at or has the focus.
  const hold = {
    onPointerEnter: () => setHeld(true),
    onPointerLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  }
  const Icon = icons[tone]
  return (
    <li className={styles.toast} {...hold}>
      <Icon className={cx(styles.icon, styles[tone])} label={words.tones[tone]} />
      <span className={styles.text}>{text}</span>
      <span className={styles.actions}>
        {action && (
          <Button
            variant="quiet"
            size="small"
            onClick={() => {
              onActed()
              action.onSelect()
            }}
          >
            {action.label}
          </Button>
        )}
        <Button
          variant="quiet"
          size="small"
          square
          aria-label={words.dismiss}
          icon={<CloseIcon />}
          onClick={onDone}
        />
      </span>
    </li>
  )
}
