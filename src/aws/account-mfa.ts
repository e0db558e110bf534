import type { AccountNews } from './account-news.ts'
import type { AccountSettings } from './account-settings.ts'
import { AuthError } from './auth-error.ts'
import type { MfaKind } from './challenges.ts'
import type { ConfirmPassword } from './account-reauthentication.ts'
import { digits, totpUri } from './sign-in.ts'
import type { CallOptions } from './user-pool-api.ts'

const settingOf = {
  totp: 'SoftwareTokenMfaSettings',
  sms: 'SMSMfaSettings',
  email: 'EmailMfaSettings',
} as const

export function createAccountMfa(
  { config, session }: AccountSettings,
  news: AccountNews,
  confirmPassword: ConfirmPassword,
) {
  let secret: string | undefined

  async function set(
    kind: MfaKind,
    wish: { Enabled: boolean; PreferredMfa: boolean },
    { signal }: CallOptions,
  ) {
    await session.call('SetUserMFAPreference', { [settingOf[kind]]: wish }, { signal })
    news.tell('details')
  }

  return {
    /** Each time a new secret; the one in use stays in use until the new one is proven. */
    async startTotp({ password }: { password?: string } = {}, { signal }: CallOptions = {}) {
      // Replacing the factor in use is as good as turning it off.
      if (password !== undefined) await confirmPassword(password, signal)
      const { SecretCode } = await session.call('AssociateSoftwareToken', {}, { signal })
      secret = SecretCode
    },

    /** For the eyes of the person alone, so it does not pass through the store. */
    totpSetup() {
      const snapshot = session.snapshot()
      if (secret === undefined || snapshot.status === 'signed-out')
        throw new AuthError('session-expired')
      return { secret, uri: totpUri(config.appName, snapshot.user.email, secret) }
    },

    async finishTotp(
      { code, name, preferred }: { code: string; name: string; preferred: boolean },
      options: CallOptions = {},
    ) {
      const { Status } = await session.call(
        'VerifySoftwareToken',
        { UserCode: digits(code), FriendlyDeviceName: name },
        options,
      )
      if (Status !== 'SUCCESS') throw new AuthError('code-mismatch')
      secret = undefined
      await set('totp', { Enabled: true, PreferredMfa: preferred }, options)
    },

    turnOn: (
      { kind, preferred }: { kind: MfaKind; preferred: boolean },
      options: CallOptions = {},
    ) => set(kind, { Enabled: true, PreferredMfa: preferred }, options),

    prefer: (kind: MfaKind, options: CallOptions = {}) =>
      set(kind, { Enabled: true, PreferredMfa: true }, options),

    async turnOff(
      { kind, password }: { kind: MfaKind; password: string },
      options: CallOptions = {},
    ) {
      await confirmPassword(password, options.signal)
      await set(kind, { Enabled: false, PreferredMfa: false }, options)
    },
  }
}
