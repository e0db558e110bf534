import { toAuthError } from './to-auth-error.ts'
import type { Tokens } from './tokens.ts'
import type { UserPoolApi } from './user-pool-api.ts'

interface Wishes {
  readonly everywhere: boolean
  readonly forgetDevice: boolean
}

// The page may be closed while these are on their way.
const options = { keepalive: true }

type Pool = { readonly api: UserPoolApi; readonly clientId: string }

const revoke = ({ api, clientId }: Pool, refreshToken: string) =>
  api.call('RevokeToken', { ClientId: clientId, Token: refreshToken }, options)

/** Of tokens that nobody will use: left alone they would be a session that nobody knows of. */
export const giveBack = (pool: Pool, { refreshToken }: Tokens): Promise<unknown> =>
  revoke(pool, refreshToken).catch(() => undefined)

/** What Cognito should hear of a sign-out that has already happened here. */
export async function sayGoodbye(pool: Pool, tokens: Tokens, wishes: Wishes): Promise<void> {
  const { api, clientId: ClientId } = pool
  let refreshToken = tokens.refreshToken
  try {
    await whileSignedIn(api, tokens, wishes).catch(async (error: unknown) => {
      if (toAuthError(error).code !== 'signed-out') throw error
      // The access token ran out while the tab slept, and those calls want a good one.
      const { AuthenticationResult: renewed } = await api.call('GetTokensFromRefreshToken', {
        ClientId,
        RefreshToken: refreshToken,
        ...(tokens.deviceKey === undefined ? {} : { DeviceKey: tokens.deviceKey }),
      })
      refreshToken = renewed.RefreshToken ?? refreshToken
      await whileSignedIn(api, { ...tokens, accessToken: renewed.AccessToken }, wishes)
    })
  } finally {
    await revoke(pool, refreshToken)
  }
}

async function whileSignedIn(
  api: UserPoolApi,
  { accessToken: AccessToken, deviceKey }: Tokens,
  { everywhere, forgetDevice }: Wishes,
) {
  if (forgetDevice && deviceKey !== undefined)
    await api.call('ForgetDevice', { AccessToken, DeviceKey: deviceKey }, options)
  if (everywhere) await api.call('GlobalSignOut', { AccessToken }, options)
}
