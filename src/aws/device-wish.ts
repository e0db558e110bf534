import { isTransient } from './auth-error.ts'
import { backOff } from './back-off.ts'
import type { Platform } from './platform.ts'
import type { Session } from './session.ts'
import { deviceWishKey } from './storage-keys.ts'
import { toAuthError } from './to-auth-error.ts'

interface Settings {
  readonly platform: Platform
  readonly session: Session
}

/**
 * Not to be asked for codes on this device again is wished for in passing, by somebody who then goes
 * on to something else. What Cognito did not hear it is told later, also after a reload.
 */
export function createDeviceWish({ platform, session }: Settings) {
  const { tab } = platform
  let cancelRetry = () => {}

  async function tell() {
    cancelRetry()
    const deviceKey = tab.get(deviceWishKey)
    if (deviceKey === null || !platform.awake()) return
    try {
      if (deviceKey === session.deviceKey())
        await session.call('UpdateDeviceStatus', {
          DeviceKey: deviceKey,
          DeviceRememberedStatus: 'remembered',
        })
      tab.remove(deviceWishKey)
    } catch (error) {
      // Nobody waits for it, so without haste.
      if (isTransient(toAuthError(error))) cancelRetry = platform.after(backOff(platform, 7), again)
      else tab.remove(deviceWishKey)
    }
  }
  const again = () => void tell()

  session.subscribe(({ status }) => {
    if (status === 'signed-out') tab.remove(deviceWishKey)
  })
  platform.onWake(again)
  again()

  return {
    /** Of whoever is signed in now. */
    make: async () => {
      const deviceKey = session.deviceKey()
      if (deviceKey === undefined) return
      tab.set(deviceWishKey, deviceKey)
      await tell()
    },
  }
}
