import { useConfig } from '#src/app/config-context.ts'
import { Button } from '#src/ui/button.tsx'
import { DownloadIcon, MoreIcon, TrashIcon } from '#src/ui/icons.tsx'
import { CloseIcon } from '#src/ui/sign-icons.tsx'
import { Menu } from '#src/ui/menu.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { entryMenu } from './entry-menu.tsx'
import { ListIcon, RefreshIcon, TilesIcon } from './file-icons.tsx'
import type { FileActions, Layout } from './folder.tsx'
import type { Selection } from './selection.ts'
import type { useFolder } from './use-folder.ts'
import styles from './folder-bar.module.css'

interface Props {
  readonly view: ReturnType<typeof useFolder>
  readonly selection: Selection
  readonly layout: Layout
  readonly setLayout: (layout: Layout) => void
  readonly act: FileActions
}

const quiet = { variant: 'quiet', size: 'small' } as const

/** What can be done with the folder, or with what is selected in it. */
export function FolderBar({ view, selection, layout, setLayout, act }: Props) {
  const words = useWords(english)
  const other = layout === 'list' ? 'grid' : 'list'
  const isEmpty = !view.shown || (view.shown.length === 0 && view.filter === '')
  return (
    <div className={styles.bar}>
      {selection.selected.length > 0 ? (
        <SelectionTools {...{ selection, act }} />
      ) : (
        <>
          {!isEmpty && (
            <input
              type="search"
              className={styles.filter}
              aria-label={words.filter}
              placeholder={words.filter}
              value={view.filter}
              onChange={({ currentTarget }) => view.setFilter(currentTarget.value)}
            />
          )}
          <span className={styles.count} aria-live="polite">
            {view.shown && (view.isComplete ? words.items : words.itemsSoFar)(view.shown.length)}
          </span>
        </>
      )}
      {!isEmpty && (
        <Button
          {...quiet}
          square
          aria-label={words.showAs[other]}
          title={words.showAs[other]}
          icon={other === 'list' ? <ListIcon /> : <TilesIcon />}
          onClick={() => setLayout(other)}
        />
      )}
      <Button
        {...quiet}
        square
        aria-label={words.refresh}
        title={words.refresh}
        icon={<RefreshIcon />}
        pending={view.isFetching && Boolean(view.shown)}
        onClick={view.refresh}
      />
    </div>
  )
}

function SelectionTools({ selection, act }: Pick<Props, 'selection' | 'act'>) {
  const words = useWords(english)
  const { files: limits } = useConfig()
  const { selected } = selection
  const [first] = selected
  return (
    <div className={styles.selected} role="toolbar" aria-label={words.selection}>
      <Button
        {...quiet}
        square
        aria-label={words.clearSelection}
        icon={<CloseIcon />}
        onClick={selection.clear}
      />
      <span aria-live="polite">{words.selected(selected.length)}</span>
      {selected.length === 1 && first?.kind === 'file' && (
        <Button
          {...quiet}
          square
          aria-label={words.download}
          title={words.download}
          icon={<DownloadIcon />}
          onClick={() => act.download(first)}
        />
      )}
      <Button
        {...quiet}
        square
        aria-label={words.remove}
        title={words.remove}
        icon={<TrashIcon />}
        onClick={() => act.remove(selected)}
      />
      <Menu
        align="end"
        button={{ ...quiet, square: true, 'aria-label': words.more, icon: <MoreIcon /> }}
        groups={entryMenu(selected, act, words, limits.shareLinks)}
      />
    </div>
  )
}
