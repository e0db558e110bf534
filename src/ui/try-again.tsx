import type { ComponentProps, ReactNode } from 'react'
import { words as english } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

export function TryAgain(props: Omit<ComponentProps<typeof Button>, 'children'>) {
  const { tryAgain } = useWords(english)
  return <Button {...props}>{tryAgain}</Button>
}

interface Props {
  readonly title?: ReactNode
  readonly onRetry: () => void
  readonly children: ReactNode
}

/** What could not be had just now. */
export const RetryNotice = ({ onRetry, ...notice }: Props) => (
  <Notice tone="error" actions={<TryAgain size="small" onClick={onRetry} />} {...notice} />
)
