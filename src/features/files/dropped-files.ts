import type { Chosen } from './check-files.ts'

/**
 * Files and folders that were dropped or pasted. The entries must be taken while the event is being
 * handled: afterwards the browser empties the list.
 */
export function droppedFiles(data: DataTransfer): Promise<readonly Chosen[]> {
  const entries = [...data.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
  return Promise.all(
    entries.map(async (entry) => {
      if (entry instanceof File) return [{ file: entry, path: entry.name }]
      return entry ? filesBelow(entry, '') : []
    }),
  ).then((lists) => lists.flat())
}

async function filesBelow(entry: FileSystemEntry, folder: string): Promise<readonly Chosen[]> {
  const path = folder + entry.name
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    )
    return [{ file, path }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: Chosen[] = []
  // A hundred at a time, until there are no more.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return found
    for (const one of some) found.push(...(await filesBelow(one, `${path}/`)))
  }
}

/** Of a file input; folders chosen with `webkitdirectory` bring their paths. */
export const pickedFiles = (list: FileList | null): readonly Chosen[] =>
  [...(list ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }))
