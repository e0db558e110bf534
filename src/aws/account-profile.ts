import type { AccountNews } from './account-news.ts'
import type { AccountSettings } from './account-settings.ts'
import { challengeOf } from './challenges.ts'
import type { MfaKind } from './challenges.ts'
import type { CallOptions } from './user-pool-api.ts'

export interface AccountDetails {
  readonly attributes: Readonly<Record<string, string>>
  readonly mfa: { readonly enabled: readonly MfaKind[]; readonly preferred?: MfaKind }
}

export interface AttributeChanges {
  readonly changed: Readonly<Record<string, string>>
  readonly cleared: readonly string[]
}

export type AccountProfile = ReturnType<typeof createAccountProfile>

const kinds = ['totp', 'sms', 'email'] as const

export function createAccountProfile({ session }: AccountSettings, news: AccountNews) {
  /** New claims for this tab and, through the session, for the others. */
  async function settle() {
    news.tell('details')
    // What was asked for is done; claims that are a little old come with the next renewal.
    await session.refresh().catch(() => undefined)
  }

  return {
    settle,

    async read({ signal }: CallOptions = {}): Promise<AccountDetails> {
      const answer = await session.call('GetUser', {}, { signal })
      const named = (name: string | undefined) => kinds.find((kind) => challengeOf(kind) === name)
      const preferred = named(answer.PreferredMfaSetting)
      return {
        attributes: Object.fromEntries(answer.UserAttributes.map((it) => [it.Name, it.Value])),
        mfa: {
          enabled: kinds.filter((kind) => answer.UserMFASettingList?.includes(challengeOf(kind))),
          ...(preferred && { preferred }),
        },
      }
    },

    async save({ changed, cleared }: AttributeChanges, { signal }: CallOptions = {}) {
      const values = Object.entries(changed).map(([Name, Value]) => ({ Name, Value }))
      if (values.length > 0)
        await session.call('UpdateUserAttributes', { UserAttributes: values }, { signal })
      // An empty value would be refused by some attributes and kept as an empty text by others.
      if (cleared.length > 0)
        await session.call('DeleteUserAttributes', { UserAttributeNames: cleared }, { signal })
      await settle()
    },
  }
}
