import { withLock } from './lock.ts'
import type { Marks } from './marks.ts'
import type { Platform } from './platform.ts'
import { promiseOf } from './promise-of.ts'

export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly identityId: string
  /** By the device's clock, which is what the SDK compares it with. */
  readonly expiration: Date
}

type Message =
  | { readonly type: 'wanted'; readonly sub: string }
  | { readonly type: 'given'; readonly sub: string; readonly credentials: AwsCredentials }

const name = 'credentials'
const owner = `${name} of`
/** The SDK takes credentials for expired when they have less than this left. */
const margin = 5 * 60_000
/** A tab that has them answers within a few milliseconds, unless it is busy with a list of its own. */
const patience = 150

/**
 * One set of credentials for all tabs, in the memory of each where the same person is signed in, and
 * nowhere else.
 */
export function createSharedCredentials(
  platform: Platform,
  marks: Marks,
  subHere: () => string | undefined,
) {
  let known: { readonly sub: string; readonly credentials: AwsCredentials } | undefined
  let arrival: ReturnType<typeof promiseOf<void>> | undefined
  const ownId = tabId(platform)

  function current(sub: string) {
    const good = known?.sub === sub && isGood(known.credentials.expiration.getTime())
    return good ? known?.credentials : undefined
  }
  const isGood = (expiration: number) => expiration - margin > platform.now()

  const channel = platform.openChannel(name, (received) => {
    const message = received as Message
    if (message.sub !== subHere()) return
    if (message.type === 'given') {
      known = message
      arrival?.resolve()
      return
    }
    const credentials = current(message.sub)
    if (credentials) channel.send({ type: 'given', sub: message.sub, credentials })
  })

  /** Another tab's, where there is one that has them. */
  async function ask(sub: string) {
    // A tab that was reloaded finds its own mark, and has lost what the mark is about.
    const [of, until] = await Promise.all([marks.read(owner), marks.read(`${name} until ${sub}`)])
    if (of === ownId || !isGood(until)) return
    arrival = promiseOf<void>()
    platform.after(patience, arrival.resolve)
    channel.send({ type: 'wanted', sub })
    await arrival.promise
  }

  async function exchange(sub: string, make: () => Promise<AwsCredentials>) {
    const credentials = await make()
    known = { sub, credentials }
    channel.send({ type: 'given', ...known })
    await Promise.all([
      marks.write(`${name} until ${sub}`, credentials.expiration.getTime()),
      marks.write(owner, ownId),
    ])
    return credentials
  }

  return {
    current,
    obtain: (sub: string, make: () => Promise<AwsCredentials>) =>
      withLock(platform, name, async () => {
        if (!current(sub)) await ask(sub)
        return current(sub) ?? exchange(sub, make)
      }),
    /** Those of anybody but `sub`. */
    drop(sub: string | undefined) {
      if (known?.sub !== sub) known = undefined
    },
  }
}

function tabId(platform: Platform) {
  const key = 'tab'
  const id = Number(platform.tab.get(key)) || Math.ceil(platform.random() * 2 ** 50)
  platform.tab.set(key, `${id}`)
  return id
}
