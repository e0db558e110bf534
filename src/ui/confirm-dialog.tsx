import { words as english } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { Button } from './button.tsx'
import { Dialog, type DialogProps } from './dialog.tsx'

export type ConfirmDialogProps = Omit<DialogProps, 'footer' | 'size' | 'lightDismiss'> & {
  /** What will happen, as a verb: "Delete file", never "OK". */
  readonly confirmLabel: string
  readonly onConfirm: () => void
  readonly danger?: boolean | undefined
  readonly pending?: boolean | undefined
}

export function ConfirmDialog({
  confirmLabel,
  onConfirm,
  danger = false,
  pending = false,
  ...dialog
}: ConfirmDialogProps) {
  const words = useWords(english)
  return (
    <Dialog
      {...dialog}
      footer={
        <>
          <Button onClick={dialog.onClose}>{words.cancel}</Button>
          <Button variant={danger ? 'danger' : 'primary'} pending={pending} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    />
  )
}
