import { nanoid } from '@reduxjs/toolkit'

import type { Services } from '#src/aws/create-services.ts'
import type { Advance, Replacement } from '#src/aws/file-store/changing.ts'
import { toFileError } from '#src/aws/file-store/file-error.ts'
import { splitPath } from '#src/aws/file-store/file-names.ts'
import { dropEntries, filesApi } from './files-api.ts'
import type { FilesDispatch, FilesThunk } from './files-api.ts'
import { openFiles } from './files-services.ts'
import { nothingYet, workBegan, workChanged, workDismissed } from './work-slice.ts'

/** A change to files that takes its time. */
export type Work =
  | { readonly kind: 'remove' | 'restore'; readonly paths: readonly string[] }
  | {
      readonly kind: 'move' | 'copy'
      readonly pairs: readonly { readonly from: string; readonly to: string }[]
    }
  | { readonly kind: 'revert'; readonly replacements: readonly Replacement[] }

interface Ended {
  readonly status: 'done' | 'stopped' | 'failed'
  /** As far as it is known, where it did not come to its end. */
  readonly advance: Advance
}

const running = new Map<string, AbortController>()

export const stopWork =
  (id: string): FilesThunk<void> =>
  () =>
    running.get(id)?.abort()

export const doWork =
  (work: Work): FilesThunk<Promise<Ended>> =>
  async (dispatch, _getState, services) => {
    const id = nanoid()
    const control = new AbortController()
    running.set(id, control)
    dispatch(workBegan({ id, kind: work.kind }))
    let known = nothingYet
    try {
      const { signal } = control
      const tell = throttled(services, (advance: Advance) => dispatch(workChanged({ id, advance })))
      const onAdvance = (advance: Advance) => {
        known = advance
        tell(advance)
      }
      const { files } = await openFiles(services)
      const advance = await carryOut(files, work, { signal, onAdvance })
      if (advance.failed.length > 0) dispatch(workChanged({ id, status: 'done', advance }))
      else dispatch(workDismissed(id))
      show(dispatch, work, advance)
      return { status: 'done', advance }
    } catch (error) {
      const { code } = toFileError(error)
      const isStopped = code === 'cancelled'
      dispatch(isStopped ? workDismissed(id) : workChanged({ id, status: 'failed', code }))
      // Which of it was done is not known.
      ask(dispatch, foldersOf(work))
      return { status: isStopped ? 'stopped' : 'failed', advance: known }
    } finally {
      running.delete(id)
    }
  }

type Files = Awaited<ReturnType<typeof openFiles>>['files']

function carryOut(files: Files, work: Work, how: Parameters<Files['copy']>[1]) {
  if (work.kind === 'revert') return files.revert(work.replacements, how)
  return 'pairs' in work ? files[work.kind](work.pairs, how) : files[work.kind](work.paths, how)
}

function pathsOf(work: Work): readonly string[] {
  if (work.kind === 'revert') return work.replacements.map(({ path }) => path)
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
