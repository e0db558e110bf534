import type { AccountSettings } from './account-settings.ts'
import type { CallOptions } from './user-pool-api.ts'

export const createAccountSessions = ({ session }: AccountSettings) => ({
  /**
   * Unlike a sign-out, which is done here whatever Cognito says: who ends all sessions must hear of
   * it where that has not come about.
   */
  async endAll({ signal }: CallOptions = {}) {
    await session.call('GlobalSignOut', {}, { signal })
  },
})
