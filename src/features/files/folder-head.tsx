import { Button } from '#src/ui/button.tsx'
import { FolderIcon, PlusIcon, UploadIcon } from '#src/ui/icons.tsx'
import { Menu } from '#src/ui/menu.tsx'
import { PageHeading } from '#src/ui/page-heading.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { ancestors } from './folder-path.ts'
import type { PickFiles } from './use-pick-files.tsx'
import styles from './folder-head.module.css'

interface Props {
  readonly folder: string
  readonly pick: PickFiles
  readonly onNewFolder: () => void
}

export function FolderHead({ folder, pick, onNewFolder }: Props) {
  const words = useWords(english)
  const [name] = ancestors(folder).at(-1) ?? [words.title]
  return (
    <header className={styles.head}>
      {folder !== '' && <Breadcrumbs folder={folder} />}
      <PageHeading
        lead={folder === '' ? words.lead : undefined}
        actions={
          <div className={styles.actions}>
            <Button icon={<PlusIcon />} onClick={onNewFolder}>
              {words.newFolder}
            </Button>
            <Menu
              align="end"
              button={{ variant: 'primary', icon: <UploadIcon />, children: words.upload }}
              groups={[
                {
                  items: [
                    {
                      label: words.uploadFiles,
                      icon: <UploadIcon />,
                      onSelect: pick.pickFiles,
                    },
                    {
                      label: words.uploadFolder,
                      icon: <FolderIcon />,
                      onSelect: pick.pickFolder,
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
    </header>
  )
}
