import { randomUUID } from 'node:crypto'
import type { Clock } from '#infra/local/clock.ts'
import { AwsError } from '#infra/local/http/aws-error.ts'
import { readBody } from '#infra/local/http/body.ts'
import type { Handler, Request } from '#infra/local/http/message.ts'
import type { Principal } from '#infra/local/iam/principal.ts'
import { verifyQuery } from '#infra/local/signature/verify-service.ts'
import type { Place } from '#infra/local/template/physical-names.ts'
import { assumeRoleWithWebIdentity } from './assume-role-with-web-identity.ts'
import type { WebIdentitySettings } from './assume-role-with-web-identity.ts'
import { failure, preflight, success } from './xml.ts'
import type { Tree } from './xml.ts'

interface Settings extends WebIdentitySettings {
  readonly clock: Clock
  readonly place: Place
}

const bodyLimit = 256 * 1024
const version = '2011-06-15'

/** Only the query protocol posts a form to the root, or names an action in the address. */
const isQuery = ({ method, path, query, headers }: Request) =>
  path === '/' &&
  ((method === 'POST' &&
    headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) ||
    (method === 'GET' && new URLSearchParams(query).get('Version') === version))

/** Of a signed post to the root; what names a target in a header is another protocol's. */
const isPreflight = ({ method, path, headers }: Request) =>
  method === 'OPTIONS' &&
  path === '/' &&
  headers['access-control-request-method'] === 'POST' &&
  /\bauthorization\b/i.test(String(headers['access-control-request-headers']))

function describe(principal: Principal): Tree {
  if (principal.type === 'root')
    return { Arn: principal.arn, UserId: principal.accountId, Account: principal.accountId }
  if (principal.type === 'assumed-role')
    return { Arn: principal.arn, UserId: principal.userId, Account: principal.accountId }
  throw new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', {
    status: 403,
  })
}

/** Who am I, and a role for a token of the identity pool. */
export function createSts(settings: Settings): Handler {
  const { clock, place, sessions } = settings

  async function run(action: string, request: Request, body: Buffer, input: URLSearchParams) {
    if (action === 'AssumeRoleWithWebIdentity') return assumeRoleWithWebIdentity(settings, input)
    if (action !== 'GetCallerIdentity' || input.get('Version') !== version)
      throw new AwsError(
        'InvalidAction',
        `Could not find operation ${action} for version ${input.get('Version') ?? 'NO_VERSION_SPECIFIED'}`,
      )
    // Needs no permission: whoever holds credentials may ask whose they are.
    const { principal } = await verifyQuery(request, body, {
      credentials: sessions.credentials,
      clock,
      region: place.region,
      service: 'sts',
    })
    return describe(principal)
  }

  return async (request) => {
    if (isPreflight(request)) return preflight(request)
    if (!isQuery(request)) return undefined
    const requestId = randomUUID()
    try {
      const body = await readBody(request, bodyLimit)
      const input = new URLSearchParams(request.method === 'POST' ? body.toString() : request.query)
      const action = input.get('Action') ?? ''
      return success(action, await run(action, request, body, input), requestId)
    } catch (error) {
      if (error instanceof AwsError) return failure(error, requestId)
      throw error
    }
  }
}
