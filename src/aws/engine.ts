import type { Config } from '#src/config.ts'

import { addressesOf } from './addresses.ts'
import { createDeviceStorage } from './device-storage.ts'
import { createDeviceWish } from './device-wish.ts'
import { createMarks } from './marks.ts'
import type { Platform } from './platform.ts'
import { createPictureCache } from './picture-cache.ts'
import { draftsKey, identityKey, lastEmailKey, stepKey } from './storage-keys.ts'
import { createJsonService } from './json-service.ts'
import { createServerClock } from './server-clock.ts'
import { once } from './once.ts'
import { createSession } from './session.ts'
import { createSignIn } from './sign-in.ts'
import { createSignUp } from './sign-up.ts'
import { createUserPoolApi } from './user-pool-api.ts'

export type Engine = ReturnType<typeof createEngine>

/** Everything that talks to AWS, for one pool and one browser tab. */
export function createEngine(config: Config, platform: Platform) {
  const marks = platform.marks ?? createMarks(() => globalThis.indexedDB)
  const { userPoolId, userPoolClientId, identityPoolId, region, appName } = config
  const addresses = addressesOf(config)
  const clock = createServerClock(() => platform.now())
  const api = createUserPoolApi({ endpoint: `${addresses.userPool}/`, clock })
  const devices = createDeviceStorage(platform.local, userPoolClientId)
  const session = createSession({ api, clientId: userPoolClientId, clock, marks, platform })

  const picture = createPictureCache(platform, userPoolClientId)
  session.subscribe((snapshot) => {
    if (snapshot.status !== 'signed-out') return
    picture.forget()
    // Whose session ran out comes back and wants to find what they typed.
    if (snapshot.reason !== 'ended') platform.tab.remove(draftsKey)
    // Of an account that is no more, nothing is remembered either.
    if (snapshot.reason !== 'deleted') return
    for (const key of [lastEmailKey, identityKey]) platform.local.remove(key)
    platform.tab.remove(stepKey)
  })

  const userPool = once(async () => {
    const { createUserPool } = await import('./user-pool.ts')
    return createUserPool({ api, clock, devices, platform, userPoolId, userPoolClientId })
  })
  const signIn = createSignIn({
    api,
    appName,
    clientId: userPoolClientId,
    devices,
    platform,
    session,
    userPool,
  })
  const deviceWish = createDeviceWish({ platform, session })
  const signUp = createSignUp({ api, clientId: userPoolClientId, platform, signIn })

  const identityPool = once(async () => {
    const { createIdentityPool } = await import('./identity-pool.ts')
    return createIdentityPool({
      identityPoolId,
      ask: createJsonService({
        endpoint: `${addresses.identityPool}/`,
        target: 'AWSCognitoIdentityService',
      }),
      login: `cognito-idp.${region}.amazonaws.com/${userPoolId}`,
      clock,
      marks,
      platform,
      session,
    })
  })

  const account = once(async () => {
    const { createAccount } = await import('./account.ts')
    return createAccount({
      api,
      clock,
      config,
      devices,
      identityPool,
      picture,
      platform,
      session,
      userPool,
    })
  })

  return {
    config,
    clock,
    session,
    signIn,
    signUp,
    identityPool,
    account,
    picture,
    /** Next time it needs no second step. */
    rememberDevice: deviceWish.make,

    /** On the first sign of intent, so that nothing has to be fetched after the click. */
    async preload() {
      const passkeys = config.signInWith.includes('WEB_AUTHN')
      await Promise.all([
        userPool(),
        // What comes next, more often than not.
        import('./account.ts'),
        passkeys ? import('./web-authn.ts') : undefined,
      ])
    },

    async signOut({ everywhere = false, forgetDevice = false } = {}) {
      const snapshot = session.snapshot()
      signIn.cancel()
      signUp.forget()
      // Where the address stays for the next time, the identity does: neither opens anything.
      if (platform.local.get(lastEmailKey) === null) platform.local.remove(identityKey)
      if (forgetDevice && snapshot.status !== 'signed-out') devices.forget(snapshot.user.username)
      return session.signOut({ everywhere, forgetDevice })
    },
  }
}
