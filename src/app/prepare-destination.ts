import type { Services } from '#src/aws/create-services.ts'
import { ownPath } from '#src/paths.ts'
import { pageAt } from './routes.tsx'

/** Lets the page that somebody signs in to get to prepare for them, as soon as they mean to. */
export function prepareDestination(services: Services) {
  const prepare = () => {
    const returnTo = ownPath(new URLSearchParams(location.search).get('returnTo'))
    if (returnTo) pageAt(returnTo.replace(/[?#].*/, '')).prepare?.(services)
  }
  void services.loaded.then(prepare)
}
