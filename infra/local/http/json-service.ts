import { AwsError } from './aws-error.ts'
import { readBody } from './body.ts'
import type { Handler, Request, Response } from './message.ts'
import { check } from './shape.ts'
import type { Fields, Infer } from './shape.ts'

const bodyLimit = 1024 * 1024
const contentType = 'application/x-amz-json-1.1'

export interface Call {
  readonly operation: string
  readonly request: Request
  readonly body: Buffer
}

export interface Operation {
  /** Whether only a request with a valid signature is served. */
  readonly signed: boolean
  run(input: unknown, call: Call): Promise<object | void>
}

type Run<F extends Fields> = (input: Infer<F>, call: Call) => Promise<object | void> | object | void

const define =
  (signed: boolean) =>
  <F extends Fields>(input: F, run: Run<F>): Operation => ({
    signed,
    run: async (value, call) => run(check(input, value), call),
  })

export const operation = define(false)
export const signedOperation = define(true)

interface Options {
  /** What stands before the dot in X-Amz-Target. */
  readonly target: string
  readonly operations: Readonly<Record<string, Operation>>
  readonly newId: () => string
  /** Throws where the signature of a signed operation is missing or wrong. */
  readonly verify: (call: Call) => Promise<void>
}

const isPreflight = ({ method, headers }: Request) =>
  method === 'OPTIONS' &&
  String(headers['access-control-request-headers']).toLowerCase().includes('x-amz-target')

/** AWS JSON 1.1: one address, the operation in a header. */
export function jsonService({ target, operations, newId, verify }: Options): Handler {
  return async (request) => {
    if (isPreflight(request)) return preflight(request)
    const [service, name, ...more] = String(request.headers['x-amz-target'] ?? '').split('.')
    if (service !== target || request.method !== 'POST') return undefined
    const requestId = newId()
    try {
      const found = name !== undefined && Object.hasOwn(operations, name) && operations[name]
      const isJson = request.headers['content-type']?.split(';')[0]?.trim() === contentType
      if (!found || !isJson || more.length > 0) throw new AwsError('UnknownOperationException', '')
      const call = { operation: name, request, body: await readBody(request, bodyLimit) }
      if (found.signed) await verify(call)
      return success((await found.run(parse(call.body), call)) ?? {}, requestId)
    } catch (error) {
      if (error instanceof AwsError) return jsonError(error, requestId)
      throw error
    }
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    throw new AwsError('SerializationException', '', { cause })
  }
}

const cors = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
}

const preflight = ({ headers }: Request): Response => ({
  status: 200,
  headers: {
    ...cors,
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
    'access-control-allow-methods': 'POST',
    'access-control-max-age': '172800',
  },
})

const success = (output: object, requestId: string): Response => ({
  status: 200,
  headers: { ...cors, 'content-type': contentType, 'x-amzn-requestid': requestId },
  body: JSON.stringify(output),
})

export const jsonError = (error: AwsError, requestId: string): Response => ({
  status: error.status,
  headers: {
    ...cors,
    ...error.headers,
    'content-type': contentType,
    'x-amzn-requestid': requestId,
    'x-amzn-errortype': `${error.code}:`,
    // A header carries no line ends and no letters beyond Latin-1.
    ...(error.message && {
      'x-amzn-errormessage': error.message.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 1024),
    }),
  },
  body: JSON.stringify({
    __type: error.code,
    ...(error.message && { message: error.message }),
    ...error.extra,
  }),
})
