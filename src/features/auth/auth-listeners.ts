import type { Services } from '#src/aws/create-services.ts'
import type { Engine } from '#src/aws/engine.ts'
import { sessionKey } from '#src/aws/storage-keys.ts'

import { sessionChanged } from './auth-actions.ts'

type Dispatch = (action: ReturnType<typeof sessionChanged>) => unknown

/** Lets the store follow the session: this tab's, and through it the other tabs'. */
export function followSession(services: Services, dispatch: Dispatch) {
  const { opening, platform, engine, loaded } = services
  const { local, tab } = platform
  const stops: (() => void)[] = []
  let stopped = false

  function follow({ session }: Engine) {
    if (stopped) return
    const tell = () => dispatch(sessionChanged(session.snapshot()))
    stops.push(session.subscribe(tell), session.start())
    tell()
  }

  const isStored = () => (local.get(sessionKey) ?? tab.get(sessionKey)) !== null

  const load = () =>
    engine().catch(() => {
      // Not to be had just now, as when offline; whoever is still here is taken at their word.
      const { snapshot } = opening
      if (snapshot.status === 'restoring' && isStored())
        dispatch(sessionChanged({ ...snapshot, status: 'signed-in' }))
    })

  void loaded.then(follow)
  const somebody = opening.snapshot.status !== 'signed-out' || opening.step !== undefined
  const look = () => {
    if (somebody || isStored()) void load()
  }
  // Somebody signs in in another tab, or while this page is in the history and is told nothing.
  stops.push(platform.onLocalChange(look), platform.onWake(look))
  look()
  return () => {
    stopped = true
    for (const stop of stops) stop()
  }
}
