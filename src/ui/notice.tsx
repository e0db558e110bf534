import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react'
import { words as english } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { useAnnounce } from './announcer.tsx'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import { AlertIcon, CheckCircleIcon, CloseIcon, InfoIcon, WarningIcon } from './sign-icons.tsx'
import styles from './notice.module.css'

const icons = {
  info: InfoIcon,
  success: CheckCircleIcon,
  warning: WarningIcon,
  error: AlertIcon,
}

export type NoticeTone = keyof typeof icons

export type NoticeProps = Omit<ComponentProps<'div'>, 'title' | 'ref'> & {
  readonly tone?: NoticeTone
  readonly title?: ReactNode
  readonly actions?: ReactNode
  readonly onDismiss?: () => void
  /**
   * Read out when it appears. Errors are, at once; the others only where they answer something the
   * person just did, and they wait for a pause.
   */
  readonly live?: boolean
}

export function Notice({
  tone = 'info',
  title,
  actions,
  onDismiss,
  live = tone === 'error',
  className,
  children,
  ...rest
}: NoticeProps) {
  const words = useWords(english)
  const announce = useAnnounce()
  const body = useRef<HTMLDivElement>(null)
  const Icon = icons[tone]
  // An alert is read when inserted; a status region only when it was there before its text.
  const polite = live && tone !== 'error'

  useEffect(() => {
    if (polite) announce(body.current?.innerText ?? body.current?.textContent ?? '')
  }, [polite, announce])

  return (
    <div
      role={live && tone === 'error' ? 'alert' : undefined}
      {...rest}
      className={cx(styles.notice, styles[tone], className)}
    >
      <Icon className={styles.icon} label={words.tones[tone]} />
      <div className={styles.body}>
        <div ref={body}>
          {title && <p className={styles.title}>{title}</p>}
          {children && <div>{children}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {onDismiss && (
        <Button
          variant="quiet"
          size="small"
          square
          className={styles.dismiss}
          aria-label={words.dismiss}
          icon={<CloseIcon />}
          onClick={onDismiss}
        />
      )}
    </div>
  )
}
