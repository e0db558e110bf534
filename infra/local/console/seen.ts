import type { Fault } from '../faults/faults.ts'
import type { Message } from '../user-pool/model.ts'
import type { Person } from './people.ts'

/** What IAM's record of a refusal shows; anything else in it is left alone. */
export interface Refusal {
  readonly at: number
  readonly principal: string
  readonly action: string
  readonly resource: string
  readonly reason: string
  readonly message?: string
  readonly statement?: unknown
  readonly nearest?: string | null
}

export interface Seen {
  readonly now: number
  readonly offset: number
  readonly messages: readonly (readonly [key: string, message: Message])[]
  readonly filter: string
  readonly people: readonly Person[]
  readonly refusals: readonly Refusal[]
  readonly faults: readonly Fault[]
}
