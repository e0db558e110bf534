import type { Session } from './session.ts'

/**
 * Aborted, too, when whoever is signed in now is so no longer: what one of them began must not be
 * gone on with for the next, who may come by another tab.
 */
export const untilGone = (session: Pick<Session, 'lifetime'>, signal?: AbortSignal) =>
  signal ? AbortSignal.any([signal, session.lifetime()]) : session.lifetime()
