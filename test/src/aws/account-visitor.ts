import { Secret, TOTP } from 'otpauth'
import type { SeedKind } from '#infra/local/user-pool/seeds.ts'
import { createBrowser } from '#test/support/browser.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import type { TestBackend } from '#test/support/services.ts'

type User = Parameters<NonNullable<Parameters<TestBackend['make']>[1]>>[0]

interface Options {
  readonly keep?: boolean
  /** As an administrator would. */
  readonly change?: (user: User) => User
}

type Changes = NonNullable<Parameters<typeof startBackend>[0]>

export type AccountVisitor = Awaited<ReturnType<typeof createAccountVisitor>>

/** A stand-in and a browser in which somebody has signed in and looks at their account. */
export async function createAccountVisitor(changes?: Changes) {
  const backend: TestBackend = await startBackend(changes)
  const stops: (() => void)[] = []
  const browser = createBrowser()

  async function open(tab = browser.openTab()) {
    const engine = await openApp(backend, tab).services.engine()
    stops.push(engine.session.start())
    return { tab, engine, account: await engine.account() }
  }

  const totp = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: backend.clock.now() })

  return {
    backend,
    browser,
    totp,
    open,
    async signIn(kind: SeedKind = 'confirmed', { keep = true, change }: Options = {}) {
      const seed = backend.make(kind, change)
      const opened = await open()
      const progress = await opened.engine.signIn.withPassword({ ...seed, keep })
      if (progress.status === 'step' && seed.totp) {
        await opened.engine.signIn.answerCode(totp(seed.totp.secret))
        // The next code is another one: each is good once.
        backend.clock.advance(30)
        browser.advance(30)
      }
      if (progress.status === 'step' && seed.phone)
        await opened.engine.signIn.answerCode(backend.code(seed.phone))
      backend.asked()
      return { ...opened, seed, openTab: () => open() }
    },
    async close() {
      for (const stop of stops) stop()
      await backend.close()
    },
  }
}

/** The client may write one more of the standard attributes. */
export const changeSchema = (name: string): Changes => ({
  client: {
    WriteAttributes: ['email', 'custom:agentName', name],
    ReadAttributes: ['email', 'email_verified', 'custom:agentName', name],
  },
})
