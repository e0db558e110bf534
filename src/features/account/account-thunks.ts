import { createSealedThunk } from '#src/app/with-types.ts'
import type { Address, AddressName } from '#src/aws/account-addresses.ts'
import type { AccountDetails, AttributeChanges } from '#src/aws/account-profile.ts'
import type { AccountDevice } from '#src/aws/account-devices.ts'
import type { AccountTopic } from '#src/aws/account-news.ts'
import type { MfaKind } from '#src/aws/challenges.ts'
import type { Services } from '#src/aws/create-services.ts'

export const loadDetails = createSealedThunk(
  'account/loadDetails',
  async (_: void, { services, signal }): Promise<AccountDetails> =>
    (await services.account()).profile.read({ signal }),
)

export const saveProfile = createSealedThunk(
  'account/saveProfile',
  async (changes: AttributeChanges, { services, signal }) =>
    (await services.account()).profile.save(changes, { signal }),
)

export const changePassword = createSealedThunk(
  'account/changePassword',
  async (
    given: { current: string; password: string; endElsewhere: boolean },
    { services, signal },
  ) => (await services.account()).password.change(given, { signal }),
)

export const startTotp = createSealedThunk(
  'account/startTotp',
  async (given: { password?: string }, { services, signal }) =>
    (await services.account()).mfa.startTotp(given, { signal }),
)

/** The secret for an authenticator app: to the screen, and past the store. */
export const readTotp = () => async (_dispatch: unknown, _getState: unknown, services: Services) =>
  (await (await services.engine()).account()).mfa.totpSetup()

export const finishTotp = createSealedThunk(
  'account/finishTotp',
  async (given: { code: string; name: string; preferred: boolean }, { services, signal }) =>
    (await services.account()).mfa.finishTotp(given, { signal }),
)

export const turnOnFactor = createSealedThunk(
  'account/turnOnFactor',
  async (given: { kind: MfaKind; preferred: boolean }, { services, signal }) =>
    (await services.account()).mfa.turnOn(given, { signal }),
)

export const preferFactor = createSealedThunk(
  'account/preferFactor',
  async (kind: MfaKind, { services, signal }) =>
    (await services.account()).mfa.prefer(kind, { signal }),
)

export const turnOffFactor = createSealedThunk(
  'account/turnOffFactor',
  async (given: { kind: MfaKind; password: string }, { services, signal }) =>
    (await services.account()).mfa.turnOff(given, { signal }),
)

export const loadDevices = createSealedThunk(
  'account/loadDevices',
  async (_: void, { services, signal }) => (await services.account()).devices.list({ signal }),
)

export const forgetDevice = createSealedThunk(
  'account/forgetDevice',
  async ({ key, isThis }: Pick<AccountDevice, 'key' | 'isThis'>, { services, signal }) => {
    const { devices } = await services.account()
    await devices.forget(key, { signal })
    // Its tokens are bound to the device and could not be renewed.
    if (isThis) await services.signOut()
  },
)

export const rememberThisDevice = createSealedThunk(
  'account/rememberThisDevice',
  async (given: { key: string; remembered: boolean }, { services, signal }) =>
    (await services.account()).devices.remember(given, { signal }),
)

export const endAllSessions = createSealedThunk(
  'account/endAllSessions',
  async (_: void, { services, signal }) => {
    await (await services.account()).sessions.endAll({ signal })
    await services.signOut()
  },
)

export const changeAddress = createSealedThunk(
  'account/changeAddress',
  async (given: Address & { password: string }, { services, signal }) =>
    (await services.account()).addresses.change(given, { signal }),
)

export const sendAddressCode = createSealedThunk(
  'account/sendAddressCode',
  async (given: Address, { services, signal }) =>
    (await services.account()).addresses.send(given, { signal }),
)

export const verifyAddress = createSealedThunk(
  'account/verifyAddress',
  async (given: { name: AddressName; code: string }, { services, signal }) =>
    (await services.account()).addresses.verify(given, { signal }),
)

export const removePhone = createSealedThunk(
  'account/removePhone',
  async (_: void, { services, signal }) =>
    (await services.account()).profile.save({ changed: {}, cleared: ['phone_number'] }, { signal }),
)

export const deleteAccount = createSealedThunk(
  'account/deleteAccount',
  async (given: { password: string; progress: (deleted: number) => void }, { services, signal }) =>
    (await services.account()).deletion.run(given, { signal }),
)

export const loadPicture = createSealedThunk(
  'account/loadPicture',
  async (_: void, { services, signal }) => (await services.account()).picture.load({ signal }),
)

export const savePicture = createSealedThunk(
  'account/savePicture',
  async (picture: Blob, { services, signal }) =>
    (await services.account()).picture.save(picture, { signal }),
)

export const removePicture = createSealedThunk(
  'account/removePicture',
  async (_: void, { services, signal }) => (await services.account()).picture.remove({ signal }),
)

/** To a file, and not through the store. */
export const downloadData = createSealedThunk(
  'account/downloadData',
  async (fileName: string, { services, signal }) => {
    const data = await (await services.account()).data.collect({ signal })
    const file = new Blob([`${JSON.stringify(data, null, 2)}\n`], { type: 'application/json' })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(file)
    link.download = fileName
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  },
)

export const loadPasskeys = createSealedThunk(
  'account/loadPasskeys',
  async (_: void, { services, signal }) => (await services.account()).passkeys.list({ signal }),
)

export const addPasskey = createSealedThunk(
  'account/addPasskey',
  async (_: void, { services, signal }) => (await services.account()).passkeys.add({ signal }),
)

export const removePasskey = createSealedThunk(
  'account/removePasskey',
  async (id: string, { services, signal }) =>
    (await services.account()).passkeys.remove(id, { signal }),
)

/** Calls back whenever another tab has changed that part of the account. */
export const followNews =
  (topic: AccountTopic, run: () => void) =>
  (_dispatch: unknown, _getState: unknown, services: Services): (() => void) => {
    let stop: (() => void) | undefined
    let stopped = false
    const follow = async () => {
      const { news } = await (await services.engine()).account()
      if (!stopped) stop = news.listen((heard) => heard === topic && run())
    }
    // Without the code for it there is nothing to show that could change.
    follow().catch(() => undefined)
    return () => {
      stopped = true
      stop?.()
    }
  }
