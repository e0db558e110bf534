import { nanoid } from '@reduxjs/toolkit'

import type { Services } from '#src/aws/create-services.ts'
import type { Removal, Replacement } from '#src/aws/file-store/changing.ts'
import { toFileError } from '#src/aws/file-store/file-error.ts'
import { splitPath } from '#src/aws/file-store/file-names.ts'
import type { Removed } from '#src/aws/file-store/removing.ts'
import type { Advance } from '#src/aws/file-store/tally.ts'
import { dropEntries, filesApi } from './files-api.ts'
import type { FilesDispatch, FilesThunk } from './files-api.ts'
import { openFiles } from './files-services.ts'
import { nothingYet, workBegan, workChanged, workDismissed } from './work-slice.ts'

/** A change to files that takes its time. */
export type Work =
  | { readonly kind: 'remove'; readonly paths: readonly string[] }
  | { readonly kind: 'restore'; readonly removal: Removal }
  | {
      readonly kind: 'move' | 'copy'
      readonly pairs: readonly { readonly from: string; readonly to: string }[]
    }
  | { readonly kind: 'revert'; readonly replacements: readonly Replacement[] }

interface Ended {
  readonly status: 'done' | 'stopped' | 'failed'
  /** As far as it is known, where it did not come to its end. */
  readonly advance: Advance
  /** What can be brought back. */
  readonly removed: readonly Removed[]
}

export const stopWork =
  (id: string): FilesThunk<Promise<void>> =>
  async (_dispatch, _getState, services) =>
    (await openFiles(services)).running.get(id)?.abort()

export const doWork =
  (work: Work): FilesThunk<Promise<Ended>> =>
  async (dispatch, _getState, services) => {
    const id = nanoid()
    const removed: Removed[] = []
    let known = nothingYet
    dispatch(workBegan({ id, kind: work.kind }))
    try {
      const { files, running } = await openFiles(services)
      const { signal } = keep(running, id)
      const tell = throttled(services, (advance: Advance) => dispatch(workChanged({ id, advance })))
      const onAdvance = (advance: Advance) => {
        known = advance
        tell(advance)
      }
      const onRemoved = (more: readonly Removed[]) => void removed.push(...more)
      const how = { signal, onAdvance, onRemoved }
      const advance = await carryOut(files, work, how).finally(() => running.delete(id))
      endWith(dispatch, id, advance)
      show(dispatch, work, advance)
      return { status: 'done', advance, removed }
    } catch (error) {
      const { code } = toFileError(error)
      const isStopped = code === 'cancelled'
      if (isStopped) endWith(dispatch, id, known)
      else dispatch(workChanged({ id, status: 'failed', code }))
      // Which of it was done is not known.
      ask(dispatch, foldersOf(work))
      return { status: isStopped ? 'stopped' : 'failed', advance: known, removed }
    }
  }

function keep(running: Map<string, AbortController>, id: string) {
  const control = new AbortController()
  running.set(id, control)
  return control
}

/** What failed stays to be seen. */
function endWith(dispatch: FilesDispatch, id: string, advance: Advance) {
  if (advance.failed.length > 0) dispatch(workChanged({ id, status: 'done', advance }))
  else dispatch(workDismissed(id))
}

type Files = Awaited<ReturnType<typeof openFiles>>['files']

function carryOut(files: Files, work: Work, how: Parameters<Files['remove']>[1]) {
  switch (work.kind) {
    case 'remove':
      return files.remove(work.paths, how)
    case 'restore':
      return files.restore(work.removal, how)
    case 'revert':
      return files.revert(work.replacements, how)
    default:
      return files[work.kind](work.pairs, how)
  }
}

function pathsOf(work: Work): readonly string[] {
  if (work.kind === 'revert') return work.replacements.map(({ path }) => path)
  if (work.kind === 'restore') return work.removal.paths
  return 'pairs' in work ? work.pairs.flatMap(({ from, to }) => [from, to]) : work.paths
}

const foldersOf = (work: Work) => new Set(pathsOf(work).map((path) => splitPath(path).folder))

const ask = (dispatch: FilesDispatch, folders: ReadonlySet<string>) => {
  for (const id of folders) dispatch(filesApi.util.invalidateTags([{ type: 'Folder', id }]))
}

/** Without failures what is gone is known; a long folder need not be read again. */
function show(dispatch: FilesDispatch, work: Work, { failed }: Advance) {
  if (failed.length > 0 || work.kind === 'restore' || work.kind === 'revert')
    return ask(dispatch, foldersOf(work))
  const gone = goneOf(work)
  for (const folder of new Set(gone.map((path) => splitPath(path).folder)))
    dispatch(dropEntries(folder, gone))
  if ('pairs' in work) ask(dispatch, new Set(work.pairs.map(({ to }) => splitPath(to).folder)))
}

function goneOf(work: Work): readonly string[] {
  if (work.kind === 'remove') return work.paths
  return work.kind === 'move' ? work.pairs.map(({ from }) => from) : []
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
