import type { Clock } from '#infra/local/clock.ts'
import type { Store } from '#infra/local/store/store.ts'
import type { AccessRequest, Decision } from './authorize.ts'
import { explainMissing } from './explain.ts'
import { nameOf } from './principal.ts'

const kept = 50

/** Remembers the last refusals for the page where a developer learns which statement was missing. */
export function createRefusals({ store, clock }: { store: Store; clock: Clock }) {
  const refusals = store.collection<ReturnType<typeof describe>>('refusals')

  function describe(request: AccessRequest, decision: Decision & { allowed: false }) {
    return {
      at: clock.now(),
      principal: nameOf(request.principal),
      action: request.action,
      resource: request.resource,
      message: decision.message,
      ...explainMissing(request, decision),
    }
  }

  return {
    record(request: AccessRequest, decision: Decision) {
      if (decision.allowed) return
      const keys = Array.from(refusals.entries(), ([key]) => key).toSorted()
      const next = Number(keys.at(-1) ?? 0) + 1
      refusals.set(String(next).padStart(12, '0'), describe(request, decision))
      for (const key of keys.slice(0, Math.max(0, keys.length + 1 - kept))) refusals.delete(key)
    },
  }
}

export type Refusals = ReturnType<typeof createRefusals>
