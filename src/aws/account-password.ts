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

  /** Not so where Cognito has ended the session: that is what was asked for. */
  function hasLeft(sub: string) {
    session.look()
    const now = session.snapshot()
    return now.status === 'signed-out' ? now.reason !== 'ended' : now.user.sub !== sub
  }

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
      // Refused, it is ended all the same, and the sign-in screen says what keeps one out.
      const outcome = await pool.signIn(snapshot.user.username, password).catch(() => undefined)
      const tokens = outcome?.type === 'tokens' ? outcome.tokens : undefined
      if (hasLeft(snapshot.user.sub)) {
        if (tokens) await session.giveBack(tokens)
        throw new AuthError('signed-out')
      }
      if (tokens) {
        session.begin(tokens, { keep, goesOn: true })
        return 'elsewhere-ended'
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
