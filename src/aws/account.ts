import { createAccountAddresses } from './account-addresses.ts'
import { createAccountData } from './account-data.ts'
import { createAccountDeletion } from './account-deletion.ts'
import { createAccountDevices } from './account-devices.ts'
import { createAccountFiles } from './account-files.ts'
import { createAccountMfa } from './account-mfa.ts'
import { createAccountNews } from './account-news.ts'
import { createAccountPasskeys } from './account-passkeys.ts'
import { createAccountPassword } from './account-password.ts'
import { createAccountPicture } from './account-picture.ts'
import { createAccountProfile } from './account-profile.ts'
import { createAccountSessions } from './account-sessions.ts'
import type { AccountSettings } from './account-settings.ts'
import { createReauthentication } from './account-reauthentication.ts'

/** What a person can see and change about themselves. Loaded with the first page of the account. */
export function createAccount(settings: AccountSettings) {
  const news = createAccountNews(settings.platform)
  const confirmPassword = createReauthentication(settings)
  const profile = createAccountProfile(settings, news)
  const devices = createAccountDevices(settings, news)
  const passkeys = createAccountPasskeys(settings, news)
  const files = createAccountFiles(settings)
  return {
    profile,
    picture: createAccountPicture(settings, { files, profile }),
    devices,
    passkeys,
    password: createAccountPassword(settings),
    sessions: createAccountSessions(settings),
    mfa: createAccountMfa(settings, news, confirmPassword),
    addresses: createAccountAddresses(settings, { news, profile, confirmPassword }),
    data: createAccountData(settings, { profile, devices, passkeys, files }),
    deletion: createAccountDeletion(settings, { files, confirmPassword }),
    news,
  }
}
