interface Details {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Further members of the error's body. */
  readonly extra?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/** A refusal as AWS words it; each protocol renders it in its own way. */
export class AwsError extends Error {
  override name = 'AwsError'
  readonly code: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly extra: Readonly<Record<string, unknown>>

  constructor(code: string, message: string, details: Details = {}) {
    super(message, { cause: details.cause })
    this.code = code
    this.status = details.status ?? 400
    this.headers = details.headers ?? {}
    this.extra = details.extra ?? {}
  }
}
