import type { Progress, SigningIn } from './advance.ts'
import type { Context } from './context.ts'
import { sameText } from './context.ts'
import { deviceGroupKey, deviceOf } from './devices.ts'
import { invalidParameter, notFound, wrongCredentials } from './errors.ts'
import { isTimestamp } from './first-factor.ts'
import type { PasswordProof } from './first-factor.ts'
import type { Pool, User } from './model.ts'
import type { Session } from './sessions.ts'
import { beginExchange, expectedSignature, readPublicValue } from './srp.ts'

const noSuchDevice = () => notFound('Device does not exist.')

export function checkDevice({ settings }: Pool, user: User, key: string | undefined) {
  if (key && settings.DeviceConfiguration && !deviceOf(user, key)) throw noSuchDevice()
}

export function beginDevice(
  context: Context,
  { pool, client, user }: SigningIn,
  { login, flow }: Progress,
  given: { readonly key: string; readonly srpA: string },
) {
  const device = deviceOf(user, given.key)
  if (!device) throw noSuchDevice()
  const clientPublic = readPublicValue(given.srpA)
  if (clientPublic === undefined) throw invalidParameter('Invalid SRP_A')
  const exchange = beginExchange(device.verifier, clientPublic, context.random.bytes(32))
  const secretBlock = context.sessions.open(
    {
      poolId: pool.id,
      clientId: client.id,
      login,
      username: user.username,
      challenge: 'DEVICE_PASSWORD_VERIFIER',
      flow,
      deviceKey: device.key,
      exchange,
    },
    client.settings.AuthSessionValidity,
    'secret block',
  )
  return {
    ChallengeName: 'DEVICE_PASSWORD_VERIFIER',
    ChallengeParameters: {
      USERNAME: user.username,
      DEVICE_KEY: device.key,
      SALT: device.verifier.salt,
      SRP_B: exchange.serverPublic,
      SECRET_BLOCK: secretBlock,
    },
  }
}

export function answerDevice(
  context: Context,
  { pool, user }: SigningIn,
  { exchange, deviceKey }: Session,
  proof: PasswordProof & { readonly key: string },
): string {
  const device = deviceOf(user, proof.key)
  if (!device) throw noSuchDevice()
  if (!exchange || deviceKey !== device.key || !isTimestamp(proof.timestamp))
    throw wrongCredentials()
  const identity = { owner: deviceGroupKey(pool, user), name: device.key }
  const expected = expectedSignature(identity, device.verifier, exchange, {
    secretBlock: Buffer.from(proof.secretBlock, 'base64'),
    timestamp: proof.timestamp,
  })
  if (!sameText(expected.toString('base64'), proof.signature)) throw wrongCredentials()
  context.users(pool.id).change(user.username, (current) => ({
    ...current,
    devices: {
      ...current.devices,
      [device.key]: { ...device, lastAuthenticatedAt: context.clock.now() },
    },
  }))
  return device.key
}
