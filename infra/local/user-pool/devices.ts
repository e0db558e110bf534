import { createHmac } from 'node:crypto'

import { AwsError } from '../http/aws-error.ts'
import { operation } from '../http/json-service.ts'
import { integer, oneOf, record, required, text } from '../http/shape.ts'

import type { Context } from './context.ts'
import { invalidParameter, notAuthorized, notFound } from './errors.ts'
import * as input from './input.ts'
import type { Device, Pool, User } from './model.ts'
import { page } from './paging.ts'
import { bearer } from './tokens.ts'

/** A device that was confirmed, or none. */
export const deviceOf = (user: User, key: string | undefined): Device | undefined =>
  key !== undefined && Object.hasOwn(user.devices, key) ? user.devices[key] : undefined

/** Hashed into the device's verifier by the client, which never sends it back. */
export const deviceGroupKey = ({ secret }: Pool, { attributes }: User) =>
  `-${createHmac('sha256', secret).update(`device/${attributes['sub']}`).digest('base64url').slice(0, 8)}`

/** Every sign-in without a known device gets a key that the client may confirm. */
export function newDeviceMetadata({ uuid }: Context, pool: Pool, user: User) {
  if (!pool.settings.DeviceConfiguration) return undefined
  return {
    DeviceKey: `${pool.id.split('_')[0]}_${uuid()}`,
    DeviceGroupKey: deviceGroupKey(pool, user),
  }
}

const noSuchDevice = () => notFound('Device does not exist.')

const hexOf = (base64: string) => Buffer.from(base64, 'base64').toString('hex')

export const describeDevice = (device: Device, lastAddress = '127.0.0.1') => ({
  DeviceKey: device.key,
  DeviceAttributes: [
    { Name: 'device_status', Value: 'valid' },
    { Name: 'device_name', Value: device.name ?? device.key },
    { Name: 'last_ip_used', Value: lastAddress },
    {
      Name: 'dev:device_remembered_status',
      Value: device.remembered ? 'remembered' : 'not_remembered',
    },
  ],
  DeviceCreateDate: device.createdAt / 1000,
  DeviceLastModifiedDate: device.modifiedAt / 1000,
  DeviceLastAuthenticatedDate: device.lastAuthenticatedAt / 1000,
})

export function removeDevice(context: Context, poolId: string, username: string, key: string) {
  context.users(poolId).change(username, (user) => {
    const { [key]: _gone, ...devices } = user.devices
    return { ...user, devices }
  })
}

function optionalToken(accessToken: string | undefined) {
  if (accessToken === undefined) throw notAuthorized('Access Token is required')
  return accessToken
}

export function deviceOperations(context: Context) {
  /** The device of whoever asks. Its own key is in the token. */
  async function owned(accessToken: string, key: string) {
    const holder = await bearer(context, accessToken)
    tracked(holder.pool)
    const device = deviceOf(holder.user, key)
    if (!device) throw noSuchDevice()
    return { ...holder, device }
  }

  return {
    ConfirmDevice: operation(
      {
        AccessToken: input.accessToken,
        DeviceKey: required(input.deviceKey),
        DeviceSecretVerifierConfig: record({
          PasswordVerifier: text({ max: 131_072 }),
          Salt: text({ max: 131_072 }),
        }),
        DeviceName: text({ min: 1, max: 1024 }),
      },
      async (request) => {
        const { pool, user, claims } = await bearer(context, request.AccessToken)
        const configuration = tracked(pool)
        const { PasswordVerifier, Salt } = request.DeviceSecretVerifierConfig ?? {}
        if (!PasswordVerifier || !Salt)
          throw invalidParameter('Invalid device secret verifier config')
        if (deviceOf(user, request.DeviceKey))
          throw new AwsError('DeviceKeyExistsException', 'Device already exists.')
        if (claims['device_key'] !== request.DeviceKey) throw noSuchDevice()
        const asks = configuration.DeviceOnlyRememberedOnUserPrompt === true
        const now = context.clock.now()
        const device: Device = {
          key: request.DeviceKey,
          ...(request.DeviceName && { name: request.DeviceName }),
          verifier: { salt: hexOf(Salt), verifier: hexOf(PasswordVerifier) },
          remembered: !asks,
          createdAt: now,
          modifiedAt: now,
          lastAuthenticatedAt: now,
        }
        context.users(pool.id).change(user.username, (current) => ({
          ...current,
          devices: { ...current.devices, [device.key]: device },
        }))
        return { UserConfirmationNecessary: asks }
      },
    ),

    GetDevice: operation(
      { AccessToken: input.token, DeviceKey: required(input.deviceKey) },
      async (request) => {
        const { device } = await owned(optionalToken(request.AccessToken), request.DeviceKey)
        return { Device: describeDevice(device) }
      },
    ),

    ListDevices: operation(
      {
        AccessToken: input.accessToken,
        Limit: integer({ min: 0, max: 60 }),
        PaginationToken: text({ min: 1, pattern: '[\\S]+' }),
      },
      async (request) => {
        const { pool, user } = await bearer(context, request.AccessToken)
        tracked(pool)
        const { items, next } = page(
          Object.values(user.devices),
          request.Limit || 60,
          request.PaginationToken,
        )
        return {
          Devices: items.map((device) => describeDevice(device)),
          ...(next && { PaginationToken: next }),
        }
      },
    ),

    ForgetDevice: operation(
      { AccessToken: input.token, DeviceKey: required(input.deviceKey) },
      async (request) => {
        const { pool, user, device } = await owned(
          optionalToken(request.AccessToken),
          request.DeviceKey,
        )
        removeDevice(context, pool.id, user.username, device.key)
      },
    ),

    UpdateDeviceStatus: operation(
      {
        AccessToken: input.accessToken,
        DeviceKey: required(input.deviceKey),
        DeviceRememberedStatus: oneOf('remembered', 'not_remembered'),
      },
      async (request) => {
        const { pool, user, device } = await owned(request.AccessToken, request.DeviceKey)
        const remembered = request.DeviceRememberedStatus === 'remembered'
        context.users(pool.id).change(user.username, (current) => ({
          ...current,
          devices: {
            ...current.devices,
            [device.key]: { ...device, remembered, modifiedAt: context.clock.now() },
          },
        }))
      },
    ),
  }
}

function tracked({ settings }: Pool) {
  if (settings.DeviceConfiguration) return settings.DeviceConfiguration
  throw new AwsError(
    'InvalidUserPoolConfigurationException',
    'Device tracking is not enabled for this user pool',
  )
}
