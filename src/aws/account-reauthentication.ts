import type { AccountSettings } from './account-settings.ts'
import { AuthError } from './auth-error.ts'
import type { Tokens } from './tokens.ts'
import { untilGone } from './until-gone.ts'

export type ConfirmPassword = ReturnType<typeof createReauthentication>

/**
 * Asks for the password once more: a sign-in of its own, by SRP like any other, that leaves the
 * session alone. That a second factor is asked for next says that the password was right.
 */
export function createReauthentication(settings: AccountSettings) {
  const { session, userPool } = settings
  return async (password: string, signal?: AbortSignal): Promise<void> => {
    const snapshot = session.snapshot()
    if (snapshot.status === 'signed-out') throw new AuthError('signed-out')
    const until = untilGone(session, signal)
    const outcome = await (await userPool()).signIn(snapshot.user.username, password, until)
    if (outcome.type === 'tokens') await revoke(settings, outcome.tokens)
  }
}

/** Of tokens that nobody will use: left alone they would be a session that nobody knows of. */
export async function revoke(
  { api, config }: Pick<AccountSettings, 'api' | 'config'>,
  { refreshToken: Token }: Tokens,
) {
  const revocation = { ClientId: config.userPoolClientId, Token }
  await api.call('RevokeToken', revocation, { keepalive: true }).catch(() => undefined)
}
