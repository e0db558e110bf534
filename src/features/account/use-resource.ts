import { useCallback, useEffect, useRef, useState } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { createSealedThunk } from '#src/app/with-types.ts'
import type { AccountTopic } from '#src/aws/account-news.ts'
import { followNews } from './account-thunks.ts'

type Load<T> = ReturnType<typeof createSealedThunk<void, T>>

/** Something that Cognito keeps: asked for on arrival, and again when another tab changes it. */
export function useResource<T>(load: Load<T>, topic: AccountTopic) {
  const dispatch = useAppDispatch()
  const request = useRequest(load)
  const [value, setValue] = useState<T>()
  const running = useRef<{ abort(): void }>(null)

  const reload = useCallback(() => {
    // An answer on its way may be older than what is to be seen now.
    running.current?.abort()
    const started = dispatch(load())
    running.current = started
    started.unwrap().then(
      (loaded) => running.current === started && setValue(loaded),
      () => undefined,
    )
  }, [dispatch, load])

  useEffect(() => {
    reload()
    const stop = dispatch(followNews(topic, reload))
    return () => {
      stop()
      running.current?.abort()
    }
  }, [dispatch, reload, topic])

  return {
    value,
    failure: request.status === 'failed' ? request.failure : undefined,
    reload,
    /** What is known without asking, after a change of one's own. */
    set: setValue,
  }
}
