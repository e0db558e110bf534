import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react'

import { useConfig } from '#src/app/config-context.ts'
import type { Entry } from '#src/aws/file-store/listing.ts'
import { FolderIcon, FileIcon, MoreIcon } from '#src/ui/icons.tsx'
import { Menu } from '#src/ui/menu.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useLanguage, useWords } from '#src/words/words.ts'
import { entryMenu } from './entry-menu.tsx'
import { FileName } from './file-name.tsx'
import type { FileActions, Layout } from './folder.tsx'
import { formatDate, formatSize } from './format.ts'
import { Thumbnail } from './thumbnail.tsx'
import rowStyles from './entry-row.module.css'
import tileStyles from './tile.module.css'

const isOwn = ({ target }: MouseEvent) =>
  !(target as Element).closest('button, input, label, [role=menu]')

/** Pressed on the row, or on its checkbox, which knows what Space does. */
const isForRow = ({ target, currentTarget, key }: KeyboardEvent) =>
  target === currentTarget || ((target as Element).matches('[type=checkbox]') && key !== ' ')

interface Props {
  readonly entry: Entry
  readonly index: number
  readonly layout: Layout
  readonly act: FileActions
  readonly isSelected: boolean
  readonly isActive: boolean
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onPress: (index: number, event: MouseEvent) => void
  readonly onToggle: (index: number) => void
  readonly onActive: (index: number) => void
  readonly style: CSSProperties
}

export function EntryRow({
  entry,
  index,
  layout,
  act,
  isSelected,
  isActive,
  onKeyDown,
  onPress,
  onToggle,
  onActive,
  style,
}: Props) {
  const words = useWords(english)
  const language = useLanguage()
  const { files: limits } = useConfig()
  const { name } = entry
  const size = entry.kind === 'file' ? formatSize(entry.size, language) : ''
  const modified = entry.kind === 'file' ? formatDate(entry.modified, language) : ''

  const styles = layout === 'grid' ? tileStyles : rowStyles

  return (
    <div
      role="row"
      tabIndex={isActive ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={styles.row}
      style={style}
      onClick={(event) => isOwn(event) && onPress(index, event)}
      onDoubleClick={(event) => isOwn(event) && act.open(entry)}
      onFocus={() => onActive(index)}
      onKeyDown={(event) => isForRow(event) && onKeyDown(event)}
    >
      <div role="rowheader" className={styles.name}>
        <label className={styles.check}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={words.select(name)}
            checked={isSelected}
            onChange={() => onToggle(index)}
          />
        </label>
        <span className={styles.icon}>
          {layout === 'grid' && entry.kind === 'file' ? (
            <Thumbnail file={entry} />
          ) : entry.kind === 'folder' ? (
            <FolderIcon label={words.folder} />
          ) : (
            <FileIcon />
          )}
        </span>
        <button
          type="button"
          tabIndex={-1}
          className={styles.open}
          onClick={(event) => {
            if (event.shiftKey || event.ctrlKey || event.metaKey) onPress(index, event)
            else act.open(entry)
          }}
        >
          <FileName name={name} />
        </button>
      </div>
      <div role="gridcell" className={styles.size}>
        {size}
      </div>
      <div role="gridcell" className={styles.modified}>
        {modified}
      </div>
      <div role="gridcell" className={styles.menu}>
        <Menu
          align="end"
          button={{
            variant: 'quiet',
            size: 'small',
            square: true,
            tabIndex: -1,
            'aria-label': words.actions(name),
            icon: <MoreIcon />,
          }}
          groups={entryMenu([entry], act, words, limits.shareLinks)}
        />
      </div>
    </div>
  )
}
