import type { AccountProfile } from './account-profile.ts'
import type { ConfirmPassword } from './account-reauthentication.ts'
import type { AccountSettings } from './account-settings.ts'
import { digits, normalised } from './sign-in.ts'
import type { CallOptions } from './user-pool-api.ts'

export type AddressName = 'email' | 'phone_number'

/** Addresses that count only once a code sent to them has come back. */
export function createAccountAddresses(
  { session }: AccountSettings,
  profile: AccountProfile,
  confirmPassword: ConfirmPassword,
) {
  /**
   * Also for sending the code anew: asked for by GetUserAttributeVerificationCode, it would go to
   * the old address where a pool does not keep the new one.
   */
  async function send({ name, value }: { name: AddressName; value: string }, options: CallOptions) {
    const Value = name === 'email' ? normalised(value) : value.trim()
    await session.call('UpdateUserAttributes', { UserAttributes: [{ Name: name, Value }] }, options)
  }

  return {
    /** Whoever owns the address owns the account, so the password is asked for. */
    async change(
      { password, ...address }: { name: AddressName; value: string; password: string },
      { signal }: CallOptions = {},
    ) {
      await confirmPassword(password, signal)
      await send(address, { signal })
    },

    sendAgain: (address: { name: AddressName; value: string }, { signal }: CallOptions = {}) =>
      send(address, { signal }),

    async verify(
      { name, code }: { name: AddressName; code: string },
      { signal }: CallOptions = {},
    ) {
      await session.call(
        'VerifyUserAttribute',
        { AttributeName: name, Code: digits(code) },
        { signal },
      )
      await profile.settle()
    },
  }
}
