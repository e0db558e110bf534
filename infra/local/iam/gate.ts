import type { Clock } from '#infra/local/clock.ts'
import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Call } from '#infra/local/http/json-service.ts'
import type { CredentialSource } from '#infra/local/signature/credentials.ts'
import { verifyJson } from '#infra/local/signature/verify-service.ts'
import type { Place } from '#infra/local/template/physical-names.ts'
import { authorize } from './authorize.ts'
import type { Refusals } from './refusals.ts'
import { requestContext } from './request-context.ts'

interface Gate {
  /** As signatures and policies name it: `cognito-idp`. */
  readonly service: string
  readonly credentials: CredentialSource
  readonly clock: Clock
  readonly place: Place
  readonly refusals: Refusals
  /** The ARN of what the call is about; `*` where it is about nothing in particular. */
  readonly resourceOf: (call: Call) => string
}

/** Lets through who has signed the request and whose policies allow it. */
export function createGate({ service, credentials, clock, place, refusals, resourceOf }: Gate) {
  return async (call: Call) => {
    const settings = { credentials, clock, region: place.region, service }
    const { principal } = await verifyJson(call.request, call.body, settings)
    const request = {
      principal,
      action: `${service}:${call.operation}`,
      resource: resourceOf(call),
      context: requestContext(call.request, clock.now()),
    }
    const decision = authorize(request)
    if (decision.allowed) return
    refusals.record(request, decision)
    throw new AwsError('AccessDeniedException', decision.message)
  }
}
