import { type ReactNode, useState } from 'react'
import { Button } from '#src/ui/button.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { words as english } from '#src/words/en/entries.ts'
import { useLanguage, useWords } from '#src/words/words.ts'
import { useCountdown, waitText } from './countdown.ts'
import styles from './resend.module.css'

interface Props {
  readonly question: string
  readonly hint?: string
  readonly resent: string
  readonly pending: boolean
  /** Whether a code has only just been sent, as the screen opens. */
  readonly justSent: boolean
  /** Rejects where none was sent; why not is told by the form. */
  readonly onResend: () => Promise<unknown>
  /** What else may help, beside the button. */
  readonly also?: ReactNode
}

/** Long enough for a mail to arrive, so that nobody holds two codes and types the older one. */
const patience = 30_000

export function Resend({ question, hint, resent, pending, justSent, onResend, also }: Props) {
  const words = useWords(english)
  const language = useLanguage()
  const [times, setTimes] = useState(0)
  const [opened] = useState(() => Date.now())
  const { seconds, restart } = useCountdown(justSent ? opened + patience : undefined)

  const resend = async () => {
    if (seconds > 0 || pending) return
    await onResend()
    restart(patience)
    setTimes(times + 1)
  }

  return (
    <div className={styles.resend}>
      {times > 0 && (
        <Notice key={times} tone="success" live>
          {resent}
        </Notice>
      )}
      <p>
        <strong>{question}</strong> {hint}
      </p>
      <div className={styles.ways}>
        <Button
          size="small"
          pending={pending}
          aria-disabled={seconds > 0}
          onClick={() => void resend().catch(() => undefined)}
        >
          {seconds > 0 ? words.resendIn(waitText(seconds, language)) : words.resend}
        </Button>
        {also}
      </div>
    </div>
  )
}
