import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Failure } from './failure.ts'
import { secondsTime } from './time.ts'

/** S3's words; `extra` holds the elements that follow Code and Message. */
export function s3SignatureError(failure: Failure): AwsError {
  switch (failure.kind) {
    case 'missing':
      return denied('Access Denied')
    case 'two-mechanisms':
      return new AwsError(
        'InvalidArgument',
        'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
        { extra: { ArgumentName: 'Authorization' } },
      )
    case 'unsupported':
      return unsupported(failure.authorization)
    case 'incomplete':
      return malformedHeader(`a required part is missing: ${failure.missing.join(', ')}`)
    case 'incomplete-query':
      return badQuery(
        'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
      )
    case 'malformed-credential':
      return failure.form === 'header'
        ? malformedHeader(`the Credential is mal-formed; expecting "${credentialForm}"`)
        : badQuery(`${parsing}; the Credential is mal-formed; expecting "${credentialForm}".`)
    case 'no-date':
      return denied('AWS authentication requires a valid Date or x-amz-date header')
    case 'malformed-date':
      return failure.form === 'header'
        ? denied('AWS authentication requires a valid Date or x-amz-date header')
        : badQuery(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`)
    case 'wrong-scope':
      return wrongScope(failure)
    case 'bad-expiry':
      return badQuery(expiryMessages[failure.problem])
    case 'skewed':
      return new AwsError(
        'RequestTimeTooSkewed',
        'The difference between the request time and the current time is too large.',
        {
          status: 403,
          extra: {
            RequestTime: secondsTime(failure.at),
            ServerTime: secondsTime(failure.now),
            MaxAllowedSkewMilliseconds: failure.limit,
          },
        },
      )
    case 'too-early':
      return denied('Request is not valid yet')
    case 'expired-url': {
      const { time, expires = 0 } = failure.claim
      return denied('Request has expired', {
        'X-Amz-Expires': expires,
        Expires: secondsTime(time + expires * 1000),
        ServerTime: secondsTime(failure.now),
      })
    }
    case 'unknown-key':
      return new AwsError(
        'InvalidAccessKeyId',
        'The AWS Access Key Id you provided does not exist in our records.',
        { status: 403, extra: { AWSAccessKeyId: failure.accessKeyId } },
      )
    case 'bad-token':
      return new AwsError('InvalidToken', 'The provided token is malformed or otherwise invalid.', {
        extra: { 'Token-0': failure.token },
      })
    case 'expired-token':
      return new AwsError('ExpiredToken', 'The provided token has expired.', {
        extra: { 'Token-0': failure.token },
      })
    case 'unsigned-headers':
      return denied('There were headers present in the request which were not signed', {
        HeadersNotSigned: failure.names.join(', '),
      })
    case 'mismatch':
      return mismatch(failure)
  }
}

const credentialForm = '<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request'
const parsing = 'Error parsing the X-Amz-Credential parameter'

const expiryMessages = {
  number: 'X-Amz-Expires should be a number',
  negative: 'X-Amz-Expires must be non-negative',
  week: 'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
}

const denied = (message: string, extra: Readonly<Record<string, unknown>> = {}) =>
  new AwsError('AccessDenied', message, { status: 403, extra })

const badQuery = (message: string, extra: Readonly<Record<string, unknown>> = {}) =>
  new AwsError('AuthorizationQueryParametersError', message, { extra })

const malformedHeader = (what: string, extra: Readonly<Record<string, unknown>> = {}) =>
  new AwsError('AuthorizationHeaderMalformed', `The authorization header is malformed; ${what}`, {
    extra,
  })

function unsupported(authorization: string) {
  if (/^AWS($|[ -])/.test(authorization) || authorization.startsWith('AWS4-'))
    return new AwsError(
      'InvalidRequest',
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    )
  return new AwsError('InvalidArgument', 'Unsupported Authorization Type', {
    extra: { ArgumentName: 'Authorization', ArgumentValue: authorization },
  })
}

function wrongScope({ form, part, given, expected }: Failure & { kind: 'wrong-scope' }) {
  const what = {
    region: `the region '${given}' is wrong; expecting '${expected}'`,
    service: `incorrect service "${given}". This endpoint belongs to "${expected}"`,
    terminator: `incorrect terminal "${given}". This endpoint uses "${expected}"`,
    date: `Invalid credential date "${given}". This date is not the same as X-Amz-Date: "${expected}"`,
  }[part]
  // Clients that follow a bucket to its region read it from here.
  const extra = part === 'region' ? { Region: expected } : {}
  return form === 'header'
    ? malformedHeader(what, extra)
    : badQuery(`${parsing}; ${what}${part === 'region' ? '' : '.'}`, extra)
}

function mismatch({ claim, stringToSign, canonicalRequest }: Failure & { kind: 'mismatch' }) {
  return new AwsError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    {
      status: 403,
      extra: {
        AWSAccessKeyId: claim.accessKeyId,
        StringToSign: stringToSign,
        SignatureProvided: claim.signature,
        StringToSignBytes: bytesOf(stringToSign),
        CanonicalRequest: canonicalRequest,
        CanonicalRequestBytes: bytesOf(canonicalRequest),
      },
    },
  )
}

const bytesOf = (text: string) =>
  (Buffer.from(text, 'latin1').toString('hex').match(/../g) ?? []).join(' ')
