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

/** For those outside src/aws, where every error of AWS arrives as one of these. */
export const codeOf = (error: unknown): AuthErrorCode | undefined =>
  error instanceof AuthError ? error.code : undefined

/** Worth asking again unchanged; says nothing about the person. */
export const isTransient = (error: AuthError) =>
  error.code === 'network' || error.code === 'throttled' || error.code === 'server'
