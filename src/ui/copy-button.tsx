import { useEffect, useState } from 'react'
import { words as english } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { useAnnounce } from './announcer.tsx'
import { Button, type ButtonProps } from './button.tsx'
import { CopyIcon } from './icons.tsx'
import { AlertIcon, CheckIcon } from './sign-icons.tsx'

export type CopyButtonProps = Omit<ButtonProps, 'value' | 'onClick' | 'icon' | 'children'> & {
  readonly value: string
  /** What is copied, where several such buttons stand on a page: "Copy the secret". */
  readonly label?: string | undefined
}

export function CopyButton({ value, label, ...button }: CopyButtonProps) {
  const words = useWords(english)
  const announce = useAnnounce()
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()

  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(undefined), 2500)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setOutcome('copied')
      announce(words.copied)
    } catch {
      // Forbidden by the browser, or by a frame around the page.
      setOutcome('failed')
      announce(words.copyFailed)
    }
  }

  const Icon = outcome === 'copied' ? CheckIcon : outcome === 'failed' ? AlertIcon : CopyIcon
  return (
    <Button
      size="small"
      {...button}
      icon={<Icon />}
      title={outcome === 'failed' ? words.copyFailed : undefined}
      onClick={() => void copy()}
    >
      {outcome === 'copied' ? words.copied : (label ?? words.copy)}
    </Button>
  )
}
