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
  let failures = 0
  let telling = false
  let stop = () => {}

  async function tell() {
    const deviceKey = tab.get(deviceWishKey)
    if (deviceKey === null || telling) return
    if (!platform.awake()) return tellLater()
    telling = true
    try {
      if (deviceKey === session.deviceKey())
        await session.call('UpdateDeviceStatus', {
          DeviceKey: deviceKey,
          DeviceRememberedStatus: 'remembered',
        })
      forget()
    } catch (error) {
      if (!isTransient(toAuthError(error))) return forget()
      failures += 1
      tellLater()
    } finally {
      telling = false
    }
  }

  function tellLater() {
    stop()
    const again = () => void tell()
    const stopWake = platform.onWake(again)
    const stopWait = platform.awake() && platform.after(backOff(platform, failures), again)
    stop = () => {
      stopWake()
      if (stopWait) stopWait()
    }
  }

  function forget() {
    stop()
    failures = 0
    tab.remove(deviceWishKey)
  }

  session.subscribe(({ status }) => {
    if (status === 'signed-out') forget()
  })
  void tell()

  return {
    /** Of whoever is signed in now; what fails at first is tried again. */
    make: async () => {
      const deviceKey = session.deviceKey()
      if (deviceKey === undefined) return
      tab.set(deviceWishKey, deviceKey)
      await tell()
    },
  }
}
