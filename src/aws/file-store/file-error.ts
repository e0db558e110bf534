import { AuthError } from '#src/aws/auth-error.ts'

const codes = [
  'forbidden',
  'not-found',
  /** Something of this name is there, and was not to be replaced. */
  'exists',
  /** By somebody else, since one looked. */
  'changed-since',
  'bad-name',
  'name-too-long',
  'too-large',
  /** What arrived was not what was sent. */
  'damaged',
  'file-changed',
  'network',
  'throttled',
  'server',
  'clock',
  'signed-out',
  'cancelled',
  'unknown',
] as const
export type FileErrorCode = (typeof codes)[number]

/** The one error that leaves the file store. */
export class FileError extends Error {
  override name = 'FileError'
  readonly code: FileErrorCode

  constructor(code: FileErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

/** The names S3 gives its errors; with HEAD there is no body to read one from, only the status. */
const byName: Readonly<Record<string, FileErrorCode>> = {
  AccessDenied: 'forbidden',
  AllAccessDisabled: 'forbidden',
  InvalidAccessKeyId: 'signed-out',
  ExpiredToken: 'signed-out',
  TokenRefreshRequired: 'signed-out',
  NoSuchKey: 'not-found',
  NotFound: 'not-found',
  NoSuchVersion: 'not-found',
  NoSuchUpload: 'not-found',
  NoSuchBucket: 'not-found',
  PreconditionFailed: 'exists',
  ConditionalRequestConflict: 'exists',
  KeyTooLongError: 'name-too-long',
  EntityTooLarge: 'too-large',
  BadDigest: 'damaged',
  InvalidDigest: 'damaged',
  XAmzContentSHA256Mismatch: 'damaged',
  IncompleteBody: 'network',
  RequestTimeout: 'network',
  TimeoutError: 'network',
  SlowDown: 'throttled',
  ThrottlingException: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestTimeTooSkewed: 'clock',
  RequestExpired: 'clock',
  AbortError: 'cancelled',
}

const byAuthCode: Readonly<Record<string, FileErrorCode>> = {
  'signed-out': 'signed-out',
  'not-allowed': 'forbidden',
  network: 'network',
  throttled: 'throttled',
  server: 'server',
}

const statusOf = (error: object) =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0

export function toFileError(error: unknown): FileError {
  if (error instanceof FileError) return error
  const as = (code: FileErrorCode) => new FileError(code, { cause: error })
  if (error instanceof AuthError) return as(byAuthCode[error.code] ?? 'unknown')
  if (typeof error !== 'object' || error === null) return as('unknown')
  const name = 'name' in error ? String(error.name) : ''
  const known = Object.hasOwn(byName, name) ? byName[name] : undefined
  if (known) return as(known)
  const status = statusOf(error)
  if (status === 403) return as('forbidden')
  if (status === 404) return as('not-found')
  if (status === 412 || status === 409) return as('exists')
  if (status === 429 || status === 503) return as('throttled')
  if (status >= 500) return as('server')
  // How every browser reports a request that got no answer.
  if (error instanceof TypeError) return as('network')
  return as('unknown')
}

/** Worth asking again unchanged. */
export const isTransient = ({ code }: FileError) =>
  code === 'network' || code === 'throttled' || code === 'server' || code === 'damaged'
