import { useConfig } from '#src/app/config-context.ts'
import { toFileError } from '#src/aws/file-store/file-error.ts'
import { baseName } from '#src/aws/file-store/file-names.ts'
import { useToast } from '#src/ui/toaster.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { useFilesDispatch } from './files-api.ts'
import { withFiles } from './files-thunks.ts'

/** Saves a file under its name, without opening it. */
export function useDownload() {
  const words = useWords(english)
  const toast = useToast()
  const dispatch = useFilesDispatch()
  const { files: limits } = useConfig()

  return async (path: string) => {
    try {
      if (limits.shareLinks) {
        // The browser's own download: it needs no memory, can be paused, and knows its progress.
        const { address } = await dispatch(
          withFiles((files) => files.link(path, { seconds: 300, download: true })),
        )
        save(address, baseName(path))
        return
      }
      const bytes = await dispatch(withFiles((files) => files.read(path)))
      const address = URL.createObjectURL(bytes.slice(0, bytes.size, 'application/octet-stream'))
      save(address, baseName(path))
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
    } catch (error) {
      toast({ text: words.errors[toFileError(error).code], tone: 'error' })
    }
  }
}

function save(address: string, name: string) {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.rel = 'noreferrer'
  link.click()
}
