import { Button } from '#src/ui/button.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { FolderIcon, LockIcon, SearchIcon, UploadIcon } from '#src/ui/icons.tsx'
import { Skeleton } from '#src/ui/skeleton.tsx'
import { AlertIcon } from '#src/ui/sign-icons.tsx'
import { RetryNotice, TryAgain } from '#src/ui/try-again.tsx'
import { words as english } from '#src/words/en/files.ts'
import { useWords } from '#src/words/words.ts'
import { Entries } from './entries.tsx'
import type { FileActions, Layout } from './folder.tsx'
import type { Selection } from './selection.ts'
import type { useFolder } from './use-folder.ts'
import type { PickFiles } from './use-pick-files.tsx'

interface Props {
  readonly view: ReturnType<typeof useFolder>
  readonly selection: Selection
  readonly layout: Layout
  readonly act: FileActions
  readonly pick: PickFiles
}

/** A folder, or why there is none to be seen. */
export function FolderBody({ view, selection, layout, act, pick }: Props) {
  const words = useWords(english)
  const { shown, failure, filter } = view

  if (!shown) {
    if (!failure) return <Skeleton label={words.loading} lines={6} />
    return failure.code === 'forbidden' ? (
      <EmptyState
        icon={<LockIcon />}
        title={words.forbidden.title}
        actions={<TryAgain onClick={view.refresh} />}
      >
        {words.forbidden.text}
      </EmptyState>
    ) : (
      <EmptyState
        icon={<AlertIcon />}
        title={words.failed}
        actions={<TryAgain onClick={view.refresh} />}
      >
        {words.errors[failure.code]}
      </EmptyState>
    )
  }
  if (shown.length === 0 && filter !== '' && view.isComplete)
    return (
      <EmptyState
        icon={<SearchIcon />}
        title={words.noMatch.title}
        actions={<Button onClick={() => view.setFilter('')}>{words.noMatch.clear}</Button>}
      >
        {words.noMatch.text(filter)}
      </EmptyState>
    )
  if (shown.length === 0 && view.isComplete)
    return (
      <EmptyState
        icon={<FolderIcon />}
        title={words.empty.title}
        actions={
          <Button variant="primary" icon={<UploadIcon />} onClick={pick.pickFiles}>
            {words.upload}
          </Button>
        }
      >
        {words.empty.text}
      </EmptyState>
    )
  return (
    <>
      {failure && (
        <RetryNotice
          title={view.failedMore ? words.failedMore : words.failed}
          onRetry={view.failedMore ? view.loadMore : view.refresh}
        >
          {words.errors[failure.code]}
        </RetryNotice>
      )}
      <Entries {...{ view, selection, layout, act }} shown={shown} />
    </>
  )
}
