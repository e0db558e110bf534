import BigInteger from 'amazon-cognito-identity-js/es/BigInteger'
import { createFaults } from '#infra/local/faults/faults.ts'
import type { MovableClock } from '#infra/local/clock.ts'
import { makeSeed } from '#infra/local/user-pool/seeds.ts'
import type { SeedKind } from '#infra/local/user-pool/seeds.ts'
import type { User } from '#infra/local/user-pool/model.ts'
import { readTemplate } from '#infra/template.ts'
import { createServices } from '#src/aws/create-services.ts'
import { readOpening } from '#src/aws/opening.ts'
import type { Services } from '#src/aws/create-services.ts'

import { changeTemplate, startAws } from './aws.ts'
import { createBrowser } from './browser.ts'
import type { TestTab } from './browser.ts'
import { quickenForGood } from './quick-library.ts'
import { createWire } from './wire.ts'

// Before any test's time is measured: CDK and the transforming of what is loaded late take theirs.
const deployed = await readTemplate()
await Promise.all([import('#src/aws/engine.ts'), import('#src/aws/user-pool.ts')])
quickenForGood(BigInteger as never)
const { close, origin, config } = await startAws({ template: deployed })
// The key that tokens are signed with is found when it is first asked for.
await fetch(`${origin}/${config.userPoolId}/.well-known/jwks.json`)
await close()

type Properties = Record<string, unknown>

interface Changes {
  readonly pool?: Properties
  readonly client?: Properties
}

export type TestBackend = Awaited<ReturnType<typeof startBackend>>

/** The stand-in with faults on order, a record of what it was asked, and people made to measure. */
export async function startBackend({ pool = {}, client = {} }: Changes = {}) {
  const faults = createFaults()
  let clock: MovableClock | undefined
  const wire = createWire(faults, () => clock?.now() ?? 0)
  const poolType = 'AWS::Cognito::UserPool'
  const changed = changeTemplate(deployed, poolType, (it) => ({ ...it, ...pool }))
  const template = changeTemplate(changed, `${poolType}Client`, (it) => ({ ...it, ...client }))
  const aws = await startAws({ template, wrap: (handler) => wire.wrap(faults.wrap(handler)) })
  clock = aws.clock

  const context = aws.aws.userPool
  const poolNow = () => {
    const [found] = context.pools.values()
    if (!found) throw new Error('the template has no user pool')
    return found
  }
  return {
    ...aws,
    ...wire,
    faults,
    /** A person in the state asked for; what is changed about them is as an administrator would. */
    make(kind: SeedKind, change: (user: User) => User = (user) => user) {
      const seed = makeSeed(context, poolNow(), kind)
      const users = context.users(poolNow().id)
      const user = [...users.values()].find(({ username }) => username === seed.username)
      if (!user) throw new Error('the seed was not kept')
      users.save(change(user))
      return seed
    },
    remove(username: string) {
      const users = context.users(poolNow().id)
      users.remove(username)
    },
    /** Faults for one operation of the user pool. */
    fail(operation: string, fault: 'throttle' | 'error' | 'drop', times = 1) {
      faults.add({ service: 'cognito-idp', operation, fault, times, delayMs: 0 })
    },
    /** Long enough for a test to act in between. */
    hold(operation: string, delayMs = 150) {
      faults.add({ service: 'cognito-idp', operation, fault: 'delay', times: 1, delayMs })
    },
    /** What was asked since the last time. */
    asked: () => wire.calls.splice(0),
  }
}

/** A tab with its services, as main.tsx makes them. */
export function openApp(
  backend: Pick<TestBackend, 'config'>,
  tab: TestTab = createBrowser().openTab(),
) {
  const services: Services = createServices(
    backend.config,
    tab,
    readOpening(tab, backend.config.userPoolClientId),
  )
  return { tab, services }
}
