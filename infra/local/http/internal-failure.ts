import { AwsError } from './aws-error.ts'
import { jsonError } from './json-service.ts'
import type { Request, Response } from './message.ts'

/** What AWS says when it is at fault itself, in the protocol that was spoken. */
export function internalFailure({ headers }: Request, requestId: string): Response {
  const message = 'We encountered an internal error. Please try again.'
  if (headers['x-amz-target'])
    return jsonError(new AwsError('InternalFailure', message, { status: 500 }), requestId)
  return {
    status: 500,
    headers: {
      'content-type': 'application/xml',
      'access-control-allow-origin': '*',
      'x-amz-request-id': requestId,
    },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>InternalError</Code><Message>${message}</Message><RequestId>${requestId}</RequestId></Error>`,
  }
}
