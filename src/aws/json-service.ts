import { AuthError, ServiceError } from './auth-error.ts'
import { toAuthError } from './to-auth-error.ts'
import type { ServerClock } from './server-clock.ts'

interface Settings {
  /** With a slash at its end: the preflight is remembered by address, and fetch would add it. */
  readonly endpoint: string
  /** The service's name as `X-Amz-Target` has it. */
  readonly target: string
  /** Learns the time from every answer. */
  readonly clock?: ServerClock
  readonly timeoutSeconds?: number
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  /** Lets the request outlive the page. */
  readonly keepalive?: boolean
}

export type JsonService = ReturnType<typeof createJsonService>

/** AWS JSON 1.1, the protocol of the user pool and of the identity pool. */
export function createJsonService({ endpoint, target, clock, timeoutSeconds = 20 }: Settings) {
  async function exchange(operation: string, input: object, options: CallOptions) {
    const timeout = AbortSignal.timeout(timeoutSeconds * 1000)
    const asked = clock?.deviceNow() ?? 0
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        // The same set every time, so that one preflight is enough for all operations.
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `${target}.${operation}`,
      },
      body: JSON.stringify(input),
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
      keepalive: options.keepalive ?? false,
    })
    clock?.learn(response.headers.get('date'), asked)
    const text = await response.text()
    if (response.ok) return text === '' ? {} : (JSON.parse(text) as object)
    throw refusal(operation, response, text)
  }

  return async (operation: string, input: object, options: CallOptions = {}): Promise<object> => {
    try {
      return await exchange(operation, input, options)
    } catch (error) {
      if (options.signal?.aborted) throw new AuthError('aborted', { cause: error })
      // A 200 that is not JSON comes from a captive portal, not from Cognito.
      if (error instanceof SyntaxError) throw new AuthError('network', { cause: error })
      throw toAuthError(error)
    }
  }
}

function refusal(operation: string, response: Response, text: string) {
  const body = parse(text)
  const name =
    textOf(body, '__type') ?? response.headers.get('x-amzn-errortype') ?? `Status${response.status}`
  const message = textOf(body, 'message') ?? textOf(body, 'Message') ?? ''
  return new ServiceError(
    // `com.amazonaws…#NotAuthorizedException` and `NotAuthorizedException:http://…` both occur.
    (name.split('#').at(-1) ?? name).split(':')[0] ?? name,
    message,
    operation,
    response.status,
  )
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function textOf(body: object, key: string) {
  const value = (body as Record<string, unknown>)[key]
  return typeof value === 'string' ? value : undefined
}
