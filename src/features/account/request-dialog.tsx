import type { useRequest } from '#src/app/hooks.ts'
import { ConfirmDialog, type ConfirmDialogProps } from '#src/ui/confirm-dialog.tsx'
import { FailureNotice } from './problems.tsx'

interface Props extends Omit<ConfirmDialogProps, 'danger' | 'pending'> {
  readonly request: ReturnType<typeof useRequest>
}

/** Asks before what cannot be taken back, and stays until it is done or given up. */
export function RequestDialog({ request, onClose, children, ...dialog }: Props) {
  return (
    <ConfirmDialog
      {...dialog}
      danger
      pending={request.status === 'pending'}
      onClose={() => {
        request.dismiss()
        onClose()
      }}
    >
      {request.status === 'failed' && <FailureNotice failure={request.failure} />}
      {children}
    </ConfirmDialog>
  )
}
