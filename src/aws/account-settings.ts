import type { Config } from '#src/config.ts'

import type { DeviceStorage } from './device-storage.ts'
import type { IdentityPool } from './identity-pool.ts'
import type { PictureCache } from './picture-cache.ts'
import type { Platform } from './platform.ts'
import type { ServerClock } from './server-clock.ts'
import type { Session } from './session.ts'
import type { UserPoolApi } from './user-pool-api.ts'
import type { UserPool } from './user-pool.ts'

/** What all parts of the account stand on. */
export interface AccountSettings {
  readonly api: UserPoolApi
  readonly clock: ServerClock
  readonly config: Config
  readonly devices: DeviceStorage
  readonly identityPool: () => Promise<IdentityPool>
  readonly picture: PictureCache
  readonly platform: Platform
  readonly session: Session
  readonly userPool: () => Promise<UserPool>
}
