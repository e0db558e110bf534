import type { AccountSettings } from './account-settings.ts'
import { AuthError } from './auth-error.ts'
import { untilGone } from './until-gone.ts'

export type ConfirmPassword = ReturnType<typeof createReauthentication>

/**
 * Asks for the password once more: a sign-in of its own, by SRP like any other, that leaves the
 * session alone. That a second factor is asked for next says that the password was right.
 */
export function createReauthentication({ session, userPool }: AccountSettings) {
  return async (password: string, signal?: AbortSignal): Promise<void> => {
    const snapshot = session.snapshot()
    if (snapshot.status === 'signed-out') throw new AuthError('signed-out')
    const until = untilGone(session, signal)
    const outcome = await (await userPool()).signIn(snapshot.user.username, password, until)
    if (outcome.type === 'tokens') await session.giveBack(outcome.tokens)
  }
}
