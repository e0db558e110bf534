import { storeWanted } from '#src/app/with-types.ts'
import type { Services } from '#src/aws/create-services.ts'

// Apart from the other thunks, because pages for everybody want these.

/** Loads what signing in needs, on the first sign that somebody means to. */
export const preloadSignIn =
  () =>
  (
    dispatch: (action: ReturnType<typeof storeWanted>) => unknown,
    _getState: unknown,
    { engine }: Services,
  ): void => {
    dispatch(storeWanted())
    engine()
      .then((it) => it.preload())
      // The submit that follows tries again, and says so if it fails.
      .catch(() => undefined)
  }

export const readLastEmail =
  () =>
  (_dispatch: unknown, _getState: unknown, { opening }: Services): string =>
    opening.lastEmail
