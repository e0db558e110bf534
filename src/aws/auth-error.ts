import { codeOf } from './auth-error-table.ts'
import type { AuthErrorCode } from './auth-error-table.ts'

export type { AuthErrorCode } from './auth-error-table.ts'

/** What AWS answered, as it was: kept as the cause, never shown. */
export class ServiceError extends Error {
  readonly operation: string
  readonly status: number

  constructor(name: string, message: string, operation: string, status: number) {
    super(message)
    this.name = name
    this.operation = operation
    this.status = status
  }
}

interface Details {
  readonly cause?: unknown
  /** Which attribute was refused, as Cognito names it. */
  readonly field?: string | undefined
  readonly retryAfterSeconds?: number | undefined
}

/** The one error that leaves src/aws. */
export class AuthError extends Error {
  override name = 'AuthError'
  readonly code: AuthErrorCode
  readonly field: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: AuthErrorCode, { cause, field, retryAfterSeconds }: Details = {}) {
    super(code, { cause })
    this.code = code
    this.field = field
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export function toAuthError(error: unknown): AuthError {
  if (error instanceof AuthError) return error
  if (!(error instanceof Error) && !isNamed(error))
    return new AuthError('unknown', { cause: error })
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
const isNamed = (value: unknown): value is { name: string; message: string } =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'message' in value &&
  typeof value.message === 'string'

/** Worth asking again unchanged; says nothing about the person. */
export const isTransient = (error: AuthError) =>
  error.code === 'network' || error.code === 'throttled' || error.code === 'server'
