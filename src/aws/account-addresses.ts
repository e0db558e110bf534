import type { AccountProfile } from './account-profile.ts'
import type { AccountSettings } from './account-settings.ts'
import { digits, normalised } from './sign-in.ts'
import type { CallOptions } from './user-pool-api.ts'

export type AddressName = 'email' | 'phone_number'

/** Addresses that count only once a code sent to them has come back. */
export function createAccountAddresses({ session }: AccountSettings, profile: AccountProfile) {
  return {
    /**
     * Also sends the code anew: asked for by GetUserAttributeVerificationCode, it would go to the
     * old address where the new one has not been kept.
     */
    async change(
      { name, value }: { name: AddressName; value: string },
      { signal }: CallOptions = {},
    ) {
      const Value = name === 'email' ? normalised(value) : value.trim()
      await session.call(
        'UpdateUserAttributes',
        { UserAttributes: [{ Name: name, Value }] },
        { signal },
      )
    },

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
