import type { AccountDevices } from './account-devices.ts'
import type { AccountFiles } from './account-files.ts'
import type { AccountPasskeys } from './account-passkeys.ts'
import { picturePath } from './account-picture.ts'
import type { AccountProfile } from './account-profile.ts'
import type { AccountSettings } from './account-settings.ts'
import { AuthError } from './auth-error.ts'
import type { OwnFile } from './file-store/whole.ts'
import type { CallOptions } from './user-pool-api.ts'

const describe = ({ name, bytes, changedAt }: OwnFile) => ({
  name,
  bytes,
  changedAt: moment(changedAt),
})

interface Parts {
  readonly profile: AccountProfile
  readonly devices: AccountDevices
  readonly passkeys: AccountPasskeys
  readonly files: AccountFiles
}

const moment = (milliseconds: number) => new Date(milliseconds).toISOString()

/** Everything that the app can know about the person, for them to keep. */
export function createAccountData({ clock, config, session }: AccountSettings, parts: Parts) {
  return {
    async collect(options: CallOptions = {}) {
      const snapshot = session.snapshot()
      if (snapshot.status === 'signed-out') throw new AuthError('signed-out')
      const [{ attributes, mfa }, devices, passkeys, files] = await Promise.all([
        parts.profile.read(options),
        config.devices === 'off' ? [] : parts.devices.list(options),
        config.signInWith.includes('WEB_AUTHN') ? parts.passkeys.list(options) : [],
        parts.files((store) => store.everything(options.signal)),
      ])
      return {
        app: config.appName,
        collectedAt: moment(clock.now()),
        attributes,
        groups: snapshot.user.groups,
        signedInAt: moment(snapshot.user.signedInAt * 1000),
        twoStepVerification: mfa,
        devices: devices.map((it) => ({
          key: it.key,
          name: it.name,
          thisDevice: it.isThis,
          remembered: it.remembered,
          address: it.address,
          addedAt: moment(it.addedAt),
          lastUsedAt: moment(it.usedAt),
        })),
        passkeys: passkeys.map(({ id, name, addedAt }) => ({ id, name, addedAt: moment(addedAt) })),
        picture: files.filter(({ name }) => name === picturePath).map(describe)[0] ?? null,
        files: files.filter(({ name }) => name !== picturePath).map(describe),
      }
    },
  }
}
