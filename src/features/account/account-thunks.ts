import { createSealedThunk } from '#src/app/with-types.ts'
import type { AccountDetails, AttributeChanges } from '#src/aws/account-profile.ts'
import type { AccountTopic } from '#src/aws/account-news.ts'
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
