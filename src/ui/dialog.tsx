import { type ReactNode, useEffect, useId, useRef } from 'react'
import { words as english } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { Announcer } from './announcer.tsx'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import styles from './dialog.module.css'
import { keepFocus } from './keep-focus.ts'
import { CloseIcon } from './sign-icons.tsx'
import { useModal } from './use-modal.ts'

export interface DialogProps {
  readonly title: ReactNode
  /** Asked for by Escape, the close button or, with `lightDismiss`, a press beside the dialog. */
  readonly onClose: () => void
  readonly children?: ReactNode
  readonly footer?: ReactNode
  readonly size?: 'medium' | 'wide' | undefined
  readonly lightDismiss?: boolean | undefined
}

/**
 * Open for as long as it is rendered, so that it starts afresh each time. The focus goes to the
 * first field, or to the title where there is none, and afterwards back to where it was.
 */
export function Dialog({
  title,
  onClose,
  children,
  footer,
  size = 'medium',
  lightDismiss = false,
}: DialogProps) {
  const words = useWords(english)
  const id = useId()
  const ref = useRef<HTMLDialogElement>(null)

  useModal(ref, onClose, lightDismiss)
  useEffect(() => keepFocus(ref.current), [])

  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      className={cx(styles.dialog, size === 'wide' && styles.wide)}
    >
      <Announcer>
        <div className={styles.head}>
          <h2 id={id} tabIndex={-1}>
            {title}
          </h2>
          <Button
            variant="quiet"
            size="small"
            square
            aria-label={words.close}
            icon={<CloseIcon />}
            onClick={onClose}
          />
        </div>
        <div className={styles.body}>{children}</div>
        {footer && <div className={styles.foot}>{footer}</div>}
      </Announcer>
    </dialog>
  )
}
