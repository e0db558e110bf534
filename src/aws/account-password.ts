import type { AccountSettings } from './account-settings.ts'
import { AuthError } from './auth-error.ts'
import { createSessionStorage } from './session-storage.ts'
import { toAuthError } from './to-auth-error.ts'
import type { CallOptions } from './user-pool-api.ts'

/**
 * changed: and nothing else was asked for. elsewhere-ended: this session is the only one now.
 * ended: so is this one, as a second factor is asked for. others-left: changed, but the other
 * sessions go on.
 */
export type PasswordOutcome = 'changed' | 'elsewhere-ended' | 'ended' | 'others-left'

export function createAccountPassword(settings: AccountSettings) {
  const { api, config, platform, session, userPool } = settings

  /**
   * GlobalSignOut spares nobody, so this tab comes back by signing in again, and the others of this
   * browser with it: until then they wait with whatever they would renew.
   */
  async function endElsewhere(password: string): Promise<PasswordOutcome> {
    const snapshot = session.snapshot()
    if (snapshot.status === 'signed-out') throw new AuthError('signed-out')
    const keep = createSessionStorage(platform, config.userPoolClientId).read()?.keep ?? true
    // Loaded before anything ends.
    const pool = await userPool()
    const AccessToken = await session.accessToken()
    return session.exclusively(async () => {
      try {
        await api.call('GlobalSignOut', { AccessToken })
      } catch (error) {
        if (toAuthError(error).code === 'signed-out') throw error
        return 'others-left'
      }
      try {
        const outcome = await pool.signIn(snapshot.user.username, password)
        if (outcome.type === 'tokens') {
          session.begin(outcome.tokens, { keep, goesOn: true })
          return 'elsewhere-ended'
        }
      } catch {
        // Ended all the same, and the sign-in screen says what it is that keeps one out.
      }
      session.end('ended')
      return 'ended'
    })
  }

  return {
    async change(
      given: { current: string; password: string; endElsewhere: boolean },
      { signal }: CallOptions = {},
    ): Promise<PasswordOutcome> {
      await session.call(
        'ChangePassword',
        { PreviousPassword: given.current, ProposedPassword: given.password },
        { signal },
      )
      return given.endElsewhere ? endElsewhere(given.password) : 'changed'
    },
  }
}
