import type { Services } from '#src/aws/create-services.ts'
import { draftsKey, pictureKey, sessionKey, stepKey } from '#src/aws/storage-keys.ts'
import { sessionChanged } from './auth-actions.ts'

type Dispatch = (action: ReturnType<typeof sessionChanged>) => unknown

/** Locally at once, whatever becomes of the rest; the result says whether Cognito heard of it. */
export const signOut =
  (given: { everywhere?: boolean; forgetDevice?: boolean } = {}) =>
  async (
    dispatch: Dispatch,
    _getState: unknown,
    { engine, platform }: Services,
  ): Promise<{ revoked: boolean }> => {
    try {
      return await (await engine()).signOut(given)
    } catch {
      // The code for it is not to be had, as offline. What would open the account goes without it.
      for (const area of [platform.local, platform.tab])
        for (const key of [sessionKey, stepKey, draftsKey, pictureKey]) area.remove(key)
      dispatch(sessionChanged({ status: 'signed-out', reason: 'by-choice' }))
      return { revoked: false }
    }
  }
