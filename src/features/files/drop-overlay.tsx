import { UploadIcon } from '#src/ui/icons.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { ancestors } from './folder-path.ts'
import styles from './drop-overlay.module.css'

export function DropOverlay({ folder }: { readonly folder: string }) {
  const words = useWords(english)
  const [name] = ancestors(folder).at(-1) ?? [words.root]
  return (
    <div className={styles.drop} aria-hidden="true">
      <p>
        <UploadIcon />
        {words.dropHere(name)}
      </p>
    </div>
  )
}
