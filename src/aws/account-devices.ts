import type { AccountNews } from './account-news.ts'
import type { AccountSettings } from './account-settings.ts'
import { deviceWishKey } from './storage-keys.ts'
import { toAuthError } from './to-auth-error.ts'
import type { CallOptions } from './user-pool-api.ts'
import type { Device } from './user-pool-operations.ts'

export interface AccountDevice {
  readonly key: string
  /** What the browser called itself when it was first used. */
  readonly name: string
  readonly isThis: boolean
  readonly remembered: boolean
  readonly address: string | undefined
  /** Milliseconds since 1970. */
  readonly addedAt: number
  readonly usedAt: number
}

export type AccountDevices = ReturnType<typeof createAccountDevices>

export function createAccountDevices(
  { devices, platform, session }: AccountSettings,
  news: AccountNews,
) {
  function describe(device: Device): AccountDevice {
    const attribute = (name: string) =>
      device.DeviceAttributes?.find(({ Name }) => Name === name)?.Value
    const addedAt = (device.DeviceCreateDate ?? 0) * 1000
    return {
      key: device.DeviceKey,
      name: attribute('device_name') ?? '',
      isThis: device.DeviceKey === session.deviceKey(),
      remembered: attribute('dev:device_remembered_status') === 'remembered',
      address: attribute('last_ip_used'),
      addedAt,
      usedAt: (device.DeviceLastAuthenticatedDate ?? 0) * 1000 || addedAt,
    }
  }

  /** Said here, it goes before what was wished for while signing in and Cognito has yet to hear. */
  function dropWish(key: string) {
    if (platform.tab.get(deviceWishKey) === key) platform.tab.remove(deviceWishKey)
  }

  return {
    /** The one in use first, then by last use. */
    async list({ signal }: CallOptions = {}): Promise<readonly AccountDevice[]> {
      const found: AccountDevice[] = []
      let PaginationToken: string | undefined
      do {
        const page = await session.call(
          'ListDevices',
          { Limit: 60, ...(PaginationToken === undefined ? {} : { PaginationToken }) },
          { signal },
        )
        found.push(...(page.Devices ?? []).map(describe))
        PaginationToken = page.PaginationToken
      } while (PaginationToken !== undefined)
      return found.toSorted((a, b) => Number(b.isThis) - Number(a.isThis) || b.usedAt - a.usedAt)
    },

    async forget(key: string, { signal }: CallOptions = {}) {
      dropWish(key)
      await session.call('ForgetDevice', { DeviceKey: key }, { signal }).catch((error: unknown) => {
        // Forgotten from elsewhere meanwhile.
        if (toAuthError(error).code !== 'not-found') throw error
      })
      const snapshot = session.snapshot()
      if (key === session.deviceKey() && snapshot.status !== 'signed-out')
        devices.forget(snapshot.user.username)
      news.tell('devices')
    },

    async remember(
      { key, remembered }: { key: string; remembered: boolean },
      { signal }: CallOptions = {},
    ) {
      dropWish(key)
      await session.call(
        'UpdateDeviceStatus',
        { DeviceKey: key, DeviceRememberedStatus: remembered ? 'remembered' : 'not_remembered' },
        { signal },
      )
      news.tell('devices')
    },
  }
}
