import type { AccountFiles } from './account-files.ts'
import type { AccountSettings } from './account-settings.ts'
import type { ConfirmPassword } from './account-reauthentication.ts'
import { untilGone } from './until-gone.ts'
import type { CallOptions } from './user-pool-api.ts'

interface Parts {
  readonly files: AccountFiles
  readonly confirmPassword: ConfirmPassword
}

export function createAccountDeletion(
  { devices, session }: AccountSettings,
  { files, confirmPassword }: Parts,
) {
  return {
    /**
     * Files first: without the account nobody can reach them any more, not even to delete them.
     * Broken off, it can be begun again and goes on with what is left.
     */
    async run(
      { password, progress }: { password: string; progress: (deleted: number) => void },
      options: CallOptions = {},
    ) {
      const signal = untilGone(session, options.signal)
      await confirmPassword(password, signal)
      await files((store) => store.removeEverything(progress, signal))
      await session.call('DeleteUser', {}, { signal })
      const snapshot = session.snapshot()
      if (snapshot.status !== 'signed-out') devices.forget(snapshot.user.username)
      session.end('deleted')
    },
  }
}
