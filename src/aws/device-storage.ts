import { createMemory } from './platform.ts'
import type { KeyValue } from './platform.ts'

export interface DeviceStorage {
  /** As amazon-cognito-identity-js wants it. */
  readonly forLibrary: {
    getItem(key: string): string | null
    setItem(key: string, value: string): void
    removeItem(key: string): void
    clear(): void
  }
  keyOf(username: string): string | undefined
  forget(username: string): void
}

const deviceEntries = ['deviceKey', 'deviceGroupKey', 'randomPasswordKey']

/**
 * What the library may keep: the secrets of this device, by which it skips the second factor. The
 * rest it writes, tokens above all, goes to memory and is gone with the page.
 */
export function createDeviceStorage(local: KeyValue, clientId: string): DeviceStorage {
  const memory = createMemory()
  const prefix = `CognitoIdentityServiceProvider.${clientId}`
  const area = (key: string) =>
    deviceEntries.includes(key.slice(key.lastIndexOf('.') + 1)) ? local : memory
  return {
    forLibrary: {
      getItem: (key) => area(key).get(key),
      setItem: (key, value) => area(key).set(key, value),
      removeItem: (key) => area(key).remove(key),
      clear: () => {},
    },
    keyOf: (username) => local.get(`${prefix}.${username}.deviceKey`) ?? undefined,
    forget(username) {
      for (const entry of deviceEntries) local.remove(`${prefix}.${username}.${entry}`)
    },
  }
}
