import type { AppStartListening } from '#src/app/with-types.ts'
import type { Services } from '#src/aws/create-services.ts'

import { rememberAsked, sessionChanged } from './auth-slice.ts'

/** What follows from an event, where it is nobody's business to wait for it. */
export function startAuthListeners(startListening: AppStartListening) {
  startListening({
    actionCreator: sessionChanged,
    effect: ({ payload }, { dispatch, extra, getOriginalState }) => {
      const step = extra.signIn.restored()
      const arrived =
        payload.status === 'signed-in' && getOriginalState().auth.status !== 'signed-in'
      if (arrived && typeof step === 'object' && step.type === 'remember-device')
        dispatch(rememberAsked(true))
    },
  })
}

/** Lets the store follow the session: this tab's, and through it the other tabs'. */
export function followSession(
  { session }: Services,
  dispatch: (action: ReturnType<typeof sessionChanged>) => unknown,
) {
  const stopFollowing = session.subscribe((snapshot) => void dispatch(sessionChanged(snapshot)))
  const stopSession = session.start()
  return () => {
    stopSession()
    stopFollowing()
  }
}
