import { useId, useState } from 'react'

import type { FileErrorCode } from '#src/aws/file-store/file-error.ts'
import { nameProblem } from '#src/aws/file-store/file-names.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { Form } from '#src/ui/form.tsx'
import { TextField } from '#src/ui/text-field.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'

interface Props {
  readonly title: string
  readonly submitLabel: string
  readonly initial?: string
  readonly folder: string
  readonly taken: (name: string) => boolean
  readonly onSubmit: (name: string) => Promise<FileErrorCode | undefined>
  readonly onClose: () => void
}

export function NameDialog({
  title,
  submitLabel,
  initial = '',
  folder,
  taken,
  onSubmit,
  onClose,
}: Props) {
  const words = useWords(english)
  const form = useId()
  const [name, setName] = useState(initial)
  const [problem, setProblem] = useState<{ readonly text: string }>()
  const [pending, setPending] = useState(false)

  const submit = async () => {
    const wrong = nameProblem(name, folder) ?? (taken(name) ? ('taken' as const) : undefined)
    setProblem(wrong && { text: words.names[wrong] })
    if (wrong) return
    setPending(true)
    const code = await onSubmit(name)
    setPending(false)
    if (code) setProblem({ text: words.errors[code] })
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" type="submit" form={form} pending={pending}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <Form id={form} failure={problem} onSubmit={() => void submit()}>
        <TextField
          label={words.nameLabel}
          value={name}
          error={problem?.text}
          autoComplete="off"
          spellCheck={false}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          // A new name mostly keeps its ending.
          onFocus={({ currentTarget: field }) =>
            field.setSelectionRange(0, Math.max(0, initial.lastIndexOf('.')) || initial.length)
          }
        />
      </Form>
    </Dialog>
  )
}
