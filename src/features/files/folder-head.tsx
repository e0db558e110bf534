import { useRef } from 'react'

import { useConfig } from '#src/app/config-context.ts'
import { Button } from '#src/ui/button.tsx'
import {
  DownloadIcon,
  FolderIcon,
  MoreIcon,
  PlusIcon,
  TrashIcon,
  UploadIcon,
} from '#src/ui/icons.tsx'
import { CloseIcon } from '#src/ui/sign-icons.tsx'
import { Menu } from '#src/ui/menu.tsx'
import { PageHeading } from '#src/ui/page-heading.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { Breadcrumbs } from './breadcrumbs.tsx'
import type { Chosen } from './check-files.ts'
import { pickedFiles } from './dropped-files.ts'
import { entryMenu } from './entry-menu.tsx'
import type { FileActions, Layout } from './folder.tsx'
import { ancestors } from './folder-path.ts'
import type { Selection } from './selection.ts'
import type { useFolder } from './use-folder.ts'
import styles from './files.module.css'

interface Props {
  readonly folder: string
  readonly view: ReturnType<typeof useFolder>
  readonly selection: Selection
  readonly layout: Layout
  readonly setLayout: (layout: Layout) => void
  readonly act: FileActions
  readonly onUpload: (chosen: readonly Chosen[]) => void
}

export function FolderHead({ folder, view, selection, layout, setLayout, act, onUpload }: Props) {
  const words = useWords(english)
  const { files: limits } = useConfig()
  const picker = useRef<HTMLInputElement>(null)
  const folderPicker = useRef<HTMLInputElement>(null)
  const [name] = ancestors(folder).at(-1) ?? [words.title]
  const { selected } = selection
  const choose = (input: HTMLInputElement | null) => input?.click()
  const taken = ({ currentTarget: input }: { currentTarget: HTMLInputElement }) => {
    onUpload(pickedFiles(input.files))
    // So that choosing the same file again is a change.
    input.value = ''
  }
  const input = { type: 'file', multiple: true, hidden: true, onChange: taken } as const

  return (
    <header className={styles.head}>
      <Breadcrumbs folder={folder} />
      <PageHeading
        lead={folder === '' ? words.lead : undefined}
        actions={
          <div className={styles.headActions}>
            <Button icon={<PlusIcon />} onClick={act.newFolder}>
              {words.newFolder}
            </Button>
            <Menu
              align="end"
              button={{ variant: 'primary', icon: <UploadIcon />, children: words.upload }}
              groups={[
                {
                  items: [
                    { label: words.uploadFiles, onSelect: () => choose(picker.current) },
                    {
                      label: words.uploadFolder,
                      icon: <FolderIcon />,
                      onSelect: () => choose(folderPicker.current),
                    },
                  ],
                },
              ]}
            />
          </div>
        }
      >
        {name}
      </PageHeading>
      <input {...input} ref={picker} accept={limits.types.join(',')} data-picker="files" />
      <input
        {...input}
        ref={(element) => {
          folderPicker.current = element
          // Not yet a property that React knows.
          element?.setAttribute('webkitdirectory', '')
        }}
      />
      <div className={styles.bar}>
        {selected.length > 0 ? (
          <div className={styles.selected} role="toolbar" aria-label={words.more}>
            <Button
              variant="quiet"
              size="small"
              square
              aria-label={words.clearSelection}
              icon={<CloseIcon />}
              onClick={selection.clear}
            />
            <span aria-live="polite">{words.selected(selected.length)}</span>
            {selected.length === 1 && selected[0]?.kind === 'file' && (
              <Button
                variant="quiet"
                size="small"
                icon={<DownloadIcon />}
                onClick={() => selected[0] && act.download(selected[0])}
              >
                {words.download}
              </Button>
            )}
            <Button
              variant="quiet"
              size="small"
              icon={<TrashIcon />}
              onClick={() => act.remove(selected)}
            >
              {words.remove}
            </Button>
            <Menu
              button={{
                variant: 'quiet',
                size: 'small',
                square: true,
                'aria-label': words.more,
                icon: <MoreIcon />,
              }}
              groups={entryMenu(selected, act, words, limits.shareLinks)}
            />
          </div>
        ) : (
          <>
            <input
              type="search"
              className={styles.filter}
              aria-label={words.filter}
              placeholder={words.filter}
              value={view.filter}
              onChange={({ currentTarget }) => view.setFilter(currentTarget.value)}
            />
            <span className={styles.count} aria-live="polite">
              {view.shown && (view.isComplete ? words.items : words.itemsSoFar)(view.shown.length)}
            </span>
          </>
        )}
        <Menu
          align="end"
          button={{ variant: 'quiet', size: 'small', children: words.layout }}
          groups={[
            {
              items: (['list', 'grid'] as const).map((value) => ({
                label: words[value],
                checked: layout === value,
                onSelect: () => setLayout(value),
              })),
            },
          ]}
        />
        <Button
          variant="quiet"
          size="small"
          pending={view.isFetching && Boolean(view.shown)}
          onClick={view.refresh}
        >
          {words.refresh}
        </Button>
      </div>
    </header>
  )
}
