import type { Middleware } from '@reduxjs/toolkit'

/** Room for the middleware of features that load later. */
export function createLateMiddleware() {
  let join: ((middleware: Middleware) => void) | undefined
  const middleware: Middleware = (api) => (next) => {
    let chain = next
    join = (late) => {
      chain = late(api)(chain)
    }
    return (action) => chain(action)
  }
  return { middleware, add: (late: Middleware) => join?.(late) }
}
