import type { Progress, SigningIn } from './advance.ts'
import type { Context } from './context.ts'
import { notAuthorized, wrongCredentials } from './errors.ts'
import type { Visitor } from './first-factor.ts'
import type { Parameters } from './parameters.ts'
import type { Session } from './sessions.ts'

/** An answer to a challenge, with all that it answers to. */
export interface Answer {
  readonly context: Context
  readonly session: Session
  readonly sessionKey: string
  readonly visitor: Visitor
  readonly answers: Parameters
}

export type Answering = (answer: Answer) => Promise<object>

/** Beyond the first factor there is always someone. */
export function partiesOf({ visitor }: Answer): SigningIn {
  const { pool, client, user } = visitor
  if (!user) throw wrongCredentials()
  if (!user.enabled) throw notAuthorized('User is disabled.')
  return { pool, client, user }
}

export const progressOf = ({ session }: Answer, settled: Partial<Progress> = {}): Progress => ({
  login: session.login,
  flow: session.flow,
  ...(session.deviceKey && { deviceKey: session.deviceKey }),
  ...(session.mfaDone && { mfaDone: true }),
  ...(session.deviceDone && { deviceDone: true }),
  ...settled,
})
