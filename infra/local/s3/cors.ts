import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Request, Response } from '#infra/local/http/message.ts'
import type { Address } from './address.ts'

export interface CorsRule {
  readonly id?: string
  /** Each may hold one star. */
  readonly origins: readonly string[]
  readonly methods: readonly string[]
  readonly headers: readonly string[]
  readonly exposed: readonly string[]
  readonly maxAge?: number
}

/** One star stands for any text, even none. */
function fits(pattern: string, text: string) {
  const star = pattern.indexOf('*')
  if (star < 0) return pattern === text
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)]
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail)
}

const asked = (header: string | string[] | undefined) =>
  String(header ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

function findRule(
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  headers: readonly string[],
) {
  return rules.find(
    (rule) =>
      rule.methods.includes(method) &&
      rule.origins.some((pattern) => fits(pattern, origin)) &&
      headers.every((name) => rule.headers.some((pattern) => fits(pattern.toLowerCase(), name))),
  )
}

function headersOf(rule: CorsRule, origin: string): Record<string, string> {
  const isAnyone = rule.origins.includes('*')
  return {
    'access-control-allow-origin': isAnyone ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(rule.exposed.length > 0 && { 'access-control-expose-headers': rule.exposed.join(', ') }),
    ...(rule.maxAge !== undefined && { 'access-control-max-age': String(rule.maxAge) }),
    ...(!isAnyone && { 'access-control-allow-credentials': 'true' }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  }
}

/** What goes on every answer, errors too, to a page the bucket's rules let in. */
export function corsHeaders(
  rules: readonly CorsRule[] | undefined,
  { method, headers }: Request,
): Record<string, string> {
  const { origin } = headers
  const rule = origin === undefined ? undefined : findRule(rules ?? [], origin, method, [])
  return rule && origin !== undefined ? headersOf(rule, origin) : {}
}

export function preflight(
  rules: readonly CorsRule[] | undefined,
  { headers }: Request,
  { key }: Address,
): Response {
  const { origin } = headers
  const method = headers['access-control-request-method']
  if (origin === undefined)
    throw new AwsError('BadRequest', 'Insufficient information. Origin request header needed.')
  if (method === undefined || !/^(GET|PUT|HEAD|POST|DELETE)$/.test(method))
    throw new AwsError('BadRequest', `Invalid Access-Control-Request-Method: ${method ?? 'null'}`)
  const refuse = (why: string) =>
    new AwsError('AccessForbidden', `CORSResponse: ${why}`, {
      status: 403,
      extra: { Method: method, ResourceType: key === undefined ? 'BUCKET' : 'OBJECT' },
    })
  if (!rules || rules.length === 0) throw refuse('CORS is not enabled for this bucket.')
  const wanted = asked(headers['access-control-request-headers'])
  const rule = findRule(rules, origin, method, wanted)
  if (!rule)
    throw refuse(
      "This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
    )
  return {
    status: 200,
    headers: {
      ...headersOf(rule, origin),
      ...(wanted.length > 0 && { 'access-control-allow-headers': wanted.join(', ') }),
    },
    body: '',
  }
}
