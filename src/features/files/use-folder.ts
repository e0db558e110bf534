import { useDeferredValue, useEffect, useMemo, useState } from 'react'

import { useLanguage } from '#src/words/words.ts'
import { useFolderInfiniteQuery } from './files-api.ts'
import type { FilesFailure } from './files-api.ts'
import { inNameOrder } from './name-order.ts'
import { arrange, find } from './view.ts'
import type { Sort } from './view.ts'

/** A folder as it is shown: the pages loaded so far, filtered and in order. */
export function useFolder(folder: string) {
  const language = useLanguage()
  const [sort, setSort] = useState<Sort>({ by: 'name', descending: false })
  const [filter, setFilter] = useState('')
  const query = useFolderInfiniteQuery(folder, { refetchOnMountOrArgChange: 30 })
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query

  // Put in order and drawn bit by bit, between which the page answers.
  const data = useDeferredValue(query.data)
  const entries = useMemo(() => data && inNameOrder(data.pages, language), [data, language])
  const wanted = useDeferredValue(filter)
  const order = useDeferredValue(sort)
  const found = useMemo(() => entries && find(entries, wanted), [entries, wanted])
  const shown = useMemo(() => found && arrange(found, order), [found, order])

  // Another order, or a search, is about all there is.
  const needsAll = wanted !== '' || sort.by !== 'name' || sort.descending
  useEffect(() => {
    if (needsAll && hasNextPage && !isFetchingNextPage && !isFetchNextPageError)
      void fetchNextPage()
  }, [needsAll, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])

  return {
    entries,
    shown,
    sort,
    setSort,
    filter,
    setFilter,
    isComplete: data !== undefined && data.pages.at(-1)?.next === undefined,
    isFetching: query.isFetching,
    isFetchingMore: isFetchingNextPage,
    failure: query.error as FilesFailure | undefined,
    failedMore: isFetchNextPageError,
    loadMore: () => {
      // What has come may be enough once it is shown.
      const isShown = data === query.data
      if (isShown && hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
    refresh: () => void query.refetch(),
  }
}
