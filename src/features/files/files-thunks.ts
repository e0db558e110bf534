import type { Services } from '#src/aws/create-services.ts'
import { splitPath } from '#src/aws/file-store/file-names.ts'
import type { Entry } from '#src/aws/file-store/listing.ts'
import type { FileStore } from '#src/aws/file-store/file-store.ts'
import type { Conflict, UploadReport } from '#src/aws/file-store/upload-item.ts'
import type { Uploads } from '#src/aws/file-store/uploads.ts'
import type { Chosen } from './check-files.ts'
import { putEntries } from './files-api.ts'
import type { FilesDispatch, FilesThunk } from './files-api.ts'
import { openFiles, openUploads } from './files-services.ts'
import { uploadsForgotten, uploadsReported } from './uploads-slice.ts'

/** What has arrived is shown without asking again. */
function reportTo(dispatch: FilesDispatch, services: Services) {
  return (report: UploadReport) => {
    dispatch(uploadsReported(report))
    const modified = services.platform.now()
    const arrived = new Map<string, Entry[]>()
    for (const { status, path, size } of report.items) {
      if (status !== 'done') continue
      const { folder, name } = splitPath(path)
      const entry: Entry = { kind: 'file', path, name, size, modified }
      arrived.set(folder, [...(arrived.get(folder) ?? []), entry])
    }
    for (const [folder, entries] of arrived) {
      dispatch(putEntries(folder, entries))
      showFolders(dispatch, folder)
    }
  }
}

/** A file that is put into new folders makes them. */
function showFolders(dispatch: FilesDispatch, path: string) {
  if (path === '') return
  const { folder, name } = splitPath(path)
  dispatch(putEntries(folder, [{ kind: 'folder', path, name: name.slice(0, -1) }]))
  showFolders(dispatch, folder)
}

const withUploads =
  <T>(act: (uploads: Uploads) => T): FilesThunk<Promise<T>> =>
  async (dispatch, _getState, services) =>
    act(await openUploads(services, reportTo(dispatch, services)))

export const addUploads =
  (chosen: readonly Chosen[], folder: string): FilesThunk<Promise<void>> =>
  async (dispatch) => {
    const items = await dispatch(
      withUploads((uploads) =>
        uploads.add(chosen.map(({ file, path }) => ({ file, path: folder + path }))),
      ),
    )
    dispatch(uploadsReported({ items, speed: 0 }))
  }

/** For what is asked once and kept nowhere: a link, the bytes of a preview. */
export const withFiles =
  <T>(ask: (files: FileStore) => Promise<T>): FilesThunk<Promise<T>> =>
  async (_dispatch, _getState, services) =>
    ask((await openFiles(services)).files)

export const pauseUploads = (ids: readonly number[]) => withUploads((it) => it.pause(ids))
export const resumeUploads = (ids: readonly number[]) => withUploads((it) => it.resume(ids))
export const cancelUploads = (ids: readonly number[]) => withUploads((it) => it.cancel(ids))
export const resolveUploads = (ids: readonly number[], how: Exclude<Conflict, 'ask'>) =>
  withUploads((it) => it.resolve(ids, how))
export const forgetUploads =
  (ids: readonly number[]): FilesThunk<Promise<void>> =>
  async (dispatch) => {
    await dispatch(withUploads((it) => it.forget(ids)))
    dispatch(uploadsForgotten(ids))
  }
