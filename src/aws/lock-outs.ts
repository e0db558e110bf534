import { AuthError } from './auth-error.ts'

/** After this long without a failure Cognito begins to count anew. */
const longest = 15 * 60

/**
 * Cognito says that it is too early, and not until when. It locks for a second at the fifth failure
 * and twice as long at each further one; attempts while locked do not count. So the wait follows
 * from the failures seen here, and is not known of a lock that others have brought about.
 */
export function createLockOuts(now: () => number) {
  const failures = new Map<string, { readonly count: number; readonly last: number }>()

  function waitFor(email: string) {
    const seen = failures.get(email)
    if (!seen || seen.count < 5) return undefined
    const wait = Math.min(2 ** (seen.count - 5), longest) - (now() - seen.last) / 1000
    return wait > 0 ? Math.ceil(wait) : undefined
  }

  return {
    succeeded: (email: string) => void failures.delete(email),
    failed(email: string, error: AuthError): AuthError {
      if (error.code === 'wrong-credentials') {
        const before = failures.get(email)
        const goesOn = before && now() - before.last < longest * 1000
        failures.set(email, { count: (goesOn ? before.count : 0) + 1, last: now() })
      }
      if (error.code !== 'too-many-attempts') return error
      const retryAfterSeconds = waitFor(email)
      return new AuthError(error.code, { cause: error.cause, retryAfterSeconds })
    },
  }
}
