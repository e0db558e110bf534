import type { Request } from '#infra/local/http/message.ts'
import { queryPairs } from './encoding.ts'
import { fail } from './failure.ts'
import { basicTime, parseBasicTime } from './time.ts'

/** What a request says of its own signature, well formed but not yet believed. */
export interface Claim {
  readonly form: 'header' | 'query'
  readonly accessKeyId: string
  readonly scope: Scope
  readonly signedHeaders: readonly string[]
  readonly signature: string
  /** As it stands in the string to sign. */
  readonly timestamp: string
  readonly time: number
  /** Seconds; only of a presigned URL. */
  readonly expires?: number
  readonly sessionToken?: string
}

export interface Scope {
  readonly date: string
  readonly region: string
  readonly service: string
  readonly terminator: string
}

export const scopeText = ({ date, region, service, terminator }: Scope) =>
  [date, region, service, terminator].join('/')

const algorithm = 'AWS4-HMAC-SHA256'
const week = 7 * 24 * 60 * 60

/** Undefined: the request carries no signature at all. */
export function readClaim(request: Request): Claim | undefined {
  const { authorization } = request.headers
  const query =
    request.query === '' ? new Map<string, string>() : new Map(queryPairs(request.query))
  const presigned = query.has('X-Amz-Algorithm') || query.has('X-Amz-Signature')
  const legacy = query.has('Signature') && query.has('AWSAccessKeyId')
  if (authorization !== undefined && (presigned || legacy)) fail({ kind: 'two-mechanisms' })
  if (authorization !== undefined) return fromHeader(authorization, request)
  if (presigned) return fromQuery(query)
  if (legacy) fail({ kind: 'unsupported', authorization: 'AWS' })
  return undefined
}

function fromHeader(authorization: string, { headers }: Request): Claim {
  const space = authorization.indexOf(' ')
  if (space < 0 || authorization.slice(0, space) !== algorithm)
    return fail({ kind: 'unsupported', authorization })
  const parts = new Map(
    authorization
      .slice(space + 1)
      .split(',')
      .map((part) => {
        const equals = part.indexOf('=')
        return [part.slice(0, equals).trim(), part.slice(equals + 1).trim()] as const
      }),
  )
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !parts.get(name))
  if (missing.length > 0) fail({ kind: 'incomplete', missing, given: authorization })
  const { timestamp, time } = dateOf(headers)
  const token = headers['x-amz-security-token']
  return {
    form: 'header',
    ...credentialOf(parts.get('Credential') ?? '', 'header'),
    signedHeaders: namesOf(parts.get('SignedHeaders') ?? ''),
    signature: parts.get('Signature') ?? '',
    timestamp,
    time,
    ...(typeof token === 'string' ? { sessionToken: token } : {}),
  }
}

function fromQuery(query: ReadonlyMap<string, string>): Claim {
  const [given, credential, timestamp, expires, signedHeaders, signature] = [
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-Expires',
    'X-Amz-SignedHeaders',
    'X-Amz-Signature',
  ].map((name) => query.get(name))
  if (!given || !credential || !timestamp || !expires || !signedHeaders || !signature)
    return fail({ kind: 'incomplete-query' })
  if (given !== algorithm) fail({ kind: 'unsupported', authorization: given })
  const time = parseBasicTime(timestamp) ?? fail({ kind: 'malformed-date', form: 'query' })
  const seconds = /^-?\d+$/.test(expires)
    ? Number(expires)
    : fail({ kind: 'bad-expiry', problem: 'number' })
  if (seconds < 0) fail({ kind: 'bad-expiry', problem: 'negative' })
  if (seconds > week) fail({ kind: 'bad-expiry', problem: 'week' })
  const token = query.get('X-Amz-Security-Token')
  return {
    form: 'query',
    ...credentialOf(credential, 'query'),
    signedHeaders: namesOf(signedHeaders),
    signature,
    timestamp,
    time,
    expires: seconds,
    ...(token === undefined ? {} : { sessionToken: token }),
  }
}

const namesOf = (signedHeaders: string) => signedHeaders.toLowerCase().split(';')

function credentialOf(credential: string, form: Claim['form']) {
  // The access key comes first and may itself hold slashes.
  const parts = credential.split('/')
  const [date, region, service, terminator] = parts.slice(-4)
  const accessKeyId = parts.slice(0, -4).join('/')
  if (!accessKeyId || !date || !region || !service || !terminator)
    return fail({ kind: 'malformed-credential', form })
  return { accessKeyId, scope: { date, region, service, terminator } }
}

function dateOf(headers: Request['headers']) {
  const given = headers['x-amz-date'] ?? headers.date
  if (typeof given !== 'string') return fail({ kind: 'no-date' })
  const time = parseBasicTime(given)
  if (time !== undefined) return { timestamp: given, time }
  const parsed = /[A-Za-z]/.test(given) ? Date.parse(given) : Number.NaN
  if (Number.isNaN(parsed)) return fail({ kind: 'malformed-date', form: 'header' })
  return { timestamp: basicTime(parsed), time: parsed }
}
