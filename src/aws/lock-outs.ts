import { AuthError } from './auth-error.ts'

/**
 * Cognito says that it is too early, and not until when. It locks for a second at the fifth failure
 * and doubles that up to a quarter of an hour, so the wait follows from the failures seen here.
 */
export function createLockOuts() {
  const failures = new Map<string, number>()
  return {
    succeeded: (email: string) => void failures.delete(email),
    failed(email: string, error: AuthError): AuthError {
      if (error.code !== 'wrong-credentials' && error.code !== 'too-many-attempts') return error
      const locked = error.code === 'too-many-attempts'
      const count = Math.max((failures.get(email) ?? 0) + 1, locked ? 6 : 0)
      failures.set(email, count)
      if (!locked) return error
      const retryAfterSeconds = Math.min(2 ** (count - 5), 900)
      return new AuthError(error.code, { cause: error.cause, retryAfterSeconds })
    },
  }
}
