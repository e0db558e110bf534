import { useState } from 'react'

import { toFileError } from '#src/aws/file-store/file-error.ts'
import type { FileLink } from '#src/aws/file-store/reading.ts'
import { Button } from '#src/ui/button.tsx'
import { CopyButton } from '#src/ui/copy-button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { SelectField } from '#src/ui/select-field.tsx'
import { Stack } from '#src/ui/stack.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useLanguage, useWords } from '#src/words/words.ts'
import { useFilesDispatch } from './files-api.ts'
import { withFiles } from './files-thunks.ts'
import { scrollable } from './scrollable.ts'
import { shortName } from './split-name.ts'
import styles from './share-dialog.module.css'

/** From the button in whose place it comes, which would otherwise take it along. */
const takeFocus = (button: HTMLButtonElement | null) => button?.focus()

const lifetimes = [300, 900, 3600] as const

interface Props {
  readonly path: string
  readonly name: string
  readonly onClose: () => void
}

/** The link stays in this dialog: it is a key to the file, and belongs in no store. */
export function ShareDialog({ path, name, onClose }: Props) {
  const words = useWords(english)
  const language = useLanguage()
  const dispatch = useFilesDispatch()
  const [seconds, setSeconds] = useState<(typeof lifetimes)[number]>(900)
  const [link, setLink] = useState<FileLink>()
  const [problem, setProblem] = useState<string>()

  const make = () =>
    dispatch(withFiles((files) => files.link(path, { seconds, download: true }))).then(
      (made) => {
        setProblem(undefined)
        return setLink(made)
      },
      (error: unknown) => setProblem(words.errors[toFileError(error).code]),
    )

  return (
    <Dialog
      title={words.shareTitle(shortName(name))}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.close}</Button>
          {link ? (
            <CopyButton
              ref={takeFocus}
              size="medium"
              variant="primary"
              value={link.address}
              label={words.copyLink}
            />
          ) : (
            <Button variant="primary" onClick={() => void make()}>
              {words.makeLink}
            </Button>
          )}
        </>
      }
    >
      <Stack>
        <p>{words.shareText}</p>
        <SelectField
          label={words.lifetime}
          value={String(seconds)}
          options={lifetimes.map((value) => ({
            value: String(value),
            label: words.lifetimes[value],
          }))}
          onChange={({ currentTarget }) => {
            setSeconds(Number(currentTarget.value) as (typeof lifetimes)[number])
            setLink(undefined)
          }}
        />
        {problem && <Notice tone="error">{problem}</Notice>}
        {link && (
          <>
            <Notice tone="success" live title={words.linkUntil(time(link.until, language))} />
            <code className={styles.link} {...scrollable}>
              {link.address}
            </code>
          </>
        )}
      </Stack>
    </Dialog>
  )
}

const time = (milliseconds: number, language: string) =>
  new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(milliseconds)
