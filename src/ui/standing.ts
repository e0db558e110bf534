import { useState } from 'react'

/**
 * What is said of the last attempt stands until the next one has come to something. Did it go at
 * once, what is below it would move up, and a second click meet something else.
 */
export function useStanding<Failure extends object>(
  failure: Failure | undefined,
  fields: readonly string[],
  pending: boolean,
) {
  const [stands, setStands] = useState({ failure, fields, times: 0 })
  const set = (next: Failure | undefined) =>
    setStands({ failure: next, fields, times: stands.times + 1 })
  if (failure ? failure !== stands.failure : stands.failure && !pending) set(failure)
  return {
    /** With the fields there were for it, and a number that is another for each. */
    ...stands,
    forget: () => set(undefined),
  }
}

export type Standing<Failure extends object> = ReturnType<typeof useStanding<Failure>>
