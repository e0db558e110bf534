import type { Entry } from '#src/aws/file-store/listing.ts'
import { EyeIcon } from '#src/ui/sign-icons.tsx'
import {
  CopyIcon,
  DownloadIcon,
  ExternalIcon,
  FolderIcon,
  PencilIcon,
  TrashIcon,
} from '#src/ui/icons.tsx'
import type { MenuGroup } from '#src/ui/menu.tsx'
import type { words as english } from '#src/words/en/files.ts'
import type { Translation } from '#src/words/words.ts'
import type { FileActions } from './folder.tsx'

/** What fits all of them. */
export function entryMenu(
  entries: readonly Entry[],
  act: FileActions,
  words: Translation<typeof english>,
  shareLinks: boolean,
): readonly MenuGroup[] {
  const [entry] = entries
  if (!entry) return []
  const single = entries.length === 1
  const isFile = single && entry.kind === 'file'
  return [
    {
      items: [
        ...(single
          ? [{ label: words.open, icon: <EyeIcon />, onSelect: () => act.open(entry) }]
          : []),
        ...(isFile
          ? [{ label: words.download, icon: <DownloadIcon />, onSelect: () => act.download(entry) }]
          : []),
        ...(isFile && shareLinks
          ? [{ label: words.share, icon: <ExternalIcon />, onSelect: () => act.share(entry) }]
          : []),
      ],
    },
    {
      items: [
        ...(single
          ? [{ label: words.rename, icon: <PencilIcon />, onSelect: () => act.rename(entry) }]
          : []),
        { label: words.move, icon: <FolderIcon />, onSelect: () => act.move(entries) },
        { label: words.copy, icon: <CopyIcon />, onSelect: () => act.copy(entries) },
      ],
    },
    {
      items: [
        {
          label: words.remove,
          icon: <TrashIcon />,
          danger: true,
          onSelect: () => act.remove(entries),
        },
      ],
    },
  ].filter(({ items }) => items.length > 0)
}
