import type { AccountNews } from './account-news.ts'
import type { AccountSettings } from './account-settings.ts'
import { toAuthError } from './to-auth-error.ts'
import type { CallOptions } from './user-pool-api.ts'

export interface AccountPasskey {
  readonly id: string
  readonly name: string
  /** Milliseconds since 1970. */
  readonly addedAt: number
}

export type AccountPasskeys = ReturnType<typeof createAccountPasskeys>

export function createAccountPasskeys({ session }: AccountSettings, news: AccountNews) {
  return {
    async list({ signal }: CallOptions = {}): Promise<readonly AccountPasskey[]> {
      const found: AccountPasskey[] = []
      let NextToken: string | undefined
      do {
        const page = await session.call(
          'ListWebAuthnCredentials',
          { MaxResults: 20, ...(NextToken === undefined ? {} : { NextToken }) },
          { signal },
        )
        for (const credential of page.Credentials ?? [])
          found.push({
            id: credential.CredentialId,
            name: credential.FriendlyCredentialName ?? '',
            addedAt: (credential.CreatedAt ?? 0) * 1000,
          })
        NextToken = page.NextToken
      } while (NextToken !== undefined)
      return found.toSorted((a, b) => b.addedAt - a.addedAt)
    },

    async add({ signal }: CallOptions = {}) {
      const { registerPasskey } = await import('./web-authn.ts')
      await registerPasskey(session, signal)
      news.tell('passkeys')
    },

    async remove(id: string, { signal }: CallOptions = {}) {
      await session
        .call('DeleteWebAuthnCredential', { CredentialId: id }, { signal })
        .catch((error: unknown) => {
          if (toAuthError(error).code !== 'not-found') throw error
        })
      news.tell('passkeys')
    },
  }
}
