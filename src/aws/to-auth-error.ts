import { AuthError, ServiceError } from './auth-error.ts'
import { codeOf } from './auth-error-table.ts'

export function toAuthError(error: unknown): AuthError {
  if (error instanceof AuthError) return error
  if (!isNamed(error)) return new AuthError('unknown', { cause: error })
  const { code, field } = codeOf(error.name, error.message)
  if (code !== 'unknown') return new AuthError(code, { cause: error, field })
  // A gateway in front of Cognito answers without a name; the status is all there is.
  if (error instanceof ServiceError && error.status >= 500)
    return new AuthError('server', { cause: error })
  if (error instanceof ServiceError && error.status === 429)
    return new AuthError('throttled', { cause: error })
  // How every browser reports a request that got no answer.
  if (error instanceof TypeError) return new AuthError('network', { cause: error })
  return new AuthError('unknown', { cause: error })
}

// jsdom and some browsers do not derive DOMException from Error.
function isNamed(value: unknown): value is { name: string; message: string } {
  const { name, message } = Object(value) as Record<string, unknown>
  return typeof name === 'string' && typeof message === 'string'
}
