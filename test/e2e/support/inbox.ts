import { expect } from '@playwright/test'
import type { Backend } from '#test/e2e/support/backend.ts'

export interface Message {
  readonly to: string
  readonly medium: 'email' | 'sms'
  readonly kind: string
  readonly subject: string
  readonly body: string
  readonly code?: string
  readonly sentAt: string
}

export type Inbox = ReturnType<typeof createInbox>

export function createInbox(site: Pick<Backend, 'lever'>) {
  const messages = async (to: string) =>
    (await site.lever(`inbox?to=${encodeURIComponent(to)}`, 'GET')) as readonly Message[]

  return {
    messages,
    /** The newest, once there are at least so many. */
    async latest(to: string, atLeast = 1): Promise<Message> {
      await expect
        .poll(async () => (await messages(to)).length, { message: `mail to ${to}` })
        .toBeGreaterThanOrEqual(atLeast)
      const [newest] = await messages(to)
      if (!newest) throw new Error(`No mail to ${to}`)
      return newest
    },
    async code(to: string, atLeast = 1): Promise<string> {
      const { code } = await this.latest(to, atLeast)
      if (!code) throw new Error(`The newest mail to ${to} has no code`)
      return code
    },
  }
}
