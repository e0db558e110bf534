import type { AccountNews } from './account-news.ts'
import type { AccountProfile } from './account-profile.ts'
import type { ConfirmPassword } from './account-reauthentication.ts'
import type { AccountSettings } from './account-settings.ts'
import { digits, normalised } from './sign-in.ts'
import { lastEmailKey } from './storage-keys.ts'
import type { CallOptions } from './user-pool-api.ts'

export type AddressName = 'email' | 'phone_number'

export interface Address {
  readonly name: AddressName
  readonly value: string
}

interface Parts {
  readonly news: AccountNews
  readonly profile: AccountProfile
  readonly confirmPassword: ConfirmPassword
}

/** Addresses that count only once a code sent to them has come back. */
export function createAccountAddresses(
  { platform, session }: AccountSettings,
  { news, profile, confirmPassword }: Parts,
) {
  /**
   * Also for sending the code anew: asked for by GetUserAttributeVerificationCode alone, it would go
   * to the old address where a pool keeps that until the new one is verified.
   */
  async function send({ name, value }: Address, options: CallOptions = {}) {
    const Value = name === 'email' ? normalised(value) : value.trim()
    const { CodeDeliveryDetailsList: sent = [] } = await session.call(
      'UpdateUserAttributes',
      { UserAttributes: [{ Name: name, Value }] },
      options,
    )
    news.tell('details')
    // A pool sends unasked for what it verifies at sign-up. A phone number is not among that here:
    // anybody could then have it send text messages, by signing up.
    if (!sent.some(({ AttributeName }) => AttributeName === name))
      await session.call('GetUserAttributeVerificationCode', { AttributeName: name }, options)
  }

  return {
    send,

    /** Whoever owns the address owns the account, so the password is asked for. */
    async change(
      { password, ...address }: Address & { password: string },
      { signal }: CallOptions = {},
    ) {
      await confirmPassword(password, signal)
      await send(address, { signal })
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
      const snapshot = session.snapshot()
      // The sign-in screen would suggest the one that opens nothing any more.
      if (snapshot.status !== 'signed-out' && platform.local.get(lastEmailKey) !== null)
        platform.local.set(lastEmailKey, snapshot.user.email)
    },
  }
}
