import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Failure } from './failure.ts'
import { basicTime } from './time.ts'

type Problem = 'missing' | 'incomplete' | 'mismatch' | 'unknown-key' | 'expired'

interface Dialect {
  readonly codes: Readonly<Record<Problem, string>>
  readonly status: number
}

/** Of services that speak AWS JSON, such as Cognito. */
export const jsonDialect: Dialect = {
  codes: {
    missing: 'MissingAuthenticationTokenException',
    incomplete: 'IncompleteSignatureException',
    mismatch: 'InvalidSignatureException',
    'unknown-key': 'UnrecognizedClientException',
    expired: 'ExpiredTokenException',
  },
  status: 400,
}

/** Of services that speak the query protocol, such as STS. */
export const queryDialect: Dialect = {
  codes: {
    missing: 'MissingAuthenticationToken',
    incomplete: 'IncompleteSignature',
    mismatch: 'SignatureDoesNotMatch',
    'unknown-key': 'InvalidClientTokenId',
    expired: 'ExpiredToken',
  },
  status: 403,
}

export function serviceError(failure: Failure, { codes, status }: Dialect): AwsError {
  const [problem, message] = explain(failure)
  return new AwsError(codes[problem], message, { status })
}

function explain(failure: Failure): readonly [Problem, string] {
  switch (failure.kind) {
    case 'missing':
      return ['missing', 'Missing Authentication Token']
    case 'unsupported':
      return [
        'incomplete',
        `Unsupported AWS 'algorithm': '${failure.authorization.split(' ')[0]}'.`,
      ]
    case 'two-mechanisms':
      return [
        'incomplete',
        'Only one of the Authorization header and the query may carry a signature.',
      ]
    case 'incomplete':
      return [
        'incomplete',
        failure.missing
          .map((name) => `Authorization header requires '${name}' parameter. `)
          .join('') + `Authorization=${failure.given}`,
      ]
    case 'incomplete-query':
      return [
        'incomplete',
        'AWS query-string parameters must include ' +
          "'X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date'.",
      ]
    case 'malformed-credential':
      return [
        'incomplete',
        'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term',
      ]
    case 'no-date':
      return [
        'incomplete',
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
      ]
    case 'malformed-date':
      return ['incomplete', "Date must be in ISO-8601 'basic format'. See SigV4 for the form."]
    case 'bad-expiry':
      return ['incomplete', "'X-Amz-Expires' must be a number of seconds of at most a week."]
    case 'wrong-scope':
      return ['mismatch', scopeMessage(failure)]
    case 'skewed':
      return ['mismatch', skewMessage(failure)]
    case 'too-early':
      return ['mismatch', 'Signature not yet current.']
    case 'expired-url': {
      const end = failure.claim.time + (failure.claim.expires ?? 0) * 1000
      return [
        'mismatch',
        `Signature expired: ${basicTime(end)} is now earlier than ${basicTime(failure.now)}`,
      ]
    }
    case 'unsigned-headers':
      return [
        'mismatch',
        failure.names.includes('host')
          ? "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
          : `${failure.names.map((name) => `'${name}'`).join(', ')} must be a 'SignedHeader' in the AWS Authorization.`,
      ]
    case 'unknown-key':
    case 'bad-token':
      return ['unknown-key', 'The security token included in the request is invalid.']
    case 'expired-token':
      return ['expired', 'The security token included in the request is expired']
    case 'mismatch':
      return [
        'mismatch',
        'The request signature we calculated does not match the signature you provided. ' +
          'Check your AWS Secret Access Key and signing method. ' +
          'Consult the service documentation for details.\n\n' +
          `The Canonical String for this request should have been\n'${failure.canonicalRequest}'\n\n` +
          `The String-to-Sign should have been\n'${failure.stringToSign}'\n`,
      ]
  }
}

function scopeMessage({ part, given, expected }: Failure & { kind: 'wrong-scope' }) {
  switch (part) {
    case 'region':
      return `Credential should be scoped to a valid region, not '${given}'. `
    case 'service':
      return `Credential should be scoped to correct service: '${expected}'. `
    case 'terminator':
      return `Credential should be scoped with a valid terminator: '${expected}', not '${given}'. `
    case 'date':
      return `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${given}' != '${expected}', from '${expected}'.`
  }
}

function skewMessage({ at, now, limit }: Failure & { kind: 'skewed' }) {
  const [given, current, minutes] = [basicTime(at), basicTime(now), limit / 60_000]
  return at < now
    ? `Signature expired: ${given} is now earlier than ${basicTime(now - limit)} (${current} - ${minutes} min.)`
    : `Signature not yet current: ${given} is still later than ${basicTime(now + limit)} (${current} + ${minutes} min.)`
}
