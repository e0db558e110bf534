import type { Services } from './create-services.ts'
import { createHttpHandler } from './file-store/http-handler.ts'
import { createSessionStorage } from './session-storage.ts'
import { claimsOf, userOf } from './tokens.ts'

export interface HeldTokens {
  readonly id: Readonly<Record<string, unknown>>
  readonly access: Readonly<Record<string, unknown>>
  /** Milliseconds by the device's clock. */
  readonly idUntil: number
  readonly accessUntil: number
}

export interface HeldCredentials {
  readonly identityId: string
  readonly role: string
  readonly until: number
}

/** What a developer wants to see of a session. Only claims leave; the tokens stay where they are. */
export async function readTokens({ config, engine, platform }: Services): Promise<HeldTokens> {
  const { clock } = await engine()
  const { tokens } = createSessionStorage(platform, config.userPoolClientId).read() ?? {}
  const [id, access] = tokens ? [claimsOf(tokens.idToken), claimsOf(tokens.accessToken)] : [{}, {}]
  const until = ({ exp }: HeldTokens['id']) => Number(exp ?? 0) * 1000 - clock.offset()
  return { id, access, idUntil: until(id), accessUntil: until(access) }
}

/**
 * The app takes its tokens for expired, and has to renew them before its next call. The first answer
 * of the server sets the clock right again.
 */
export async function expireTokens({ config, engine, platform }: Services): Promise<void> {
  const { clock } = await engine()
  const held = createSessionStorage(platform, config.userPoolClientId).read()
  if (held) clock.restore(userOf(held.tokens).expiresAt * 1000 - clock.deviceNow() + 1000)
}

/** Asked of STS, which tells whoever holds credentials whose they are. */
export async function readCredentials({ config, engine }: Services): Promise<HeldCredentials> {
  const [{ STSClient, GetCallerIdentityCommand }, pool] = await Promise.all([
    import('@aws-sdk/client-sts'),
    engine().then(({ identityPool }) => identityPool()),
  ])
  const credentials = await pool.credentials()
  const sts = new STSClient({
    region: config.region,
    credentials,
    systemClockOffset: pool.clockOffset(),
    // The SDK's own is left out of what a browser gets.
    requestHandler: createHttpHandler(new WeakMap()),
    // The stand-in answers for every service at one address.
    ...(config.endpoints && { endpoint: config.endpoints.identityPool }),
  })
  const { Arn = '' } = await sts.send(new GetCallerIdentityCommand({}))
  return { identityId: credentials.identityId, role: Arn, until: credentials.expiration.getTime() }
}
