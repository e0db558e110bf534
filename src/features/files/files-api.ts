import { original } from '@reduxjs/toolkit'
import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit'
import { createApi, fakeBaseQuery } from '@reduxjs/toolkit/query/react'
import type { InfiniteData } from '@reduxjs/toolkit/query/react'
import { useDispatch } from 'react-redux'

import type { Services } from '#src/aws/create-services.ts'
import { toFileError } from '#src/aws/file-store/file-error.ts'
import type { FileErrorCode } from '#src/aws/file-store/file-error.ts'
import type { Entry, Page } from '#src/aws/file-store/listing.ts'
import { splitPath } from '#src/aws/file-store/file-names.ts'
import { openFiles } from './files-services.ts'

export interface FilesFailure {
  readonly code: FileErrorCode
}

/** What goes wrong is a code: the store holds no error objects. */
async function answer<T>(
  extra: unknown,
  ask: (opened: Awaited<ReturnType<typeof openFiles>>) => Promise<T>,
) {
  try {
    return { data: await ask(await openFiles(extra as Services)) }
  } catch (error) {
    return { error: { code: toFileError(error).code } satisfies FilesFailure }
  }
}

export const filesApi = createApi({
  reducerPath: 'files',
  baseQuery: fakeBaseQuery<FilesFailure>(),
  tagTypes: ['Folder'],
  keepUnusedDataFor: 300,
  endpoints: (build) => ({
    folder: build.infiniteQuery<Page, string, string | null>({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: ({ next }) => next,
        // Fifty pages are not fetched anew because one name changed.
        refetchCachedPages: false,
      },
      queryFn: ({ queryArg, pageParam }, { extra, signal }) =>
        answer(extra, ({ files }) => files.list(queryArg, pageParam ?? undefined, signal)),
      providesTags: (_result, _error, folder) => [{ type: 'Folder', id: folder }],
      // Compared entry by entry, tens of thousands of them would hold up the page.
      structuralSharing: false,
    }),

    makeFolder: build.mutation<null, string>({
      queryFn: (path, { extra }) =>
        answer(extra, async ({ files }) => {
          await files.makeFolder(path)
          return null
        }),
      async onQueryStarted(path, { dispatch, queryFulfilled }) {
        const { folder, name } = splitPath(path)
        const entry: Entry = { kind: 'folder', path, name: name.slice(0, -1) }
        const undo = dispatch(putEntries(folder, [entry]))
        await queryFulfilled.catch(() => undo.undo())
      },
    }),
  }),
})

export const { useFolderInfiniteQuery, useMakeFolderMutation } = filesApi

type FilesState = { readonly [filesApi.reducerPath]: ReturnType<typeof filesApi.reducer> }
/** Of a store to which this feature's state has been added. */
export type FilesDispatch = ThunkDispatch<FilesState, Services, UnknownAction>
export type FilesThunk<T> = (
  dispatch: FilesDispatch,
  getState: () => object,
  services: Services,
) => T
export const useFilesDispatch = useDispatch.withTypes<FilesDispatch>()

type Change = (entries: readonly Entry[]) => readonly Entry[]

/** Beside the draft, which would watch each of tens of thousands; pages without a change stay. */
const changePages = (folder: string, change: Change) =>
  filesApi.util.updateQueryData('folder', folder, (draft) => {
    const data = original<object>(draft) as InfiniteData<Page, string | null> | undefined
    if (!data) return draft
    const pages = data.pages.map((page) => {
      const entries = change(page.entries)
      return entries === page.entries ? page : { ...page, entries }
    })
    return { ...data, pages }
  })

const without = (entries: readonly Entry[], paths: ReadonlySet<string>) =>
  entries.some(({ path }) => paths.has(path))
    ? entries.filter(({ path }) => !paths.has(path))
    : entries

/** Shows what is known to be there now, without asking again. */
export const putEntries = (folder: string, added: readonly Entry[]) => {
  const paths = new Set(added.map(({ path }) => path))
  let rest = added
  return changePages(folder, (entries) => {
    const others = without(entries, paths)
    const changed = rest.length > 0 ? [...others, ...rest] : others
    rest = []
    return changed
  })
}

export const dropEntries = (folder: string, gone: readonly string[]) => {
  const paths = new Set(gone)
  return changePages(folder, (entries) => without(entries, paths))
}
