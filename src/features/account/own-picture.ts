import { useEffect, useState } from 'react'
import { useAppDispatch, useAppSelector } from '#src/app/hooks.ts'
import type { Services } from '#src/aws/create-services.ts'
import { pictureVersion, readPicture } from '#src/aws/picture-cache.ts'

const lookUp =
  (sub: string, version: string) =>
  (_dispatch: unknown, _getState: unknown, { platform }: Services) =>
    readPicture(platform, sub, version)

const follow =
  (run: () => void) =>
  (_dispatch: unknown, _getState: unknown, services: Services): (() => void) => {
    let stop: (() => void) | undefined
    let stopped = false
    const listen = async () => {
      const { picture } = await services.engine()
      if (!stopped) stop = picture.subscribe(run)
    }
    // Without the code for it, none is added.
    listen().catch(() => undefined)
    return () => {
      stopped = true
      stop?.()
    }
  }

/** The picture of whoever is signed in, as far as this browser has it. */
export function useOwnPicture(): string | undefined {
  const dispatch = useAppDispatch()
  const sub = useAppSelector(({ auth }) => ('user' in auth ? auth.user.sub : ''))
  const version = useAppSelector(({ auth }) =>
    'user' in auth ? pictureVersion(auth.user.attributes) : undefined,
  )
  // Only for another look: what is looked at is the storage.
  const [, setTold] = useState(0)

  useEffect(() => dispatch(follow(() => setTold((times) => times + 1))), [dispatch])
  return version === undefined ? undefined : dispatch(lookUp(sub, version))
}
