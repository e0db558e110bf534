import type { Services } from '#src/aws/create-services.ts'
import type { Advance } from '#src/aws/file-store/changing.ts'
import { toFileError } from '#src/aws/file-store/file-error.ts'
import { splitPath } from '#src/aws/file-store/file-names.ts'
import type { Entry } from '#src/aws/file-store/listing.ts'
import type { FileStore } from '#src/aws/file-store/file-store.ts'
import type { Conflict, UploadReport } from '#src/aws/file-store/upload-item.ts'
import type { Uploads } from '#src/aws/file-store/uploads.ts'
import type { Chosen } from './check-files.ts'
import { dropEntries, filesApi, putEntries } from './files-api.ts'
import type { FilesDispatch } from './files-api.ts'
import { openFiles, openUploads } from './files-services.ts'
import { uploadsForgotten, uploadsReported } from './uploads-slice.ts'
import { workAdvanced, workBegan, workEnded } from './work-slice.ts'

type Thunk<T> = (dispatch: FilesDispatch, getState: () => object, services: Services) => T

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
  <T>(act: (uploads: Uploads) => T): Thunk<Promise<T>> =>
  async (dispatch, _getState, services) =>
    act(await openUploads(services, reportTo(dispatch, services)))

export const addUploads =
  (chosen: readonly Chosen[], folder: string): Thunk<Promise<void>> =>
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
  <T>(ask: (files: FileStore) => Promise<T>): Thunk<Promise<T>> =>
  async (_dispatch, _getState, services) =>
    ask((await openFiles(services)).files)

export const pauseUploads = (ids: readonly number[]) => withUploads((it) => it.pause(ids))
export const resumeUploads = (ids: readonly number[]) => withUploads((it) => it.resume(ids))
export const cancelUploads = (ids: readonly number[]) => withUploads((it) => it.cancel(ids))
export const resolveUploads = (ids: readonly number[], how: Exclude<Conflict, 'ask'>) =>
  withUploads((it) => it.resolve(ids, how))
export const forgetUploads =
  (ids: readonly number[]): Thunk<Promise<void>> =>
  async (dispatch) => {
    await dispatch(withUploads((it) => it.forget(ids)))
    dispatch(uploadsForgotten(ids))
  }

export type Work =
  | { readonly kind: 'remove' | 'restore'; readonly paths: readonly string[] }
  | {
      readonly kind: 'move' | 'copy'
      readonly pairs: readonly { readonly from: string; readonly to: string }[]
    }

const running = new WeakMap<Services, AbortController>()

export const stopWork = (): Thunk<void> => (_dispatch, _getState, services) =>
  running.get(services)?.abort()

/** Undefined where it did not get to its end. */
export const doWork =
  (work: Work): Thunk<Promise<Advance | undefined>> =>
  async (dispatch, _getState, services) => {
    const control = new AbortController()
    running.get(services)?.abort()
    running.set(services, control)
    dispatch(workBegan(work.kind))
    const { signal } = control
    const onAdvance = throttled(services, (advance: Advance) => {
      if (running.get(services) === control) dispatch(workAdvanced(advance))
    })
    try {
      const { files } = await openFiles(services)
      const advance =
        'pairs' in work
          ? await files[work.kind](work.pairs, { signal, onAdvance })
          : await files[work.kind](work.paths, { signal, onAdvance })
      dispatch(workAdvanced(advance))
      dispatch(workEnded({ status: 'done' }))
      showWork(dispatch, work, advance)
      return advance
    } catch (error) {
      const { code } = toFileError(error)
      dispatch(
        code === 'cancelled'
          ? workEnded({ status: 'stopped' })
          : workEnded({ status: 'failed', code }),
      )
      // How much of it was done is not known.
      for (const folder of foldersOf(work))
        dispatch(filesApi.util.invalidateTags([{ type: 'Folder', id: folder }]))
      return undefined
    }
  }

const foldersOf = (work: Work): ReadonlySet<string> =>
  new Set(
    ('pairs' in work ? work.pairs.flatMap(({ from, to }) => [from, to]) : work.paths).map(
      (path) => splitPath(path).folder,
    ),
  )

/** Without failures what is there now is known; a long folder need not be read again. */
function showWork(dispatch: FilesDispatch, work: Work, { failed }: Advance) {
  const gone =
    work.kind === 'remove'
      ? work.paths
      : work.kind === 'move'
        ? work.pairs.map(({ from }) => from)
        : []
  if (failed.length === 0)
    for (const folder of new Set(gone.map((path) => splitPath(path).folder)))
      dispatch(dropEntries(folder, gone))
  const asks =
    failed.length > 0 || work.kind === 'restore'
      ? foldersOf(work)
      : new Set('pairs' in work ? work.pairs.map(({ to }) => splitPath(to).folder) : [])
  for (const folder of asks)
    dispatch(filesApi.util.invalidateTags([{ type: 'Folder', id: folder }]))
}

/** The last word is said by the caller. */
function throttled<T>({ platform }: Services, run: (value: T) => void) {
  let last = -Infinity
  return (value: T) => {
    if (platform.now() - last < 100) return
    last = platform.now()
    run(value)
  }
}
