import { setTimeout as systemWait } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { AwsError } from '../http/aws-error.ts'
import { ConnectionDrop } from '../http/exchange.ts'
import { jsonError } from '../http/json-service.ts'
import type { Handler, Request, Response } from '../http/message.ts'
import { operationOf } from './operation-of.ts'
import type { Service } from './operation-of.ts'

export const faultKinds = ['throttle', 'error', 'drop', 'delay'] as const
export type FaultKind = (typeof faultKinds)[number]

export interface Fault {
  readonly service: Service
  /** `*` is any. */
  readonly operation: string
  readonly fault: FaultKind
  /** How many requests it still meets. */
  readonly times: number
  readonly delayMs: number
}

export type Faults = ReturnType<typeof createFaults>

/** Mishaps on order, so that one can see what the app does when AWS is slow, full or gone. */
export function createFaults(wait: (ms: number) => Promise<unknown> = systemWait) {
  let faults: readonly Fault[] = []

  function take(request: Request): Fault | undefined {
    if (faults.length === 0 || request.method === 'OPTIONS') return undefined
    const { service, operation } = operationOf(request)
    const met = faults.find(
      (fault) =>
        fault.service === service && (fault.operation === '*' || fault.operation === operation),
    )
    faults = faults
      .map((fault) => (fault === met ? { ...fault, times: fault.times - 1 } : fault))
      .filter(({ times }) => times > 0)
    return met
  }

  return {
    list: () => faults,
    add(fault: Fault) {
      faults = [...faults, fault]
    },
    clear() {
      faults = []
    },
    wrap:
      (handler: Handler): Handler =>
      async (request) => {
        const fault = take(request)
        if (fault?.fault === 'drop') throw new ConnectionDrop()
        if (fault?.fault === 'delay') await wait(fault.delayMs)
        else if (fault) return failure(request, fault)
        return handler(request)
      },
  }
}

const codes = {
  'cognito-idp': {
    throttle: ['TooManyRequestsException', 'Rate exceeded', 400],
    error: ['InternalErrorException', 'Something went wrong', 500],
  },
  'cognito-identity': {
    throttle: ['TooManyRequestsException', 'Rate exceeded', 400],
    error: ['InternalErrorException', 'Something went wrong', 500],
  },
  sts: {
    throttle: ['Throttling', 'Rate exceeded', 400],
    error: ['InternalFailure', 'We encountered an internal error. Please try again.', 500],
  },
  s3: {
    throttle: ['SlowDown', 'Please reduce your request rate.', 503],
    error: ['InternalError', 'We encountered an internal error. Please try again.', 500],
  },
} as const satisfies Record<Service, Record<string, readonly [string, string, number]>>

function failure(request: Request, { service, fault }: Fault): Response {
  const [code, message, status] = codes[service][fault === 'throttle' ? 'throttle' : 'error']
  const requestId = randomUUID()
  if (request.headers['x-amz-target'])
    return jsonError(new AwsError(code, message, { status }), requestId)
  const error = `<Code>${code}</Code><Message>${message}</Message>`
  const xml =
    service === 'sts'
      ? `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`
      : `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${error}<RequestId>${requestId}</RequestId></Error>`
  return {
    status,
    // With a bucket's CORS a page could read it; without, it would be told of a network error.
    headers: {
      'content-type': service === 'sts' ? 'text/xml' : 'application/xml',
      'access-control-allow-origin': request.headers.origin ?? '*',
      'x-amz-request-id': requestId,
    },
    body: request.method === 'HEAD' ? '' : xml,
  }
}
